"""Messages: dashed lines between nodes and the borders of their pools."""

from generator.diagram import sizes
from generator.diagram.flow import Flow
from generator.diagram.frame import pool_breadth
from generator.diagram.gaps import Gap
from generator.diagram.geometry import MessageShape, NodeShape, Point, Rect, Text
from generator.diagram.place import Place
from generator.diagram.shapes import DIGITS, bend_points, meet_border, simplify
from generator.diagram.wires import Path


def draw_messages(
    flow: Flow, paths: tuple[Path, ...], nodes: tuple[NodeShape, ...], places: Place
) -> tuple[MessageShape, ...]:
    """Messages end on the border of their pool, their labels stand beside them in the gap."""
    numbers = {pool.id: i for i, pool in enumerate(flow.pools)}
    step = pool_breadth(flow, places.right, places.manner.spacing) + sizes.POOL_STEP
    shapes: list[MessageShape] = []
    for number, (message, path) in enumerate(zip(flow.messages, paths[len(flow.edges) :], strict=True)):
        is_upper = path.wire.goal_line == 0
        gap = places.gaps[0 if is_upper else 1]
        outwards = -1 if is_upper else 1
        border = places.bands[0][0] if is_upper else places.bands[-1][1]
        inner = border + outwards * gap.height
        outer = inner + outwards * (numbers[message.pool] // 2) * step
        points = bend_points(path, places)
        points[0] = meet_border(nodes[path.wire.source], path.leaving, points[0])
        points[-1] = Point(points[-1].x, round(outer, DIGITS))
        line = simplify(points)
        label = _label(gap, number, inner, outwards)
        shapes.append(MessageShape(message, line if message.outgoing else line[::-1], label))
    return tuple(shapes)


def _label(gap: Gap, number: int, inner: float, outwards: int) -> Text | None:
    spot = gap.spots.get(number)
    if spot is None:
        return None
    y = inner - outwards * gap.depth(spot) - spot.height / 2
    rect = Rect(round(spot.x, DIGITS), round(y, DIGITS), spot.width, spot.height)
    return Text(spot.block.lines, rect, spot.block.style, spot.align)
