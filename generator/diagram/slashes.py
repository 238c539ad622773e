"""Slashes: the mark of a default branch, across its line where no other branch shares it."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from generator.diagram import sizes
from generator.diagram.geometry import EdgeShape, Point, Rect

#: After a fork the line is clear of the rounded corner of the branch that turns off.
_AFTER_FORK = sizes.SLASH_AT + sizes.CORNER
_BEFORE_CORNER = sizes.SLASH + 1.0
_BEFORE_TIP = _BEFORE_CORNER + sizes.ARROW
_STEPS = 20  # along the line, past the labels beside it


def mark_defaults(edges: Iterable[EdgeShape]) -> tuple[EdgeShape, ...]:
    """The same lines, the default ones marked: near their start, or after the fork when they start as one."""
    shapes = tuple(edges)
    return tuple(
        replace(shape, slash=_slash(shape, [mate for mate in shapes if mate is not shape]))
        if shape.edge.default
        else shape
        for shape in shapes
    )


def _slash(shape: EdgeShape, others: list[EdgeShape]) -> tuple[Point, Point]:
    mates = [mate for mate in others if mate.edge.source == shape.edge.source]
    shared = max((_shared(shape.points, mate.points) for mate in mates), default=0.0)
    after = (shared + _AFTER_FORK + step * sizes.SLASH for step in range(_STEPS if shared else 0))
    places = [at for at in (_along(shape.points, distance) for distance in after) if at]
    labels = [edge.label.rect for edge in (shape, *others) if edge.label]
    clear = (at for at in places if not any(_box(at).overlaps(label) for label in labels))
    near_start = _along(shape.points, sizes.SLASH_AT) or shape.points[0]
    centre = next(clear, places[0] if places else near_start)
    reach = sizes.SLASH
    return Point(centre.x - reach, centre.y - reach), Point(centre.x + reach, centre.y + reach)


def _box(centre: Point) -> Rect:
    return Rect(centre.x, centre.y, 0, 0).grown(sizes.SLASH + sizes.CLEARANCE)


def _shared(one: tuple[Point, ...], two: tuple[Point, ...]) -> float:
    """Length over which two lines of right angles run as one from their start."""
    length = 0.0
    for (a, b), (c, d) in zip(pairwise(one), pairwise(two), strict=False):
        same_way = a == c and _heading(a, b) == _heading(c, d)
        own, other = _distance(a, b), _distance(c, d)
        length += min(own, other) if same_way else 0.0
        if not same_way or own != other:
            break
    return length


def _along(points: tuple[Point, ...], distance: float) -> Point | None:
    """A point so far from the start of a line, unless a corner or the arrowhead is too near to it."""
    for leg, (a, b) in enumerate(pairwise(points), 2):
        size = _distance(a, b)
        if distance <= size:
            share = distance / size if size else 0.0
            is_tight = size - distance < (_BEFORE_TIP if leg == len(points) else _BEFORE_CORNER)
            return None if is_tight else Point(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
        distance -= size
    return None


def _heading(a: Point, b: Point) -> tuple[bool, bool, bool, bool]:
    return a.x < b.x, a.x > b.x, a.y < b.y, a.y > b.y


def _distance(a: Point, b: Point) -> float:
    return abs(a.x - b.x) + abs(a.y - b.y)
