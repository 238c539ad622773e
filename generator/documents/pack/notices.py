"""Notices «Было/Стало»: to every employee, what has changed of the documents that bind him."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.artifact import Artifact
from generator.documents.editions import ChangedPaper
from generator.documents.pack.scope import Scope
from generator.names import tame
from generator.word import kinds
from generator.word.called import called
from generator.word.notice.content import notice, order_words, rows
from generator.word.notice.record import Revised
from generator.word.paper import render
from generator.word.words import tidy
from handbook.book import Handbook
from handbook.model.people import Person, Position

NOTICES = "05_Уведомления"
_LONGEST_NAME = 180


def notices(handbook: Handbook, changed: Sequence[ChangedPaper], scope: Scope) -> Iterator[Artifact]:
    """One notice for every employee whose documents say something else than a kept edition of them.

    A post nobody is known to hold gets one with a blank for the name.

    Args:
        handbook: The company.
        changed: Changed documents.
        scope: Whose people are notified.

    Raises:
        WordTemplateError: A template has a mistake.
    """
    revised = [(_revised(handbook, one), {position.id for position in one.addressees}) for one in changed]
    signing: list[tuple[Position, Person | None, list[Revised]]] = [
        (position, person, bound)
        for position in scope.positions
        if (bound := [one for one, whom in revised if position.id in whom])
        for person in (*scope.holders(handbook, position),) or (None,)
    ]
    for number, (position, person, bound) in enumerate(signing, 1):
        made = render(handbook, kinds.NOTICE, notice(handbook, person, position, bound))
        name = f"{number:0{max(len(str(len(signing))), 2)}}_{tame(_named(person, position), _LONGEST_NAME)}"
        yield Artifact(f"{NOTICES}/{name}.docx", made)


def _named(person: Person | None, position: Position) -> str:
    return tidy(person.name) if person else f"{tidy(position.title)} (имя впишите)"


def _revised(handbook: Handbook, one: ChangedPaper) -> Revised:
    published = one.published
    return Revised(
        number=tidy(published.number),
        title=called(handbook, one.paper).title,
        was=one.before.edition,
        now=published.edition if one.approved else None,
        order=order_words(published.order) if one.approved else None,
        effective=(published.effective or published.on) if one.approved else None,
        rows=tuple(rows(one.amendments, handbook.norms)),
    )
