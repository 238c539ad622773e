"""What of an approved paper is not as it was: statement by statement, for the register of changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from handbook.editions.clauses import Statement


@dataclass(frozen=True, slots=True)
class Rewording:
    """A statement that is not as it was approved; None stands for nothing."""

    title: str
    before: str | None
    after: str | None


def rewordings(before: Sequence[Statement], after: Sequence[Statement]) -> tuple[Rewording, ...]:
    """Statements that came, went or say something else, in the order of the new text.

    What only has another number because an item was put in before it is no change.
    """
    old = {one.key: one for one in before}
    new = {one.key: one for one in after}
    moved = _moved(old, new)
    found: list[Rewording] = []
    for key in dict.fromkeys([*new, *old]):
        if key in moved:
            found += moved[key]
            continue
        was, now = old.get(key), new.get(key)
        if was is None or now is None or was.text != now.text:
            found.append(_rewording(was, now))
    return tuple(found)


def _moved(old: Mapping[str, Statement], new: Mapping[str, Statement]) -> dict[str, tuple[Rewording, ...]]:
    """Changes of lists that have grown or shrunk, at the first key of each; its other keys have none."""
    found: dict[str, tuple[Rewording, ...]] = {}
    for name in dict.fromkeys(key.rpartition("/")[0] for key in [*new, *old] if key.rpartition("/")[2].isdecimal()):
        was, now = ([one for key, one in side.items() if key.rpartition("/")[0] == name] for side in (old, new))
        if was and now and len(was) != len(now):
            found |= {one.key: () for one in (*was, *now)} | {now[0].key: tuple(_aligned(was, now))}
    return found


def _aligned(was: Sequence[Statement], now: Sequence[Statement]) -> Iterator[Rewording]:
    matcher = SequenceMatcher(None, [one.text for one in was], [one.text for one in now], autojunk=False)
    for tag, start, end, first, last in matcher.get_opcodes():
        gone, come = was[start:end], now[first:last]
        for number in range(max(len(gone), len(come)) if tag != "equal" else 0):
            before = gone[number] if number < len(gone) else None
            after = come[number] if number < len(come) else None
            yield _rewording(before, after)


def _rewording(before: Statement | None, after: Statement | None) -> Rewording:
    shown = after or before
    return Rewording(shown.title if shown else "", before.text if before else None, after.text if after else None)
