"""A list of overdue work made to fit on one page if it can: reasons give way first, then words of clauses, never a row.

Lengths are points, as in ``generator.word.daily_report.fitting``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from generator.word.audited import shortened
from generator.word.overdue_list.record import LateGroup, OverdueList
from generator.word.room import lines

#: Widths of columns, millimetres: the box, the object, what is wrong, how far, the sum.
LINES = (8.0, 62.0, 66.0, 24.0, 20.0)
_WIDTH = 180.0
PAGE = 750.0
_LETTER, _SMALL_LETTER, _LINE, _SMALL, _EDGE, _CELL_EDGE = 4.5, 4.25, 10.0, 9.5, 2.0, 6.0
#: The lines at the top with the titles of columns; the line to be signed.
_FRAME, _SIGN = 11 + 24 + 14 + 12, 26.0
_SHORT = 120
#: As long as the words in front of a text.
_LABEL = "Что делать:"

_CUTS: tuple[Callable[[LateGroup], LateGroup], ...] = (
    lambda group: replace(group, why=None),
    lambda group: replace(group, clause=_closed(shortened(group.clause, _SHORT)) if group.clause else None),
)


def _closed(text: str) -> str:
    """A quotation cut short with its closing mark."""
    return f"{text}»" if text.endswith("…") and text.count("«") > text.count("»") else text


def fitted(full: OverdueList) -> OverdueList:
    """The list with as much beside its rows as one page holds; one that needs a second page says everything."""
    made = full
    for cut in _CUTS:
        if height(made) <= PAGE:
            return made
        made = replace(made, groups=tuple(map(cut, made.groups)))
    return made if height(made) <= PAGE else full


def height(made: OverdueList) -> float:
    """How much of the page a list takes."""
    return _FRAME + _SIGN + sum(map(_group, made.groups))


def _group(group: LateGroup) -> float:
    told = (f"{group.deed} {group.operation or ''}", group.clause, group.why, group.more)
    total = _LINE + _EDGE + sum(_lines(f"{text} {_LABEL}", _WIDTH, _SMALL_LETTER) * _SMALL for text in told if text)
    for line in group.lines:
        cells = zip(("", line.what, line.detail, line.over, line.money), LINES, strict=True)
        total += max(_lines(text, width, _LETTER) for text, width in cells) * _LINE + _EDGE
    return total


def _lines(text: str, width: float, letter: float) -> int:
    return lines(text, width, letter, _CELL_EDGE)
