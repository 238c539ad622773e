"""Shapes: turns grid paths and cells around zero into points and rectangles of the page."""

from math import sqrt

from generator.diagram import sizes
from generator.diagram.flow import Edge, Kind, Node
from generator.diagram.geometry import (
    Badge,
    DocShape,
    EdgeShape,
    NodeShape,
    Point,
    Rect,
    Text,
    TimerShape,
)
from generator.diagram.graph import Graph
from generator.diagram.grid import Vertex
from generator.diagram.labels import Cell
from generator.diagram.place import Place
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP, Path

DIGITS = 1


def node_rect(cell: Cell, at: Vertex, places: Place) -> Rect:
    """The outline of a node at its place."""
    return _put(cell.shape, places.x[at[0]], places.y[at[1]])


def draw_node(node: Node, cell: Cell, at: Vertex, places: Place) -> NodeShape:
    """A cell moved to its place."""
    x, y = places.x[at[0]], places.y[at[1]]

    def rect(box: Rect) -> Rect:
        return _put(box, x, y)

    def text(item: Text | None) -> Text | None:
        return item and Text(item.lines, rect(item.rect), item.style, item.align)

    def document(item: DocShape) -> DocShape:
        start, end = (Point(round(p.x + x, DIGITS), round(p.y + y, DIGITS)) for p in item.link)
        title = Text(item.text.lines, rect(item.text.rect), item.text.style, item.text.align)
        return DocShape(item.doc, rect(item.rect), title, (start, end))

    return NodeShape(
        node,
        rect(cell.shape),
        text(cell.text),
        text(cell.label),
        tuple(Badge(badge.text, rect(badge.rect)) for badge in cell.badges),
        tuple(document(item) for item in cell.documents),
        tuple(TimerShape(item.timer, rect(item.rect), text(item.label)) for item in cell.timers),
    )


def edge_points(path: Path, graph: Graph, rects: tuple[Rect, ...], places: Place) -> tuple[Point, ...]:
    """A path with its ends on the borders of its nodes."""
    wire, leaving = path.wire, path.leaving
    points = bend_points(path, places)
    points[0] = meet_border(graph.kind[wire.source], rects[wire.source], leaving, points[0])
    if wire.timer is not None:
        points[0] = _beyond(points[0], leaving, sizes.TIMER / 2)
    points[-1] = meet_border(graph.kind[wire.target], rects[wire.target], path.entering, points[-1])
    return simplify(points)


def draw_edge(edge: Edge, path: Path, points: tuple[Point, ...], cell: Cell, source: Rect) -> EdgeShape:
    """A line with its label, which stands where the cell of its source has it."""
    label = cell.branch.get(path.wire.number)
    if label:
        centre = source.centre
        label = Text(label.lines, _put(label.rect, centre.x, centre.y), label.style, label.align)
    return EdgeShape(edge, points, label)


def bend_points(path: Path, places: Place) -> list[Point]:
    """Corner points; both ends still stand on the grid lines, moved to their tracks."""
    number, offset, last = path.wire.number, places.tracks.offset, path.legs - 1
    points: list[Point] = []
    for corner, (x, y) in enumerate(path.corners):
        at = [places.x[x], places.y[y]]
        for leg in range(max(corner - 1, 0), min(corner, last) + 1):
            at[1 if path.is_level(leg) else 0] += offset[number, leg]
        points.append(Point(round(at[0], DIGITS), round(at[1], DIGITS)))
    return points


def meet_border(kind: Kind, rect: Rect, side: int, at: Point) -> Point:
    """Where a line at `at` meets the border of a node."""
    centre, level = rect.centre, side in {LEFT, RIGHT}
    half, across = (rect.width / 2, rect.height / 2) if level else (rect.height / 2, rect.width / 2)
    if not kind.is_task:
        off = min(abs(at.y - centre.y if level else at.x - centre.x) / across, 1.0)
        half *= 1 - off if kind.is_gateway else sqrt(1 - off * off)
    sign = 1 if side in {RIGHT, DOWN} else -1
    if level:
        return Point(round(centre.x + sign * half, DIGITS), at.y)
    return Point(at.x, round(centre.y + sign * half, DIGITS))


def _put(box: Rect, x: float, y: float) -> Rect:
    """A box of a cell moved to the centre of its node."""
    return Rect(round(box.x + x, DIGITS), round(box.y + y, DIGITS), round(box.width, DIGITS), round(box.height, DIGITS))


def _beyond(start: Point, side: int, by: float) -> Point:
    """A point further out of a node."""
    dx, dy = {RIGHT: (1, 0), LEFT: (-1, 0), DOWN: (0, 1), UP: (0, -1)}[side]
    return Point(start.x + dx * by, start.y + dy * by)


def simplify(points: list[Point]) -> tuple[Point, ...]:
    """Drop repeated points and points in the middle of a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return tuple(kept)
