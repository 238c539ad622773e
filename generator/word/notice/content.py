"""What a notice of changes says to one employee."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from textwrap import shorten

from generator.word.front import organisation, paper
from generator.word.notice.record import Notice, Revised, Row
from generator.word.notice.runs import after, before, noted
from generator.word.people import gender_of, statement_in
from generator.word.words import tidy, title_of
from handbook.book import Handbook
from handbook.editions.alignment import Amendment
from handbook.editions.redline import quoted, redline
from handbook.model.people import Person, Position
from handbook.model.publication import Order
from handbook.russian import Case, FullName, Gender, date_short, decline_person, initials, parse_name

_GREETINGS = {Gender.MASCULINE: "Уважаемый", Gender.FEMININE: "Уважаемая"}
_RECEIVED = {Gender.MASCULINE: "получил", Gender.FEMININE: "получила"}
_TITLE = re.compile("«([^»]*)»")
_CODE = re.compile(r"\s\(([a-z0-9-]+)\)")
#: Letters of a title that the column of numbers has room for.
_LONGEST = 24
_BLANK = "________________________________"


def notice(handbook: Handbook, person: Person | None, position: Position, documents: Sequence[Revised]) -> Notice:
    """Everything the notice says.

    Args:
        handbook: The company.
        person: The employee; None leaves a blank for the name.
        position: The post.
        documents: What has changed of the documents that bind the post.
    """
    gender = gender_of(person) if person else None
    name = parse_name(tidy(person.name), gender) if person else None
    return Notice(
        heading=f"Уведомление об изменениях: {name or tidy(position.title)}",
        organisation=organisation(handbook),
        paper=paper(None),
        addressee=_dative(name) if name else _BLANK,
        position=title_of(position.title, position.forms),
        greeting=_greeting(name) if name else None,
        signed=initials(name) if name else None,
        statement=statement_in(gender),
        received=_RECEIVED.get(gender, "получил(а)") if gender else "получил(а)",
        documents=tuple(documents),
    )


def _dative(name: FullName) -> str:
    """The name in the dative case; as it is when the form would be a guess."""
    declined, certain = decline_person(name, Case.DATIVE)
    return str(declined if certain else name)


def _greeting(name: FullName) -> str:
    word = _GREETINGS.get(name.gender, "Уважаемый(ая)") if name.gender else "Уважаемый(ая)"
    called = [part for part in (name.name, name.patronymic) if part and not part.endswith(".")]
    return " ".join([word, *(called or [name.surname])])


def order_words(order: Order | None) -> str | None:
    """«приказ от 22.06.2026 № 42-К»."""
    return tidy(f"приказ от {date_short(order.on)} № {order.number}") if order else None


def rows(amendments: Sequence[Amendment], codes: Collection[str] = ()) -> Iterator[Row]:
    """Rows of the table, in the order of the new text.

    Args:
        amendments: What has changed.
        codes: Identifiers of norms: regulations give them in brackets, an employee can do without.
    """
    for one in amendments:
        was, now = (_uncoded(" ".join(clause.text for clause in side), codes) for side in (one.before, one.after))
        if not one.before:
            yield Row(_numbers(one), noted("Пункта не было"), after(redline("", now)))
        elif not one.after:
            yield Row(_numbers(one), before(redline(was, "")), noted("Исключён"))
        else:
            pieces = quoted(redline(was, now))
            yield Row(_numbers(one), before(pieces), after(pieces))


def _uncoded(text: str, codes: Collection[str]) -> str:
    return _CODE.sub(lambda found: "" if found[1] in codes else found[0], text)


def _numbers(one: Amendment) -> str:
    """«3.2», or «3.2 → 3.3» when the number is another."""
    was, now = (", ".join(_short(clause.number) for clause in side) for side in (one.before, one.after))
    return tidy(was if was == now else f"{was} → {now}" if was and now else was or now)


def _short(number: str) -> str:
    """A number that fits its column: of the title of a heading without a number, its first words."""
    return _TITLE.sub(lambda found: f"«{shorten(found[1], _LONGEST, placeholder='…')}»", number)
