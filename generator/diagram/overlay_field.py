"""What stands on a finished drawing: things a badge may not touch, and lines it had better not cross."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.diagram import sizes
from generator.diagram.boxes import touches_shape
from generator.diagram.flow import Kind
from generator.diagram.geometry import Geometry, NodeShape, Point, Rect

GAP = 2.0  # between a badge and anything else
REACH = 260.0  # nothing farther from a node can meet its badge
ICON = Rect(5.0, 4.0, 17.0, 17.0)  # of a task's performer, from its corner
PRICE_LINE = 40.0
PRICE_LANE = 14.0
LEADERS = (0.5, 0.2, 0.8)  # where a leader may leave its badge


@dataclass(slots=True)
class Field:
    """What stands on the drawing: things a badge may not touch, lines it had better not cross."""

    things: list[Rect]
    nodes: list[NodeShape]
    strokes: list[tuple[int, Rect]]  # owner, and the piece of its line
    borders: list[Rect]
    inside: Rect

    def near(self, rect: Rect) -> Field:
        """What a badge about there can meet at all."""
        zone = rect.grown(REACH)
        return Field(
            [one for one in self.things if zone.overlaps(one)],
            [one for one in self.nodes if zone.overlaps(one.rect)],
            [one for one in self.strokes if zone.overlaps(one[1])],
            [one for one in self.borders if zone.overlaps(one)],
            self.inside,
        )

    def takes(self, rect: Rect, own: str | None) -> bool:
        """Whether a badge of a node may stand there."""
        wide = rect.grown(GAP)
        within = (
            self.inside.x <= rect.x
            and rect.right <= self.inside.right
            and self.inside.y <= rect.y
            and rect.bottom <= self.inside.bottom
        )
        return (
            within
            and not any(wide.overlaps(one) for one in self.things)
            and not any(
                shape.node.id != own and touches_shape(Kind(shape.node.kind), shape.rect, wide) for shape in self.nodes
            )
        )

    def price(self, rect: Rect, own: int | None = None) -> float:
        """What a badge there hides: the lines under it and the borders of lanes."""
        lines = {owner for owner, piece in self.strokes if owner != own and rect.overlaps(piece)}
        return PRICE_LINE * len(lines) + PRICE_LANE * sum(rect.overlaps(border) for border in self.borders)

    def leader(self, rect: Rect, node: Rect) -> tuple[Point, Point] | None:
        """A straight line from a badge to its node that touches nothing else."""
        flat = rect.right <= node.x or node.right <= rect.x
        low, high = (
            (max(rect.y, node.y), min(rect.bottom, node.bottom))
            if flat
            else (max(rect.x, node.x), min(rect.right, node.right))
        )
        for share in LEADERS:
            at = round(low + (high - low) * share)
            if flat:
                ends = (rect.x, node.right) if node.right <= rect.x else (rect.right, node.x)
                line = Point(ends[0], at), Point(ends[1], at)
            else:
                ends = (rect.y, node.bottom) if node.bottom <= rect.y else (rect.bottom, node.y)
                line = Point(at, ends[0]), Point(at, ends[1])
            # A hair short of the node it leads to, or it would touch that node itself.
            if high > low and self.takes(box_of(line).grown(-0.5 - GAP).grown(0.5), None):
                return line
        return None


def survey(geometry: Geometry) -> Field:
    """Everything that stands on the drawing."""
    frame, header = geometry.frame, geometry.header
    if geometry.vertical:
        inside = Rect(frame.x, header.bottom, frame.width, frame.bottom - header.bottom)
    else:
        inside = Rect(header.right, frame.y, frame.right - header.right, frame.height)
    lanes = geometry.lanes
    things = [lane.header for lane in lanes] + [pool.rect for pool in geometry.pools]
    for shape in geometry.nodes:
        things += _parts(shape)
    for line in geometry.lines:
        if line.label:
            things.append(line.label.rect)
        things.append(_arrow(line.points[-2], line.points[-1]))
    things += [Rect(line.points[0].x, line.points[0].y, 0, 0).grown(sizes.DOT) for line in geometry.messages]
    for edge in geometry.edges:
        if edge.slash:
            things.append(box_of(edge.slash).grown(1))
    strokes = [
        (owner, box_of(pair).grown(1.0)) for owner, line in enumerate(geometry.lines) for pair in pairwise(line.points)
    ]
    borders = [
        Rect(lane.rect.right - 1, lane.rect.y, 2, lane.rect.height)
        if geometry.vertical
        else Rect(lane.rect.x, lane.rect.bottom - 1, lane.rect.width, 2)
        for lane in lanes[:-1]
    ]
    return Field(things, list(geometry.nodes), strokes, borders, inside.grown(-GAP))


def _parts(shape: NodeShape) -> Iterator[Rect]:
    """What belongs to a node and must stay seen."""
    kind = Kind(shape.node.kind)
    for text in (shape.text, shape.label):
        if text:
            yield text.rect
    if kind.is_task:
        yield ICON.moved(shape.rect.x, shape.rect.y)
        if kind is Kind.CALL:
            yield Rect(shape.rect.centre.x, shape.rect.bottom - ICON.height / 2, 0, 0).grown(ICON.height / 2)
    else:
        yield shape.rect.grown(-2)
    yield from (badge.rect for badge in shape.badges)
    for document in shape.documents:
        yield document.rect
        yield box_of(document.link).grown(1)
        if document.text.lines:
            yield document.text.rect
    for timer in shape.timers:
        yield timer.rect
        if timer.label:
            yield timer.label.rect


def _arrow(before: Point, tip: Point) -> Rect:
    """The arrowhead at the end of a line."""
    half, long = sizes.ARROW_HALF, sizes.ARROW
    if before.y == tip.y:
        return Rect(tip.x - long if tip.x > before.x else tip.x, tip.y - half, long, 2 * half)
    return Rect(tip.x - half, tip.y - long if tip.y > before.y else tip.y, 2 * half, long)


def box_of(points: tuple[Point, ...]) -> Rect:
    """The smallest rectangle around points."""
    x, y = min(p.x for p in points), min(p.y for p in points)
    return Rect(x, y, max(p.x for p in points) - x, max(p.y for p in points) - y)
