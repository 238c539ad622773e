"""What touches what: boxes, diamonds, circles and straight pieces of lines, in plain numbers."""

from enum import Enum, auto
from math import hypot
from typing import NamedTuple

from generator.diagram.geometry import Point, Rect


class Box(NamedTuple):
    """Left, top, right and bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def shrunk(self, by: float) -> "Box":
        """The box without a skin on every side; a thin box keeps its middle."""
        dx, dy = min(by, (self.right - self.left) / 2), min(by, (self.bottom - self.top) / 2)
        return Box(self.left + dx, self.top + dy, self.right - dx, self.bottom - dy)

    def meets(self, other: "Box") -> bool:
        """Whether the interiors meet; a box without width or height is a line, which has none."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def holds(self, other: "Box") -> bool:
        """Whether the other lies within, borders included."""
        return (
            self.left <= other.left
            and other.right <= self.right
            and self.top <= other.top
            and other.bottom <= self.bottom
        )


def box_of(rect: Rect) -> Box:
    """A rectangle in plain numbers."""
    return Box(rect.x, rect.y, rect.x + rect.width, rect.y + rect.height)


class Form(Enum):
    """How a node fills its box."""

    BOX = auto()
    DIAMOND = auto()
    CIRCLE = auto()


def distance(form: Form, box: Box, x: float, y: float) -> float:
    """How far out of a shape's centre a point is: under 1 inside, 1 on the border."""
    across, down = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    dx, dy = abs(x - box.left - across) / across, abs(y - box.top - down) / down
    if form is Form.BOX:
        return max(dx, dy)
    return dx + dy if form is Form.DIAMOND else hypot(dx, dy)


def covers(form: Form, shape: Box, box: Box) -> bool:
    """Whether a box overlaps a shape."""
    if not shape.meets(box):
        return False
    middle_x, middle_y = (shape.left + shape.right) / 2, (shape.top + shape.bottom) / 2
    x = min(max(middle_x, box.left), box.right)
    y = min(max(middle_y, box.top), box.bottom)
    return distance(form, shape, x, y) < 1


class Piece(NamedTuple):
    """A straight piece of a line, and the box around it."""

    start: Point
    end: Point
    box: Box


def piece_of(start: Point, end: Point) -> Piece:
    """The piece between two points."""
    box = Box(min(start.x, end.x), min(start.y, end.y), max(start.x, end.x), max(start.y, end.y))
    return Piece(start, end, box)


def passes(form: Form, shape: Box, piece: Piece) -> bool:
    """Whether a piece runs through the inside of a shape."""
    a, b, around = piece
    if (
        around.left >= shape.right
        or around.right <= shape.left
        or around.top >= shape.bottom
        or around.bottom <= shape.top
    ):
        return False
    middle_x, middle_y = (shape.left + shape.right) / 2, (shape.top + shape.bottom) / 2
    dx, dy = b.x - a.x, b.y - a.y
    half_x, half_y = (shape.right - shape.left) / 2, (shape.bottom - shape.top) / 2
    if not half_x or not half_y:
        return False
    # The distance is convex along a line: its least value is at one of a few points.
    candidates = [0.0, 1.0]
    if form is Form.CIRCLE:
        across, down = dx / half_x, dy / half_y
        square = across * across + down * down
        if square:
            candidates.append(((middle_x - a.x) / half_x * across + (middle_y - a.y) / half_y * down) / square)
    else:
        if dx:
            candidates.append((middle_x - a.x) / dx)
        if dy:
            candidates.append((middle_y - a.y) / dy)
        if form is Form.BOX:
            for sign in (1, -1):
                slope = dx / half_x - sign * dy / half_y
                if slope:
                    candidates.append(((middle_x - a.x) / half_x - sign * (middle_y - a.y) / half_y) / slope)
    return any(distance(form, shape, a.x + t * dx, a.y + t * dy) < 1 for t in candidates if 0 <= t <= 1)


def crossing(one: Piece, two: Piece) -> Point | None:
    """The point where two pieces cross, each going on beyond it."""
    p, q = one.start, two.start
    rx, ry, sx, sy = one.end.x - p.x, one.end.y - p.y, two.end.x - q.x, two.end.y - q.y
    area = rx * sy - ry * sx
    if not area:
        return None
    t = ((q.x - p.x) * sy - (q.y - p.y) * sx) / area
    u = ((q.x - p.x) * ry - (q.y - p.y) * rx) / area
    return Point(p.x + t * rx, p.y + t * ry) if 0 < t < 1 and 0 < u < 1 else None


def shared(one: Piece, two: Piece) -> float:
    """How long two pieces lie on one another."""
    a, b = one.box, two.box
    if a.top == a.bottom == b.top == b.bottom:
        return min(a.right, b.right) - max(a.left, b.left)
    if a.left == a.right == b.left == b.right:
        return min(a.bottom, b.bottom) - max(a.top, b.top)
    return 0.0
