"""Whether an identifier is another one mistyped."""

from __future__ import annotations

from collections.abc import Iterable

#: From how many letters on a name may hold one slip, and two; with more slips it is another name.
_LETTERS = (3, 8)


def near(name: str, known: Iterable[str]) -> str | None:
    """The identifier somebody meant: it differs by a slip or two, or by one part between hyphens.

    Names that merely look alike (`podgotovit-kp`, `podgotovit-dogovor`) are different records: when one of them is
    gone, offering the other would mislead.

    Args:
        name: An identifier that leads nowhere.
        known: Those that lead somewhere, in any order.

    Returns:
        The nearest, the first by alphabet among equals; None if nothing is near.
    """
    wanted = name.casefold()
    ranked = []
    for other in known:
        slips = _slips(wanted, other)
        if slips is not None:
            ranked.append((slips, other))
        elif _a_part_apart(wanted, other):
            ranked.append((len(_LETTERS) + 1, other))
    return min(ranked)[1] if ranked else None


def _slips(one: str, other: str) -> int | None:
    """How many letters are wrong, missing, extra or swapped; nothing when there are too many."""
    most = sum(max(len(one), len(other)) >= letters for letters in _LETTERS)
    if abs(len(one) - len(other)) > most:
        return None
    above: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        above, before, row = row, above, [i]
        for j, theirs in enumerate(other, 1):
            best = min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (letter != theirs))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == theirs:
                best = min(best, before[j - 2] + 1)
            row.append(best)
    return row[-1] if row[-1] <= most else None


def _a_part_apart(one: str, other: str) -> bool:
    """Whether the names are the same but for one part; a single part in common says little."""
    short, long = sorted((one.split("-"), other.split("-")), key=len)
    return 1 < len(short) == len(long) - 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
