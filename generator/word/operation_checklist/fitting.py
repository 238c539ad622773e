"""A checklist made to fit on one page: what matters least gives way first, and the page says that the site has more.

Lengths are points. Texts are measured by the average width of a letter with a margin, since a document cannot know
which font a printer will find; a page that is a little shorter than it could be is still one page.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace

from generator.word.operation_checklist.record import OperationChecklist

#: Widths of columns, millimetres; the template is made of the same.
BOX, START, STEPS, RESULTS, LIMITS, POINTS = (
    8.0,
    (52.0, 42.0, 68.0),
    (98.0, 64.0),
    (52.0, 42.0, 68.0),
    (78.0, 92.0),
    (98.0, 36.0, 36.0),
)
TEXT_WIDTH = 170.0

#: What A4 with margins of 20 mm leaves; the measure itself keeps some 30 points in hand.
PAGE = 725.0
_LETTER, _LINE, _ROW_EDGE, _CELL_EDGE = 4.6, 11.0, 5.0, 9.0
_POINTS_PER_MM = 72 / 25.4
#: The heading, the lines under it, and the line to be signed.
_FRAME = 85.0
#: A header row and the gap over it.
_TABLE = 23.0
#: Where a long step is cut when nothing else helps, and how few steps are kept.
_SHORT_STEP, _LEAST_STEPS = 160, 3

_Cut = Callable[[OperationChecklist], OperationChecklist]


def fitted(full: OperationChecklist) -> OperationChecklist:
    """The checklist as much of it as one page holds."""
    best = full
    for cut in _cuts(full):
        if height(best) <= PAGE:
            break
        best = replace(cut(best), shortened=True)
    return best


def height(made: OperationChecklist) -> float:
    """How much of the page a checklist takes."""
    lines = [made.purpose, made.key_factor, made.performer, made.tools, made.title]
    total = _FRAME + sum(_lines(text or "", TEXT_WIDTH) * _LINE for text in lines)
    tables: tuple[tuple[list[tuple[str | None, ...]], tuple[float, ...]], ...] = (
        ([(row.what, row.source, row.state) for row in made.start], START),
        ([(row.text, _aside(row.who, row.document, row.deadline)) for row in made.steps], STEPS),
        ([(row.what, row.to, row.proof) for row in made.results], RESULTS),
        ([(row.title, row.requirement) for row in made.limits], LIMITS),
        ([(row.information, row.to, row.when) for row in made.points], POINTS),
    )
    return total + sum(_table(rows, widths) for rows, widths in tables if rows)


def _aside(*parts: str | None) -> str:
    """What stands beside a step: each part on a line of its own, so a short one still takes a line."""
    width = _letters(STEPS[1])
    return "".join(part.ljust(math.ceil(len(part) / width) * width) for part in parts if part)


def _table(rows: list[tuple[str | None, ...]], widths: tuple[float, ...]) -> float:
    return _TABLE + sum(
        max(_lines(text or "", width) for text, width in zip(row, widths, strict=True)) * _LINE + _ROW_EDGE
        for row in rows
    )


def _letters(width: float) -> int:
    return int((width * _POINTS_PER_MM - _CELL_EDGE) / _LETTER)


def _lines(text: str, width: float) -> int:
    return math.ceil(len(text) / _letters(width))


def _cuts(full: OperationChecklist) -> Iterator[_Cut]:
    """What gives way, the least important first."""
    yield lambda made: replace(made, points=made.points[:1])
    yield lambda made: replace(made, points=())
    yield lambda made: replace(made, purpose=None)
    yield lambda made: replace(made, start=tuple(replace(row, state=None) for row in made.start))
    yield lambda made: replace(made, results=tuple(replace(row, proof=None) for row in made.results))
    yield lambda made: replace(made, steps=tuple(replace(row, text=_short(row.text)) for row in made.steps))
    yield lambda made: replace(made, limits=(), key_factor=None, tools=None)
    yield lambda made: replace(made, start=made.start[:_LEAST_STEPS], results=made.results[:_LEAST_STEPS])
    for kept in range(len(full.steps) - 1, _LEAST_STEPS, -1):
        yield lambda made, kept=kept: replace(made, steps=made.steps[:kept])  # type: ignore[misc] # kept is bound now


def _short(text: str) -> str:
    if len(text) <= _SHORT_STEP:
        return text
    return f"{text[:_SHORT_STEP].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
