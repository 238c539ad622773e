"""Messages: dashed lines between nodes and the borders of their pools."""

from generator.diagram import sizes
from generator.diagram.flow import Flow
from generator.diagram.frame import pool_breadth
from generator.diagram.gaps import Gap
from generator.diagram.geometry import MessageShape, Point, Rect, Text
from generator.diagram.graph import Graph
from generator.diagram.place import Place
from generator.diagram.shapes import DIGITS, bend_points, meet_border, simplify
from generator.diagram.wires import Path


def message_points(
    flow: Flow, graph: Graph, paths: tuple[Path, ...], rects: tuple[Rect, ...], places: Place
) -> tuple[tuple[Point, ...], ...]:
    """Messages from the borders of their nodes to the borders of their pools."""
    numbers = {pool.id: i for i, pool in enumerate(flow.pools)}
    step = pool_breadth(flow, places.right, places.manner.spacing) + sizes.POOL_STEP
    lines: list[tuple[Point, ...]] = []
    for message, path in zip(flow.messages, paths[len(flow.edges) :], strict=True):
        _, inner, outwards = _gap(path, places)
        outer = inner + outwards * (numbers[message.pool] // 2) * step
        source, leaving = path.wire.source, path.leaving
        points = bend_points(path, places)
        points[0] = meet_border(graph.kind[source], rects[source], leaving, points[0])
        points[-1] = Point(points[-1].x, round(outer, DIGITS))
        lines.append(simplify(points))
    return tuple(lines)


def draw_messages(
    flow: Flow, paths: tuple[Path, ...], lines: tuple[tuple[Point, ...], ...], places: Place
) -> tuple[MessageShape, ...]:
    """Messages in the direction in which they are sent, their labels beside them in the gap."""
    shapes: list[MessageShape] = []
    routed = zip(flow.messages, paths[len(flow.edges) :], lines, strict=True)
    for number, (message, path, line) in enumerate(routed):
        label = _label(number, *_gap(path, places))
        shapes.append(MessageShape(message, line if message.outgoing else line[::-1], label))
    return tuple(shapes)


def _gap(path: Path, places: Place) -> tuple[Gap, float, int]:
    """The gap a message crosses, where it ends at the inner pool, and which way is out."""
    is_upper = path.wire.goal_line == 0
    gap = places.gaps[0 if is_upper else 1]
    outwards = -1 if is_upper else 1
    border = places.bands[0][0] if is_upper else places.bands[-1][1]
    return gap, border + outwards * gap.height, outwards


def _label(number: int, gap: Gap, inner: float, outwards: int) -> Text | None:
    spot = gap.spots.get(number)
    if spot is None:
        return None
    y = inner - outwards * gap.depth(spot) - spot.height / 2
    rect = Rect(round(spot.x, DIGITS), round(y, DIGITS), spot.width, spot.height)
    return Text(spot.block.lines, rect, spot.block.style, spot.align)
