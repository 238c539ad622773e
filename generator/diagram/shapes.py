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
from generator.diagram.grid import Vertex
from generator.diagram.labels import Cell
from generator.diagram.place import Place
from generator.diagram.wires import DOWN, LEFT, RIGHT, UP, Path

DIGITS = 1


def draw_node(node: Node, cell: Cell, at: Vertex, places: Place) -> NodeShape:
    """A cell moved to its place."""
    x, y = places.x[at[0]], places.y[at[1]]

    def rect(box: Rect) -> Rect:
        moved = box.moved(x, y)
        return Rect(*(round(v, DIGITS) for v in (moved.x, moved.y, moved.width, moved.height)))

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


def draw_edge(
    edge: Edge, path: Path, cells: tuple[Cell, ...], nodes: tuple[NodeShape, ...], places: Place
) -> EdgeShape:
    """A path with its ends on the borders of its nodes."""
    wire = path.wire
    source, target = nodes[wire.source], nodes[wire.target]
    points = bend_points(path, places)
    points[0] = meet_border(source, path.leaving, points[0])
    if wire.timer is not None:
        points[0] = _beyond(points[0], path.leaving, sizes.TIMER / 2)
    points[-1] = meet_border(target, path.entering, points[-1])
    label = cells[wire.source].branch.get(wire.number)
    if label:
        centre = source.rect.centre
        box = label.rect.moved(centre.x, centre.y)
        box = Rect(*(round(v, DIGITS) for v in (box.x, box.y, box.width, box.height)))
        label = Text(label.lines, box, label.style, label.align)
    return EdgeShape(edge, simplify(points), label)


def bend_points(path: Path, places: Place) -> list[Point]:
    """Corner points; both ends still stand on the grid lines, moved to their tracks."""
    at: list[list[float]] = [[places.x[x], places.y[y]] for x, y in path.corners]
    for leg in range(path.legs):
        axis = 1 if path.direction(leg) in {LEFT, RIGHT} else 0
        for corner in (leg, leg + 1):
            at[corner][axis] += places.tracks.offset[path.wire.number, leg]
    return [Point(round(x, DIGITS), round(y, DIGITS)) for x, y in at]


def meet_border(shape: NodeShape, side: int, at: Point) -> Point:
    """Where a line at `at` meets the border of a node."""
    rect, centre = shape.rect, shape.rect.centre
    half = (rect.width if side in {LEFT, RIGHT} else rect.height) / 2
    across = (rect.height if side in {LEFT, RIGHT} else rect.width) / 2
    off = min(abs(at.y - centre.y if side in {LEFT, RIGHT} else at.x - centre.x) / across, 1.0)
    kind = Kind(shape.node.kind)
    if kind.is_gateway:
        half *= 1 - off
    elif kind.is_event:
        half *= sqrt(1 - off * off)
    sign = 1 if side in {RIGHT, DOWN} else -1
    if side in {LEFT, RIGHT}:
        return Point(round(centre.x + sign * half, DIGITS), at.y)
    return Point(at.x, round(centre.y + sign * half, DIGITS))


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
