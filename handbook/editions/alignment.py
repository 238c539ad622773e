"""Which clause of a later edition is which of an earlier one, and which of them say something else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from handbook.editions.approved import Clause
from handbook.editions.redline import plain

_WORD = re.compile(r"\w+")
#: What the number of a heading has not; a heading without a number is called by its title in quotation marks.
_INNER = re.compile(r"[.,](?![^«]*»)")
#: How alike two wordings must be to count as one clause: from the same statement, in the same section, anywhere.
_SAME_SOURCE, _SAME_SECTION, _ANYWHERE = 0.25, 0.45, 0.6
#: What a common statement, section and number add to likeness, and what another statement takes away.
_SOURCE, _SECTION, _NUMBER = 0.25, 0.1, 0.05
#: How much of a clause must stand in another for it to be a part split off, or one merged into it.
_PART = 0.8


@dataclass(frozen=True, slots=True)
class Amendment:
    """Clauses that do not say what they said.

    Attributes:
        before: As they were: none for a new clause, several for those made one.
        after: As they are: none for a removed clause, several for one that was split.
    """

    before: tuple[Clause, ...]
    after: tuple[Clause, ...]


def amendments(
    before: Sequence[Clause], after: Sequence[Clause], *, heard: Callable[[str], str] = plain
) -> tuple[Amendment, ...]:
    """What differs between two editions of a document, in the order of the later one.

    A clause that stands elsewhere, or under another number, with the words it had is no change. The others are matched
    by the statement they come from as long as they are alike, then by likeness, more readily inside a section.

    Args:
        before: Clauses of the earlier edition.
        after: Clauses of the later one.
        heard: A text as it is compared.
    """
    old, new = _Side.of(before, heard), _Side.of(after, heard)
    found = _Matching(old, new)
    found.identical()
    found.alike()
    found.parts()
    return tuple(_amended(found))


@dataclass(slots=True)
class _Side:
    """The clauses of one edition as they are compared."""

    clauses: Sequence[Clause]
    texts: list[str]
    words: list[Counter[str]]
    sections: list[str]

    @classmethod
    def of(cls, clauses: Sequence[Clause], heard: Callable[[str], str]) -> _Side:
        texts = [heard(one.text) for one in clauses]
        sections, current = [], ""
        for one, text in zip(clauses, texts, strict=True):
            if not _INNER.search(one.number):
                current = text
            sections.append(current)
        return cls(clauses, texts, [Counter(_WORD.findall(text.casefold())) for text in texts], sections)

    def key(self, place: int, *, within: bool) -> tuple[str, str]:
        """What a clause says, and in which section when that matters."""
        return self.texts[place], self.sections[place] if within else ""


@dataclass(slots=True)
class _Matching:
    """Which clauses, by their places, belong together."""

    old: _Side
    new: _Side
    pairs: dict[int, int] = field(default_factory=dict)
    same: set[int] = field(default_factory=set)
    #: Parts of an old clause besides the one it is paired with, and the other way round.
    split: dict[int, list[int]] = field(default_factory=dict)
    merged: dict[int, list[int]] = field(default_factory=dict)

    def identical(self) -> None:
        """Pair clauses that say the same, those of one section first."""
        for within in (True, False):
            waiting: dict[tuple[str, str], list[int]] = {}
            for place in reversed(self._left(self.old)):
                waiting.setdefault(self.old.key(place, within=within), []).append(place)
            for place in self._left(self.new):
                if known := waiting.get(self.new.key(place, within=within)):
                    found = known.pop()
                    self.pairs[found] = place
                    self.same.add(found)

    def alike(self) -> None:
        """Pair the rest, the most alike first."""
        left = self._left(self.new)
        scored = [(score, was, now) for was in self._left(self.old) for now in left if (score := self._score(was, now))]
        taken: set[int] = set()
        for _, was, now in sorted(scored, key=lambda one: (-one[0], abs(one[1] - one[2]), one[1], one[2])):
            if was not in self.pairs and now not in taken:
                self.pairs[was] = now
                taken.add(now)

    def parts(self) -> None:
        """Give neighbours of a changed pair that are parts of its other side to it."""
        changed = [(was, now) for was, now in self.pairs.items() if was not in self.same]
        came, gone = self._left(self.new), self._left(self.old)
        for was, now in sorted(changed):
            for place in (now - 1, now + 1):
                if place in came and _covered(self.new.words[place], self.old.words[was] - self.new.words[now]):
                    self.split.setdefault(was, []).append(place)
                    came.remove(place)
            for place in (was - 1, was + 1):
                if place in gone and _covered(self.old.words[place], self.new.words[now] - self.old.words[was]):
                    self.merged.setdefault(was, []).append(place)
                    gone.remove(place)

    def _left(self, side: _Side) -> list[int]:
        busy = set(self.pairs) if side is self.old else set(self.pairs.values())
        return [place for place in range(len(side.clauses)) if place not in busy]

    def _score(self, was: int, now: int) -> float:
        """How surely two clauses are one; 0 when they are not."""
        mine, other = self.old.words[was], self.new.words[now]
        total = mine.total() + other.total()
        common = (mine & other).total()
        if not common:
            return 0
        likeness = 2 * common / total
        old, new = self.old.clauses[was], self.new.clauses[now]
        source = old.source is not None and old.source == new.source
        section = self.old.sections[was] == self.new.sections[now]
        least = _SAME_SOURCE if source else _SAME_SECTION if section else _ANYWHERE
        if likeness < least:
            return 0
        return likeness + _SOURCE * source + _SECTION * section + _NUMBER * (old.number == new.number)


def _covered(part: Counter[str], rest: Counter[str]) -> bool:
    return bool(part) and (part & rest).total() >= _PART * part.total()


def _amended(found: _Matching) -> Iterator[Amendment]:
    """Amendments in the order of the later edition; what is gone stands after what it followed."""
    old, new = found.old, found.new
    parts = {place for places in found.split.values() for place in places}
    swallowed = {place for places in found.merged.values() for place in places}
    placed: list[tuple[float, int, Amendment]] = []
    known = sorted(found.pairs)
    for was, now in found.pairs.items():
        if was in found.same:
            continue
        before = sorted([was, *found.merged.get(was, ())])
        after = sorted([now, *found.split.get(was, ())])
        if len(before) == len(after) == 1 or _said(old, before) != _said(new, after):
            amended = Amendment(tuple(old.clauses[n] for n in before), tuple(new.clauses[n] for n in after))
            placed.append((after[0], 0, amended))
    came = set(range(len(new.clauses))) - set(found.pairs.values()) - parts
    placed += [(place, 0, Amendment((), (new.clauses[place],))) for place in came]
    for place in set(range(len(old.clauses))) - set(found.pairs) - swallowed:
        followed = bisect_right(known, place)
        at = found.pairs[known[followed - 1]] + 0.5 if followed else -1
        placed.append((at, place, Amendment((old.clauses[place],), ())))
    yield from (one for *_, one in sorted(placed, key=lambda item: item[:2]))


def _said(side: _Side, places: Sequence[int]) -> list[str]:
    """The words of clauses one after another; where one ends and the next begins is no matter."""
    return _WORD.findall(" ".join(side.texts[place] for place in places).casefold())
