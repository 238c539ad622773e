"""What changed between two handbooks, record by record, in the words of the people who work by them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from handbook.book import Handbook
from handbook.editions.ways import both_in_words
from handbook.editions.wording import Closed, closed_words, fields, shown
from handbook.model.base import Record, Target
from handbook.model.process import Process
from handbook.norms import LimitedNorm, Norm

Kind = Literal["added", "removed", "renamed", "changed"]
#: Kinds of records in the order a reader wants them.
What = Literal[
    "company",
    "process",
    "operation",
    "norm",
    "role",
    "position",
    "document",
    "indicator",
    "meeting",
    "course",
    "path",
    "competency",
    "principle",
    "term",
]

#: What a part of a list is known by, the first that it has.
_NAMES = ("id", "number", "document", "role", "title", "question", "operation", "day")
_LIMITS = ("min", "max", "limits", "since")


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was.

    Attributes:
        where: The way to it in Russian: («Шаги», «3», «Срок»).
        keys: The same by the keys of the source.
        before: What it was; None when there was nothing.
        after: What it is; None when nothing is left.
    """

    where: tuple[str, ...]
    keys: tuple[str, ...]
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A record that came, went, was renamed or says something else; the identifier tells that it is the same one."""

    kind: Kind
    what: What
    id: str
    title: str
    was: str | None = None
    differences: tuple[Difference, ...] = ()


def compare(old: Handbook, new: Handbook) -> tuple[Change, ...]:
    """Every record that is not as it was.

    Args:
        old: The handbook as it was.
        new: The handbook as it is.
    """
    found: list[Change] = []
    sides = _Sides(old, new)
    for what, before, after in _pairs(old, new):
        for name in dict.fromkeys([*after, *before]):
            if name not in after:
                found.append(Change("removed", what, name, title_of(old, what, before[name])))
            elif name not in before:
                found.append(Change("added", what, name, title_of(new, what, after[name])))
            elif before[name] != after[name] or (what == "norm" and _homes(old, new, name)):
                found += _changed(sides, what, name, (before[name], after[name]))
    return tuple(found)


def records(book: Handbook) -> dict[What, Mapping[str, Record]]:
    """Every record of a handbook that people work by, by kind and identifier."""
    return {
        "company": {"company": book.company},
        "process": book.processes,
        "operation": book.operations,
        "norm": {name: placed.norm for name, placed in book.norms.items()},
        "role": book.roles,
        "position": book.positions,
        "document": book.documents,
        "indicator": book.indicators,
        "meeting": book.meetings,
        "course": book.courses,
        "path": book.paths,
        "competency": book.competencies,
        "principle": book.principles,
        "term": book.terms,
    }


def _pairs(old: Handbook, new: Handbook) -> Iterator[tuple[What, Mapping[str, Record], Mapping[str, Record]]]:
    before, after = records(old), records(new)
    for what in after:
        yield what, before[what], after[what]


def _changed(sides: _Sides, what: What, name: str, pair: tuple[Record, Record]) -> Iterator[Change]:
    differences = tuple(_record(sides, *sides.told(pair), (), ()))
    if what == "norm":
        differences = (*_homes(sides.old, sides.new, name), *differences)
    was, title = title_of(sides.old, what, pair[0]), title_of(sides.new, what, pair[1])
    renamed = was != title
    rest = tuple(one for one in differences if not (renamed and one.keys in {("title",), ("term",)}))
    if renamed or rest:
        yield Change("changed" if rest else "renamed", what, name, title, was if renamed else None, rest)


def _homes(old: Handbook, new: Handbook, norm: str) -> tuple[Difference, ...]:
    """That a norm governs something else than it did."""
    before, after = old.norms[norm], new.norms[norm]
    if (before.home, before.home_id) == (after.home, after.home_id):
        return ()
    was, now = (
        str(getattr(records(book).get(placed.home, {}).get(placed.home_id), "title", "вся компания"))
        for book, placed in ((old, before), (new, after))
    )
    return (Difference(("Где стоит",), ("home",), was, now),) if was != now else ()


def title_of(book: Handbook, what: What, record: Record | None) -> str:
    """What people call a record."""
    if what == "path":
        role = str(getattr(record, "role", ""))
        return book.roles[role].title if role in book.roles else role
    for key in ("title", "term", "short_name"):
        if getattr(record, key, None):
            return str(getattr(record, key))
    return str(getattr(record, "id", ""))


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two handbooks, for the titles of what values refer to."""

    old: Handbook
    new: Handbook

    def told(self, pair: tuple[Record, Record]) -> tuple[Record, Record]:
        """Both records with the ways of flows named by what they lead to."""
        before, after = pair
        if isinstance(before, Process) and isinstance(after, Process):
            return both_in_words(self.old, before, self.new, after)
        return pair

    def pair(self, before: Any, after: Any, target: Target | None, *, closed: Closed) -> tuple[str | None, str | None]:  # noqa: ANN401 - any field
        return shown(self.old, before, target, closed=closed), shown(self.new, after, target, closed=closed)


