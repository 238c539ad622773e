"""The account of a diagram: every drawn element is used, or left and named with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from handbook.bpmn.scheme import Item
from handbook.finding import Finding, Place, Severity

#: More elements than this left for one reason are named in one remark, a line each would drown the others.
_ONE_BY_ONE = 3
NO_PLACE = "в описании ему нет места"


@dataclass(frozen=True, slots=True)
class Account:
    """How many elements a diagram has, and what became of them."""

    read: int
    used: int
    left: int


@dataclass
class Ledger:
    """Fates of elements as they are decided; the first decision stands."""

    items: tuple[Item, ...]
    file: str
    _used: set[str] = field(default_factory=set)
    _left: dict[str, str] = field(default_factory=dict)
    _told: list[tuple[Item, str, str | None]] = field(default_factory=list)

    def use(self, *items: Item) -> None:
        """These became something of the sources."""
        self._used.update(item.key for item in items if item.key not in self._left)

    def leave(self, item: Item, reason: str) -> None:
        """This one could not be expressed."""
        if item.key not in self._used:
            self._left.setdefault(item.key, reason)

    def leave_all(self, items: Iterable[Item], reason: str) -> None:
        """None of these could."""
        for item in items:
            self.leave(item, reason)

    def drop(self, item: Item, reason: str) -> None:
        """This one was used, and turned out to lead nowhere."""
        self._used.discard(item.key)
        self._told = [told for told in self._told if told[0] is not item]
        self.leave(item, reason)

    def tell(self, item: Item, message: str, tip: str | None = None) -> None:
        """This one is used, but not quite as drawn."""
        self._told.append((item, message, tip))

    def account(self) -> Account:
        """The sums; whatever nobody has decided about is left."""
        for item in self.items:
            if item.key not in self._used:
                self._left.setdefault(item.key, NO_PLACE)
        return Account(len(self.items), len(self._used), len(self._left))

    def findings(self) -> Iterator[Finding]:
        """What is left and what is changed, in the order of the file."""
        found = [
            Finding("bpmn-changed", Severity.INFO, f"{item.label}: {message}", (Place(self.file, item.line),), tip)
            for item, message, tip in self._told
        ]
        reasons: dict[str, list[Item]] = {}
        for item in self.items:
            if item.key in self._left:
                reasons.setdefault(self._left[item.key], []).append(item)
        for reason, items in reasons.items():
            found += self._of_one_reason(reason, items)
        yield from sorted(found, key=lambda finding: finding.sort_key)

    def _of_one_reason(self, reason: str, items: list[Item]) -> Iterator[Finding]:
        groups = [[item] for item in items] if len(items) <= _ONE_BY_ONE else [items]
        for group in groups:
            names = ", ".join(item.label for item in group)
            place = Place(self.file, group[0].line)
            yield Finding("bpmn-left", Severity.WARNING, f"не перенесено: {names} — {reason}", (place,))
