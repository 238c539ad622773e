"""Drawings by other programs as geometries that our own measure of quality understands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.diagram.flow import Flow, Kind
from generator.diagram.geometry import EdgeShape, Geometry, LaneShape, NodeShape, Point, Rect, Text
from generator.diagram.measure import Block, Style, wrap

SMALL = Style(11.0)
#: Widths of labels as in our own drawings on the screen.
LABEL_WIDTH, TITLE_WIDTH, EVENT_WIDTH = 78.0, 92.0, 104.0
_NOTHING = Text((), Rect(0, 0, 0, 0), SMALL)


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawing and the seconds it took: with the start of the program, and as far as can be told without."""

    geometry: Geometry
    whole: float
    own: float


def title_block(shape: NodeShape) -> Block:
    """The title of a gateway or an event, wrapped as we wrap it."""
    kind = Kind(shape.node.kind)
    return wrap("" if kind.is_task else shape.node.title, EVENT_WIDTH if kind.is_event else TITLE_WIDTH, SMALL)


def label_block(label: str) -> Block:
    """The label of a branch, wrapped as we wrap it."""
    return wrap(label, LABEL_WIDTH, SMALL)


def centred(block: Block, at: Point) -> Text:
    """A text around a point."""
    return Text(
        block.lines, Rect(at.x - block.width / 2, at.y - block.height / 2, block.width, block.height), block.style
    )


def without_middles(points: Sequence[Point]) -> tuple[Point, ...]:
    """A line without repeated points and points in the middle of a straight piece."""
    kept: list[Point] = []
    for point in points:
        if kept and kept[-1] == point:
            continue
        if len(kept) > 1 and (kept[-2].x == kept[-1].x == point.x or kept[-2].y == kept[-1].y == point.y):
            kept.pop()
        kept.append(point)
    return tuple(kept) if len(kept) > 1 else (kept[0], kept[0])


def geometry_of(flow: Flow, page: Rect, nodes: Sequence[NodeShape], edges: Sequence[EdgeShape]) -> Geometry:
    """A drawing moved to the corner of its page; its lanes are the boxes around the nodes of each."""
    dx, dy = -page.x, -page.y

    def text(item: Text | None) -> Text | None:
        return item and Text(item.lines, item.rect.moved(dx, dy), item.style)

    moved = tuple(NodeShape(one.node, one.rect.moved(dx, dy), label=text(one.label)) for one in nodes)
    lines = tuple(
        EdgeShape(one.edge, tuple(Point(p.x + dx, p.y + dy) for p in one.points), text(one.label)) for one in edges
    )
    lanes = []
    for lane in flow.lanes:
        inside = [shape.rect for shape in moved if shape.node.lane == lane.id]
        if inside:
            x, y = min(rect.x for rect in inside), min(rect.y for rect in inside)
            width, height = max(rect.right for rect in inside) - x, max(rect.bottom for rect in inside) - y
            lanes.append(LaneShape(lane, Rect(x, y, width, height), Rect(x, y, 0, 0), _NOTHING))
    frame = Rect(0, 0, page.width, page.height)
    return Geometry(
        flow=flow,
        width=page.width,
        height=page.height,
        frame=frame,
        header=Rect(0, 0, 0, 0),
        title=_NOTHING,
        lanes=tuple(lanes),
        pools=(),
        nodes=moved,
        edges=lines,
        messages=(),
    )
