"""Names of people in an export → names of the staff list."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handbook.book import Handbook
from handbook.model.people import Person
from handbook.model.profile import Profile
from handbook.russian.text import normalise

#: Canonical columns that hold people, wherever they stand.
PERSON_COLUMNS = frozenset({"owner", "created_by", "changed_by", "employee", "first_response_by", "by"})
#: «[12] Иван Петров», as the BI connector of Bitrix24 writes people.
_NUMBERED = re.compile(r"^\[(\d+)\]\s*(.+)$")
_FULL = 3


class People:
    """Knows everyone of the staff list under every name an export may use."""

    def __init__(self, handbook: Handbook, profile: Profile) -> None:
        """Learn names, aliases and user numbers; a short name that two people share means nobody."""
        self._users = {normalise(code): name for code, name in profile.users.items()}
        self._known: dict[str, str | None] = {}
        for person in handbook.staff:
            for name in (person.name, *person.aliases):
                self._known[normalise(name)] = person.name
        for person in handbook.staff:
            for name in _short_names(person):
                known = self._known.setdefault(normalise(name), person.name)
                if known != person.name and normalise(name) not in self._explicit(handbook.staff):
                    self._known[normalise(name)] = None

    def resolve(self, text: str) -> str:
        """The name of the staff list, or the text itself when nobody is known by it."""
        numbered = _NUMBERED.match(text)
        name = numbered[2] if numbered else self._users.get(normalise(text), text)
        return self._known.get(normalise(name)) or " ".join(name.split())

    @staticmethod
    def _explicit(staff: Iterable[Person]) -> set[str]:
        return {normalise(name) for person in staff for name in (person.name, *person.aliases)}


def _short_names(person: Person) -> tuple[str, ...]:
    """«Имя Фамилия» and «Фамилия Имя» of a full name «Фамилия Имя Отчество»."""
    words = person.name.split()
    if len(words) != _FULL:
        return ()
    return (f"{words[1]} {words[0]}", f"{words[0]} {words[1]}")
