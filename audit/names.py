"""Whose name is whose: every writing of a name in the CRM and in norms → people of the staff list.

A name that says nothing certain says nothing: shared by two, it belongs to neither of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from audit.ingest.lookalikes import skeleton
from handbook.model.people import Person

_FULL = 3


class Names:
    """Knows everyone of a staff list by full names, aliases, and the short names made of full ones."""

    def __init__(self, staff: Iterable[Person]) -> None:
        """Learn full names, aliases and the short names made of full ones."""
        self._full: dict[str, dict[str, None]] = {}
        self._aliases: dict[str, dict[str, None]] = {}
        self._short: dict[str, dict[str, None]] = {}
        for person in staff:
            for known, names in (
                (self._full, (person.name,)),
                (self._aliases, person.aliases),
                (self._short, _short_names(person)),
            ):
                for name in names:
                    known.setdefault(skeleton(name), {})[person.name] = None

    def owner(self, name: str) -> str | None:
        """The full name of who is called so; None when nobody is, or several are."""
        bearers = self._bearers(skeleton(name))
        return bearers[0] if len(bearers) == 1 else None

    def sharers(self, name: str) -> tuple[str, ...]:
        """Full names of all who are called so, in the order of the staff list, when it is more than one.

        The alias of one person that is the full name of another is shared too, though ``owner`` knows whose it is.
        """
        key = skeleton(name)
        aliases = self._aliases.get(key, {})
        found = tuple({**self._full[key], **aliases}) if key in self._full else self._bearers(key)
        return found if len(found) > 1 else ()

    def _bearers(self, key: str) -> tuple[str, ...]:
        if key in self._full:
            return tuple(self._full[key])
        aliases, short = self._aliases.get(key, {}), self._short.get(key, {})
        # An alias chooses among namesakes; that of a person called otherwise takes nobody's short name away.
        return tuple(aliases) if aliases and aliases.keys() <= short.keys() else tuple({**aliases, **short})


def _short_names(person: Person) -> tuple[str, ...]:
    """«Имя Фамилия» and «Фамилия Имя» of a full name «Фамилия Имя Отчество»."""
    words = person.name.split()
    if len(words) != _FULL:
        return ()
    return (f"{words[1]} {words[0]}", f"{words[0]} {words[1]}")
