"""Lines of the picture: sequence flows with their arrowheads, messages, and the flows a node lights up."""

from collections.abc import Iterable

from generator.diagram import markup, sizes
from generator.diagram.geometry import EdgeShape, Geometry, MessageShape, NodeShape, Point


def flows(shapes: tuple[EdgeShape, ...]) -> str:
    """All sequence flows as one path: where lines run as one, the stroke must not be painted twice."""
    slashes = "".join(markup.segment(*shape.slash) for shape in shapes if shape.slash)
    return f'<path class="flow" d="{_lines(shapes)}{slashes}"/><path class="arrow" d="{_heads(shapes)}"/>'


def hot(geometry: Geometry, shape: NodeShape) -> str:
    """Flows into and out of a node, shown while it is pointed at or focused; no script, only this path."""
    ends = {shape.node.id, *(one.timer.id for one in shape.timers)}
    near = [one for one in geometry.edges if ends & {one.edge.source, one.edge.target}]
    return f'<path class="hot" d="{_lines(near)}{_heads(near)}"/>' if near else ""


def message(shape: MessageShape, name: str) -> str:
    """A message flow with its open arrowhead.

    Args:
        shape: The routed message.
        name: Id of the picture, whose marker ends the line.
    """
    return f'<path class="message" marker-end="url(#{name}-open)" d="{markup.rounded(shape.points)}"/>'


def dot(shape: MessageShape) -> str:
    """The circle a message starts from; drawn over the border of the node or pool it sits on."""
    return markup.circle(shape.points[0], sizes.DOT, "hollow")


def _lines(shapes: Iterable[EdgeShape]) -> str:
    return "".join(markup.rounded(_short_of_tip(shape.points)) for shape in shapes)


def _heads(shapes: Iterable[EdgeShape]) -> str:
    return "".join(dict.fromkeys(_head(shape.points) for shape in shapes))


def _short_of_tip(points: tuple[Point, ...]) -> tuple[Point, ...]:
    """The line ends inside its arrowhead: a blunt line would show around the tip."""
    return (*points[:-1], _back(points, sizes.ARROW / 2))


def _back(points: tuple[Point, ...], by: float, aside: float = 0.0) -> Point:
    """A point before the end of a line, and aside of it."""
    before, tip = points[-2], points[-1]
    if before.y == tip.y:
        return Point(tip.x - by if tip.x > before.x else tip.x + by, tip.y + aside)
    return Point(tip.x + aside, tip.y - by if tip.y > before.y else tip.y + by)


def _head(points: tuple[Point, ...]) -> str:
    corners = points[-1], *(_back(points, sizes.ARROW, side * sizes.ARROW_HALF) for side in (1, -1))
    return "M" + "L".join(f"{markup.num(p.x)} {markup.num(p.y)}" for p in corners) + "Z"
