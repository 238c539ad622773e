"""The page of a manager made to fit: the words of clauses grow shorter until it does, what to decide on stays.

Lengths are points, as in ``generator.word.daily_report.fitting``.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.word.meeting_pack.record import BreachRow, ManagerPage
from generator.word.room import lines

#: Letters of a clause that are quoted, the most first.
CLAUSES = (320, 240, 190, 150, 120, 90)
#: Widths of columns, millimetres: the number, the breach, the decision; and those of promises.
BREACHES, PROMISES = (8.0, 117.0, 55.0), (42.0, 40.0, 52.0, 20.0, 26.0)
_WIDTH = 180.0
PAGE = 758.0
_CELL, _SMALL, _EDGE, _CELL_EDGE = 10.0, 9.5, 2.0, 6.0
#: Average widths of letters of nine points and of eight and a half.
_LETTER, _SMALL_LETTER = 4.5, 4.25
_FRAME, _SECTION = 20 + 2 * 13.5, 19.5
#: The box of the decision: five ways, and a line for the day and the name.
_BOX = 5 * _SMALL + 15


def fitted(page: Callable[[int], ManagerPage]) -> ManagerPage:
    """The page with the longest clauses that it holds; with the shortest if it holds none.

    Args:
        page: Makes the page whose clauses have so many letters at most.
    """
    for letters in CLAUSES[:-1]:
        made = page(letters)
        if height(made) <= PAGE:
            return made
    return page(CLAUSES[-1])


def height(made: ManagerPage) -> float:
    """How much of the page a manager takes."""
    total = _FRAME + _SECTION + _SMALL + _EDGE + sum(map(_breach, made.breaches))
    if made.promises:
        total += _SECTION + _SMALL + _EDGE
        for row in made.promises:
            cells = (row.what, row.norm, row.decision, row.due, row.outcome)
            tallest = max(_lines(text, width, _LETTER) for text, width in zip(cells, PROMISES, strict=True))
            total += tallest * _CELL + _EDGE
    return total + (_lines(made.more, _WIDTH, _SMALL_LETTER) * 10.0 + 1 if made.more else 0)


def _breach(row: BreachRow) -> float:
    width = BREACHES[1]
    head = " · ".join(text for text in (row.what, row.money, row.badge) if text)
    told = (f"Норма: {row.norm}. {row.clause}", f"Доказательство: {row.proof} {row.source or ''}")
    under = sum(_lines(text, width, _SMALL_LETTER) * _SMALL for text in told)
    return max(_lines(head, width, _LETTER) * _CELL + under, _BOX) + _EDGE


def _lines(text: str, width: float, letter: float) -> int:
    return lines(text, width, letter, _CELL_EDGE)
