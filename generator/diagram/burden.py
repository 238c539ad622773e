"""Burden: one number for how hard a drawing is to read, cheap enough to compare whole drawings."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

from generator.diagram.geometry import Point
from generator.diagram.sketch import Sketch

CROSSING: Final = 70.0
BEND: Final = 22.0
LENGTH: Final = 0.12
WIDTH: Final = 0.7
HEIGHT: Final = 0.9


Piece = tuple[float, float, float, float]


def crossed_edges(made: Sketch) -> set[int]:
    """Sequence flows that cross one another, by their numbers."""
    owners: dict[Piece, list[int]] = {}
    for number, points in enumerate(made.edges):
        for piece in _pieces(points):
            owners.setdefault(piece, []).append(number)
    return {number for pair in _crossings(owners) for piece in pair for number in owners[piece]}


def burden(made: Sketch, room_price: float) -> float:
    """Weighted crossings, bends, length of lines and, at its price, size of the page."""
    # A set: lines that run as one are read as one.
    pieces = {piece for points in made.lines for piece in _pieces(points)}
    crossings = len(_crossings(pieces))
    bends = sum(len(points) - 2 for points in made.lines)
    length = sum(right - left + bottom - top for left, top, right, bottom in sorted(pieces))
    page = WIDTH * made.width + HEIGHT * made.height
    return CROSSING * crossings + BEND * bends + LENGTH * length + room_price * page


def _pieces(points: tuple[Point, ...]) -> Iterator[Piece]:
    for a, b in pairwise(points):
        yield min(a.x, b.x), min(a.y, b.y), max(a.x, b.x), max(a.y, b.y)


def _crossings(pieces: Iterable[Piece]) -> list[tuple[Piece, Piece]]:
    flat = [piece for piece in pieces if piece[1] == piece[3]]
    steep = [piece for piece in pieces if piece[0] == piece[2]]
    return [
        (level, upright)
        for level in flat
        for upright in steep
        if level[0] < upright[0] < level[2] and upright[1] < level[1] < upright[3]
    ]
