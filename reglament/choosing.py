"""Records a user names on the command line: by identifier, by the number of the document, by title, in any case."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reglament.console import give_up

if TYPE_CHECKING:
    from handbook.book import Handbook
    from handbook.model.people import Person


#: More names than this are counted, not listed.
_LISTED = 12


class Named(Protocol):
    """A record with an identifier and a title."""

    @property
    def id(self) -> str:
        """The identifier."""

    @property
    def title(self) -> str:
        """The title."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Records of one kind among which a user chooses.

    Attributes:
        lacking: What the message says there is not: «нет процесса».
        records: The records.
    """

    lacking: str
    records: Sequence[Any]


def named(names: Iterable[str], choice: Choice) -> list[Any]:
    """The records of the names, in the order of the handbook, each once.

    Args:
        names: What the user has written.
        choice: The records he means.

    Raises:
        SystemExit: There is no record of a name; the message suggests one.
    """
    from handbook.published import names as names_of
    from handbook.published import same

    found: set[int] = set()
    for name in names:
        known = [record for record in choice.records if any(same(name, own) for own in names_of(record))]
        if not known:
            _unknown(name, choice)
        found.update(id(record) for record in known)
    return [record for record in choice.records if id(record) in found]


def employees(names: Iterable[str], staff: Sequence[Person]) -> list[Person]:
    """Employees by name: in full, by surname, with initials or as the CRM writes them; in the order of the staff.

    Args:
        names: What the user has written.
        staff: Everybody who works.

    Raises:
        SystemExit: Nobody is called so, or several are; the message lists them.
    """
    found: set[int] = set()
    for name in names:
        same = [person for person in staff if any(_called(name, own) for own in (person.name, *person.aliases))]
        if not same:
            _nobody(name, staff)
        if len(same) > 1:
            give_up(f"«{name}» — это {_listed([one.name for one in same])}", "Назовите работника полностью")
        found.add(id(same[0]))
    return [person for person in staff if id(person) in found]


def refuse_unknown(handbook: Handbook, names: Iterable[str]) -> None:
    """See that the company has every norm that is named.

    Args:
        handbook: The company.
        names: What the user calls them.

    Raises:
        SystemExit: It has no such norm.
    """
    from handbook.norms.whatif import WhatIfError, known

    norms = {name: placed.norm for name, placed in handbook.norms.items()}
    try:
        for name in names:
            known(name, norms)
    except WhatIfError as error:
        give_up(str(error), error.tip)


def _called(name: str, full: str) -> bool:
    """Whether every word of a name is a word of the full one, or the letter it begins with."""
    from handbook.russian.text import folded

    words, own = folded(name).split(), folded(full).split()
    return bool(words) and all(
        any(word == part or (len(word) == 1 and part.startswith(word)) for part in own) for word in words
    )


def _nobody(name: str, staff: Sequence[Person]) -> None:
    from handbook.russian.text import suggest

    parts = {part: one.name for one in staff for part in (one.name, one.name.partition(" ")[0])}
    hint = suggest(name, parts)
    if hint:
        give_up(f"нет работника «{name}»", f"Возможно, вы имели в виду «{parts[hint]}»")
    known = f"Есть: {_listed([one.name for one in staff])}" if staff else "Впишите его в regulations/staff.yaml"
    give_up(f"нет работника «{name}»", known)


def _unknown(name: str, choice: Choice) -> None:
    """Records whose title holds what is written come first: people leave out words before they mistype them."""
    from handbook.published import bare, names
    from handbook.russian.text import suggest

    alike = [one for one in choice.records if bare(name) and bare(name) in bare(one.title)]
    hint = None if alike else suggest(name, [word for record in choice.records for word in names(record)])
    if hint:
        give_up(f"{choice.lacking} «{name}»", f"Возможно, вы имели в виду «{hint}»")
    known = _listed(list(dict.fromkeys(_full(one) for one in alike or choice.records)))
    lead = "Похожие" if alike else "Есть"
    give_up(f"{choice.lacking} «{name}»", f"{lead}: {known}" if known else "В описании их нет ни одного")


def _full(record: Named) -> str:
    """A record as people call it: by number and title."""
    published = getattr(record, "publication", None)
    return f"{published.number} «{record.title}»" if published else f"«{record.title}»"


def _listed(names: Sequence[str]) -> str:
    rest = len(names) - _LISTED
    return ", ".join(names[:_LISTED]) + (f" и ещё {rest}" if rest > 0 else "")
