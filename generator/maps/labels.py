"""Moves labels off what they cover: graphviz keeps a label clear of nodes and of its own line, not of other lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.diagram.geometry import Point, Rect
from generator.maps.placing import Map, PlacedEdge

_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)
_AWAY = 3.0  # between a label and the line it belongs to
_GRAIN = 3.0  # lines are judged by points so far apart: no label is that small
_CELL = 16  # side of a cell of the index of these points
_MOST = 64  # points in a piece of a curve

#: Points of lines by cell, each with the number of its line.
Index = dict[tuple[int, int], list[tuple[float, float, int]]]


def settle(placed: Map) -> Map:
    """The map with every label where it covers nothing, or least: first as graphviz put it, then along its line."""
    lines = tuple(polyline(edge) for edge in placed.edges)
    index = _index(lines)
    solid = [one.rect for one in placed.nodes] + [one.label for one in placed.clusters if one.label]
    taken = {number: edge.label for number, edge in enumerate(placed.edges) if edge.label}
    for number, label in tuple(taken.items()):
        others = solid + [rect for other, rect in taken.items() if other != number]
        best, least = label, None
        for place in _places(label, lines[number], placed):
            cost = _covered(place, index, others)
            if least is None or cost < least:
                best, least = place, cost
            if not least:
                break
        taken[number] = best
    edges = tuple(replace(edge, label=taken.get(number)) for number, edge in enumerate(placed.edges))
    return replace(placed, edges=edges)


def polyline(edge: PlacedEdge) -> tuple[Point, ...]:
    """The line of an edge as points a grain apart, tips included."""
    points = edge.points
    found = [edge.tail] if edge.tail else []
    for start in range(0, len(points) - 3, 3):
        a, b, c, d = points[start : start + 4]
        around = sum(abs(p.x - q.x) + abs(p.y - q.y) for p, q in ((a, b), (b, c), (c, d)))
        steps = max(2, min(_MOST, int(around / _GRAIN)))
        found += [_bezier(a, b, c, d, step / steps) for step in range(steps + 1)]
    return tuple(found + ([edge.head] if edge.head else []))


def crossed(rect: Rect, index: Index) -> frozenset[int]:
    """Numbers of the lines that pass through a rectangle."""
    return frozenset(
        number
        for column in range(int(rect.x // _CELL), int(rect.right // _CELL) + 1)
        for row in range(int(rect.y // _CELL), int(rect.bottom // _CELL) + 1)
        for x, y, number in index.get((column, row), ())
        if rect.x <= x <= rect.right and rect.y <= y <= rect.bottom
    )


def overlap(one: Rect, other: Rect) -> bool:
    """Whether two rectangles share some room."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def _index(lines: tuple[tuple[Point, ...], ...]) -> Index:
    found: Index = {}
    for number, line in enumerate(lines):
        for point in line:
            found.setdefault((int(point.x // _CELL), int(point.y // _CELL)), []).append((point.x, point.y, number))
    return found


def _places(label: Rect, line: tuple[Point, ...], placed: Map) -> Iterator[Rect]:
    """The place graphviz has chosen, then places beside the line and over it, nearest the middle first."""
    yield label
    aside, above = label.width / 2 + _AWAY, label.height / 2 + _AWAY
    for share in _ALONG:
        at = line[round(share * (len(line) - 1))]
        for dx, dy in ((aside, 0.0), (-aside, 0.0), (0.0, -above), (0.0, above)):
            rect = Rect(at.x + dx - label.width / 2, at.y + dy - label.height / 2, label.width, label.height)
            if rect.x >= 0 and rect.y >= 0 and rect.right <= placed.width and rect.bottom <= placed.height:
                yield rect


def _covered(rect: Rect, index: Index, solid: list[Rect]) -> int:
    """How bad a place is: a shape or a label under it is worse than any number of lines."""
    return 100 * sum(overlap(rect, other) for other in solid) + len(crossed(rect, index))


def _bezier(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    u = 1 - t
    p, q, r, s = u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t
    return Point(p * a.x + q * b.x + r * c.x + s * d.x, p * a.y + q * b.y + r * c.y + s * d.y)
