"""Names of people in an export → names of the staff list."""

from __future__ import annotations

import re

from audit.names import Names
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.model.profile import Profile
from handbook.russian.text import normalise

#: Canonical columns that hold people, wherever they stand.
_EVERYWHERE = frozenset({"owner", "created_by", "changed_by", "employee", "first_response_by", "by"})
#: Columns that hold people in one table only.
_ELSEWHERE = frozenset({("owner_changes", "old"), ("owner_changes", "new"), ("employees", "name")})
#: «[12] Иван Петров», as the BI connector of Bitrix24 writes people.
_NUMBERED = re.compile(r"^\[(\d+)\]\s*(.+)$")


def holds_people(table: str, column: str) -> bool:
    """Whether a canonical column holds names of people."""
    return column in _EVERYWHERE or (table, column) in _ELSEWHERE


class People:
    """Knows everyone of the staff list under every name an export may use."""

    def __init__(self, handbook: Handbook, profile: Profile) -> None:
        """Learn names, aliases and user numbers."""
        self._users = {normalise(code): name for code, name in profile.users.items()}
        self._names = Names(handbook.staff)
        self._shared: dict[str, list[Place]] = {}

    def resolve(self, text: str) -> str:
        """The name of the staff list, or the text itself when nobody is known by it or several are."""
        name = self._name(text)
        return self._names.owner(name) or name

    def knows(self, text: str) -> bool:
        """Whether the staff list has somebody of that name."""
        return self._names.owner(self._name(text)) is not None or self.is_shared(text)

    def is_shared(self, text: str) -> bool:
        """Whether several people are known by the name."""
        return bool(self._names.sharers(self._name(text)))

    def met(self, text: str, place: Place) -> None:
        """Remember where a shared name stands in the export."""
        self._shared.setdefault(self._name(text), []).append(place)

    def findings(self) -> list[Finding]:
        """A warning for every shared name that was met."""
        return [self._warning(name, tuple(places)) for name, places in sorted(self._shared.items())]

    def _name(self, text: str) -> str:
        numbered = _NUMBERED.match(text)
        name = numbered[2] if numbered else self._users.get(normalise(text), text)
        return " ".join(name.split())

    def _warning(self, name: str, places: tuple[Place, ...]) -> Finding:
        owner = self._names.owner(name)
        taken = f"отнесено к тому, кого так зовут полностью, — {owner}" if owner else "не отнесено ни к кому"
        bearers = ", ".join(self._names.sharers(name))
        return Finding(
            "shared-name",
            Severity.WARNING,
            f"имя «{name}» подходит нескольким сотрудникам ({bearers}) и {taken}",
            places,
            "Оставьте это имя в aliases только одного из них (staff.yaml), а в CRM пишите имена полностью "
            "или сопоставьте номера пользователей в users профиля",
        )
