"""A column of bars that lie: a title above each on the left, its numbers on the right, limits across it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from generator.report.charts.marks import Drawing, Label, Mark, Path, Rect
from generator.report.charts.scale import LEFT, RIGHT, WIDTH, Scale, axis, units
from generator.report.charts.wording import fitted, width

_ROW = 36
_WORDS = 12
_BAR = 17
_THICK = 11
_OVER = 4
_TICK = 4
_FOOT = 18
_GAP = 8
_SIZE = 11.5


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a bar, from one value to another; a thin one is half as thick."""

    start: float
    end: float
    kind: str
    hint: str | None = None
    thin: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A row of the chart.

    Attributes:
        title: What it is, in the words of the company or of the CRM.
        value: Its numbers, in words.
        pieces: What is drawn, in the order it is painted.
        limits: Where a limit crosses it, its words and what kind of limit it is.
        strong: Whether it sums up the others.
    """

    title: str
    value: str
    pieces: tuple[Piece, ...] = ()
    limits: tuple[tuple[float, str, str], ...] = ()
    strong: bool = False


def bars(  # noqa: PLR0913 - what a chart says and how it is scaled, by keyword
    rows: Sequence[Bar],
    divisions: tuple[float, ...],
    *,
    title: str,
    words: str,
    say: Callable[[float], str],
    more: Sequence[Mark] = (),
) -> Drawing:
    """Bars on one scale from zero to the last division.

    Args:
        rows: Bars from the top down.
        divisions: Values at which the axis is divided.
        title: What the picture shows.
        words: What is seen in it.
        say: A division in words.
        more: Marks painted over the bars and under the words.
    """
    scale = Scale(divisions[0], divisions[-1])
    bottom = _ROW * len(rows)
    across = units(RIGHT - LEFT)
    rails = (f"M{LEFT} {units(_top(number))}h{across}v{_THICK}h-{across}z" for number in range(len(rows)))
    drawn: list[Mark] = [Path("".join(rails), "rail"), *axis(scale, divisions, _BAR - 2, bottom, say)] if rows else []
    for number, row in enumerate(rows):
        drawn += _pieces(row, scale, _top(number))
    said = [label for number, row in enumerate(rows) for label in _labels(row, number * _ROW + _WORDS)]
    return Drawing(WIDTH, units(bottom + _FOOT), title, words, (*drawn, *more, *said))


def middle(number: int) -> float:
    """The height at which the bar of a row lies."""
    return units(_top(number) + _THICK / 2)


def _top(number: int) -> float:
    return number * _ROW + _BAR


def _labels(row: Bar, baseline: float) -> tuple[Label, Label]:
    room = RIGHT - LEFT - width(row.value, _SIZE, bold=True) - _GAP
    title = fitted(row.title, room, _SIZE, bold=row.strong)
    hint = row.title if title.endswith("…") else None
    return (
        Label(LEFT, units(baseline), title, "strong" if row.strong else "name", "start", _SIZE, hint),
        Label(RIGHT, units(baseline), row.value, "value", "end", _SIZE),
    )


def _pieces(row: Bar, scale: Scale, top: float) -> list[Mark]:
    found: list[Mark] = []
    for piece in row.pieces:
        start, end = scale(piece.start), scale(piece.end)
        if end > start:
            inset = _THICK / 4 if piece.thin else 0
            high = units(_THICK - 2 * inset)
            found.append(Rect(start, units(top + inset), units(end - start), high, piece.kind, piece.hint))
    for value, words, kind in row.limits:
        if scale.low <= value <= scale.high:
            x = min(max(scale(value) - _TICK / 2, LEFT), RIGHT - _TICK)
            found.append(Rect(units(x), units(top - _OVER), _TICK, _THICK + 2 * _OVER, kind, words))
    return found
