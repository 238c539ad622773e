"""Burden: one number for how hard a drawing is to read, cheap enough to compare whole drawings."""

from itertools import pairwise
from typing import Final

from generator.diagram.geometry import Geometry

CROSSING: Final = 70.0
BEND: Final = 22.0
LENGTH: Final = 0.12
WIDTH: Final = 0.7
HEIGHT: Final = 0.9


def burden(geometry: Geometry) -> float:
    """Weighted crossings, bends, length of lines and size of the page."""
    # A set: lines that run as one are read as one.
    pieces = {
        (min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y))
        for line in geometry.lines
        for a, b in pairwise(line.points)
    }
    flat = [piece for piece in pieces if piece[1] == piece[3]]
    steep = sorted(piece for piece in pieces if piece[0] == piece[2])
    crossings = sum(left < x < right and top < y < bottom for left, y, right, _ in flat for x, top, _, bottom in steep)
    bends = sum(len(line.points) - 2 for line in geometry.lines)
    length = sum(right - left + bottom - top for left, top, right, bottom in sorted(pieces))
    return CROSSING * crossings + BEND * bends + LENGTH * length + WIDTH * geometry.width + HEIGHT * geometry.height
