"""How many lines a text takes in a column of a page: by the average width of a letter, for fonts of printers differ."""

from __future__ import annotations

import math

_POINTS_PER_MM = 72 / 25.4


def letters(width: float, letter: float, edge: float) -> int:
    """How many letters a line of a column holds.

    Args:
        width: Of the column, millimetres.
        letter: Average width of a letter, points.
        edge: What the edges of a cell take, points.
    """
    return int((width * _POINTS_PER_MM - edge) / letter)


def lines(text: str, width: float, letter: float, edge: float) -> int:
    """How many lines a text takes, one at least; arguments as those of ``letters``."""
    return max(1, math.ceil(len(text) / letters(width, letter, edge)))