def _record(
    sides: _Sides, before: Record, after: Record, where: tuple[str, ...], keys: tuple[str, ...]
) -> Iterator[Difference]:
    if type(before) is not type(after):
        yield Difference(where, keys, *sides.pair(before, after, None, closed=None))
        return
    if isinstance(before, Norm) and isinstance(after, Norm):
        yield from _limit(before, after, where, keys)
    for name, key, target in fields(after):
        old, new = getattr(before, name), getattr(after, name)
        if old == new or (isinstance(after, LimitedNorm) and name in _LIMITS):
            continue
        title = type(after).model_fields[name].title or key
        closed = closed_words(type(after), name)
        yield from _value(sides, old, new, _At((*where, title), (*keys, key), target, closed))


def _limit(before: Norm, after: Norm, where: tuple[str, ...], keys: tuple[str, ...]) -> Iterator[Difference]:
    old, new = _editions(before), _editions(after)
    if old != new:
        yield Difference((*where, "Предел"), (*keys, "limits"), old, new)


def _editions(norm: Norm) -> str:
    """Every edition of a norm in words, the newest last."""
    return "; ".join(
        norm.requirement(edition) + (f" с {edition.since:%d.%m.%Y}" if edition.since else "")
        for edition in norm.editions()
    )


@dataclass(frozen=True, slots=True)
class _At:
    where: tuple[str, ...]
    keys: tuple[str, ...]
    target: Target | None
    closed: Closed

    def part(self, words: str) -> _At:
        return _At((*self.where, words), (*self.keys, words), self.target, self.closed)


def _value(sides: _Sides, old: Any, new: Any, at: _At) -> Iterator[Difference]:  # noqa: ANN401 - any field
    if isinstance(old, Record) and isinstance(new, Record):
        yield from _record(sides, old, new, at.where, at.keys)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _list(sides, old, new, at)
    else:
        before, after = sides.pair(old, new, at.target, closed=at.closed)
        if before != after:
            yield Difference(at.where, at.keys, before, after)


def _list(sides: _Sides, old: tuple[Any, ...], new: tuple[Any, ...], at: _At) -> Iterator[Difference]:
    """Parts of a list: those with names are matched by them, the others by their order."""
    names = [_named(old), _named(new)]
    if all(name is not None for name in names):
        before, after = (dict(name or ()) for name in names)
        if before.keys() != after.keys() or list(before) == list(after):
            for name in dict.fromkeys([*before, *after]):
                yield from _part(sides, before.get(name), after.get(name), at.part(name))
            return
        # The same parts in another order: what each says is compared all the same.
        yield Difference(at.where, at.keys, ", ".join(before), ", ".join(after))
        for name, value in after.items():
            yield from _part(sides, before[name], value, at.part(name))
        return
    matcher = SequenceMatcher(a=[repr(one) for one in old], b=[repr(one) for one in new], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        if tag == "equal":
            continue
        gone, come = old[start:end], new[first:last]
        for index in range(max(len(gone), len(come))):
            one = gone[index] if index < len(gone) else None
            other = come[index] if index < len(come) else None
            number = first + index if other is not None else start + index
            yield from _part(sides, one, other, at.part(str(number + 1)))


def _part(sides: _Sides, old: Any, new: Any, at: _At) -> Iterator[Difference]:  # noqa: ANN401 - any part
    if old is None or new is None:
        yield Difference(at.where, at.keys, *sides.pair(old, new, at.target, closed=at.closed))
    elif old != new:
        yield from _value(sides, old, new, at)


def _named(parts: tuple[Any, ...]) -> list[tuple[str, Any]] | None:
    """Parts with the names they are known by; None when some have none or share one."""
    if not all(isinstance(part, Record) for part in parts):
        return None
    for key in _NAMES:
        names = [getattr(part, key, None) for part in parts]
        if all(name is not None for name in names) and len(set(names)) == len(names):
            return [(str(name), part) for name, part in zip(names, parts, strict=True)]
    return [] if not parts else None
