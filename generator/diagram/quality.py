"""Quality: what is wrong with a drawing, counted from its geometry alone."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise

from generator.diagram.boxes import touches_shape
from generator.diagram.flow import Kind
from generator.diagram.geometry import Geometry, Line, MessageShape, NodeShape, Point, Rect

SKIN = 0.6  # touching by less than this is not an overlap: coordinates are rounded


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of faults (the first group must be zero) and of what makes a drawing harder to read."""

    node_overlaps: int
    edges_through_nodes: int
    label_label: int
    label_node: int
    label_edge: int
    edge_overlaps: int
    out_of_lane: int
    crossings: int
    bends: int
    length: float
    area: float

    @property
    def faults(self) -> int:
        """Everything that must never happen."""
        return (
            self.node_overlaps
            + self.edges_through_nodes
            + self.label_label
            + self.label_node
            + self.label_edge
            + self.edge_overlaps
            + self.out_of_lane
        )


@dataclass(frozen=True, slots=True)
class _Segment:
    """A straight piece of a line."""

    owner: int
    start: Point
    end: Point

    @property
    def rect(self) -> Rect:
        x, y = min(self.start.x, self.end.x), min(self.start.y, self.end.y)
        return Rect(x, y, abs(self.end.x - self.start.x), abs(self.end.y - self.start.y))

    @property
    def horizontal(self) -> bool:
        return self.start.y == self.end.y


def assess(geometry: Geometry) -> Quality:
    """Count everything."""
    lines = geometry.lines
    segments = [_Segment(owner, a, b) for owner, line in enumerate(lines) for a, b in pairwise(line.points)]
    labels = list(_labels(geometry))
    return Quality(
        node_overlaps=sum(a.rect.overlaps(b.rect) for a, b in combinations(geometry.nodes, 2)),
        edges_through_nodes=sum(_enters(node, s.rect) for s in segments for node in geometry.nodes),
        label_label=sum(a.grown(-SKIN / 2).overlaps(b.grown(-SKIN / 2)) for a, b in combinations(labels, 2)),
        label_node=sum(_enters(node, label) for label in labels for node in geometry.nodes),
        label_edge=sum(label.overlaps(_thick(s.rect)) for label in labels for s in segments),
        edge_overlaps=sum(_collinear(a, b) for a, b in combinations(segments, 2) if _strangers(a, b, lines)),
        out_of_lane=sum(not _in_lane(geometry, node) for node in geometry.nodes),
        crossings=sum(_crosses(a, b) for a, b in combinations(segments, 2) if _strangers(a, b, lines)),
        bends=sum(len(line.points) - 2 for line in lines),
        length=round(sum(s.rect.width + s.rect.height for s in segments), 1),
        area=round(geometry.width * geometry.height, 1),
    )


def _labels(geometry: Geometry) -> Iterator[Rect]:
    for node in geometry.nodes:
        if node.label:
            yield node.label.rect
        for document in node.documents:
            yield document.rect
            if document.text.lines:
                yield document.text.rect
    for line in geometry.lines:
        if line.label:
            yield line.label.rect


def _thick(rect: Rect) -> Rect:
    """A line has no area: give it the thickness of its stroke."""
    return rect.grown(SKIN)


def _enters(node: NodeShape, rect: Rect) -> bool:
    inner = rect.grown(-SKIN) if rect.width > SKIN and rect.height > SKIN else rect
    return touches_shape(Kind(node.node.kind), node.rect.grown(-2 * SKIN), inner)


def _strangers(a: _Segment, b: _Segment, lines: tuple[Line, ...]) -> bool:
    """Whether two segments belong to lines that may not be drawn as one."""
    if a.owner == b.owner:
        return False
    one, two = lines[a.owner], lines[b.owner]
    if isinstance(one, MessageShape) or isinstance(two, MessageShape):
        return True
    return (one.edge.source == two.edge.source) == (one.edge.target == two.edge.target)


def _collinear(a: _Segment, b: _Segment) -> bool:
    if a.horizontal != b.horizontal:
        return False
    one, two = a.rect, b.rect
    if a.horizontal:
        return bool(one.y == two.y) and min(one.right, two.right) - max(one.x, two.x) > SKIN
    return one.x == two.x and min(one.bottom, two.bottom) - max(one.y, two.y) > SKIN


def _crosses(a: _Segment, b: _Segment) -> bool:
    if a.horizontal == b.horizontal:
        return False
    flat, steep = (a.rect, b.rect) if a.horizontal else (b.rect, a.rect)
    return flat.x < steep.x < flat.right and steep.y < flat.y < steep.bottom


def _in_lane(geometry: Geometry, shape: NodeShape) -> bool:
    lane = next(lane for lane in geometry.lanes if lane.lane.id == shape.node.lane)
    inside = lane.rect
    return (
        inside.x + lane.header.width <= shape.rect.x
        and shape.rect.right <= inside.right
        and inside.y <= shape.rect.y
        and shape.rect.bottom <= inside.bottom
    )
