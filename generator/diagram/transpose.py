"""Vertical lanes: the same drawing with its axes exchanged.

Every stage from columns to frame works as if time ran to the right. For vertical lanes the cells, whose texts
must read as on any page, are handed to those stages transposed, and the finished drawing is transposed once.
"""

from dataclasses import replace

from generator.diagram.geometry import (
    Badge,
    DocShape,
    EdgeShape,
    Geometry,
    LaneShape,
    MessageShape,
    NodeShape,
    Point,
    PoolShape,
    Text,
    TimerShape,
)
from generator.diagram.labels import Cell


def page_side(side: int, *, vertical: bool) -> int:
    """The side of a node on the page that a direction of the grid leads to (right ↔ down, left ↔ up)."""
    return side ^ 1 if vertical else side


def transposed_cell(cell: Cell) -> Cell:
    """A cell as the stages see it."""
    return Cell(
        cell.shape.transposed(),
        cell.extent.transposed(),
        _text(cell.text),
        _text(cell.label),
        {wire: _kept(text) for wire, text in cell.branch.items()},
        tuple(map(_badge, cell.badges)),
        tuple(map(_sheet, cell.documents)),
        tuple(map(_timer, cell.timers)),
    )


def transposed(geometry: Geometry) -> Geometry:
    """The finished drawing as it stands on the page."""
    flow = geometry.flow
    return Geometry(
        flow=flow,
        width=geometry.height,
        height=geometry.width,
        frame=geometry.frame.transposed(),
        header=geometry.header.transposed(),
        title=_turned(geometry.title),
        lanes=tuple(
            LaneShape(lane.lane, lane.rect.transposed(), lane.header.transposed(), _turned(lane.text))
            for lane in geometry.lanes
        ),
        pools=tuple(PoolShape(pool.pool, pool.rect.transposed(), _turned(pool.text)) for pool in geometry.pools),
        nodes=tuple(map(_node, geometry.nodes)),
        edges=tuple(map(_edge, geometry.edges)),
        messages=tuple(
            MessageShape(message.message, _line(message.points), _text(message.label)) for message in geometry.messages
        ),
        vertical=True,
    )


def _kept(text: Text) -> Text:
    return replace(text, rect=text.rect.transposed())


def _text(text: Text | None) -> Text | None:
    return text and _kept(text)


def _turned(text: Text) -> Text:
    """A text of the frame: what read along the lanes reads along them again."""
    return replace(text, rect=text.rect.transposed(), turned=not text.turned)


def _line(points: tuple[Point, ...]) -> tuple[Point, ...]:
    return tuple(point.transposed() for point in points)


def _badge(badge: Badge) -> Badge:
    return Badge(badge.text, badge.rect.transposed())


def _sheet(sheet: DocShape) -> DocShape:
    start, end = sheet.link
    link = start.transposed(), end.transposed()
    return DocShape(sheet.doc, sheet.rect.transposed(), _kept(sheet.text), link)


def _timer(timer: TimerShape) -> TimerShape:
    return TimerShape(timer.timer, timer.rect.transposed(), _text(timer.label))


def _node(shape: NodeShape) -> NodeShape:
    return NodeShape(
        shape.node,
        shape.rect.transposed(),
        _text(shape.text),
        _text(shape.label),
        tuple(map(_badge, shape.badges)),
        tuple(map(_sheet, shape.documents)),
        tuple(map(_timer, shape.timers)),
    )


def _edge(shape: EdgeShape) -> EdgeShape:
    slash = shape.slash and (shape.slash[0].transposed(), shape.slash[1].transposed())
    return EdgeShape(shape.edge, _line(shape.points), _text(shape.label), slash)
