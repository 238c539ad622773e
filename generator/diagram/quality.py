"""Quality: what is wrong with a drawing and how hard it is to read, from its geometry alone.

Nothing here knows how the layout works: it sees what a reader sees. Lines may have any slope, so that drawings of
other programs are judged by the same code.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from math import atan2, degrees

from generator.diagram.geometry import EdgeShape, Geometry, Line, MessageShape, Point, Rect, Text
from generator.diagram.measure import text_width
from generator.diagram.scene import SKIN, Scene, belongings, form_of, skinned, take_apart
from generator.diagram.touching import (
    Box,
    Form,
    Piece,
    box_of,
    covers,
    crossing,
    distance,
    passes,
    piece_of,
    shared,
)

REACH = 1.2  # so far from the border of its node a line may end
STROKE = 0.6  # half of a line's thickness


@dataclass(frozen=True, slots=True)
class Quality:
    """Counts of faults, which must be zero, and of what makes a drawing harder to read.

    Attributes:
        node_overlaps: Pairs of nodes, timers and pools that overlap; a timer touches its own task only.
        edges_through_nodes: Pairs of a line, or of the tie of a document, and a node, timer or header it runs through.
        label_label: Pairs of labels, sheets, badges and texts that overlap.
        label_node: Labels on nodes, timers, pools or headers.
        label_edge: Pairs of a label, sheet or badge and a line, arrowhead, default mark or strange tie that meet.
        label_border: Labels of lines across a border of a lane, of a pool or of the frame.
        edge_overlaps: Pairs of pieces of two strangers drawn on one line.
        out_of_lane: Nodes with anything of theirs outside their lane, lanes outside the frame or on one another, and
            sequence flows that leave the frame.
        clipped: Texts that do not fit in their box, and things outside the page.
        loose_ends: Lines that do not begin and end on the border of what they join.
        crossings: Points where lines cross; lines that run as one cross as one.
        tie_crossings: Points where ties of documents cross lines.
        shared_exits: Pairs of labelled branches of one node that leave it as one line: which label is whose?
        bends: Right angles all lines turn by together, so that curves are counted too.
        length: Of all lines.
        area: Of the page.
    """

    node_overlaps: int
    edges_through_nodes: int
    label_label: int
    label_node: int
    label_edge: int
    label_border: int
    edge_overlaps: int
    out_of_lane: int
    clipped: int
    loose_ends: int
    crossings: int
    tie_crossings: int
    shared_exits: int
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
            + self.label_border
            + self.edge_overlaps
            + self.out_of_lane
            + self.clipped
            + self.loose_ends
        )


def assess(geometry: Geometry) -> Quality:
    """Count everything."""
    scene = take_apart(geometry)
    return Quality(
        node_overlaps=_node_overlaps(geometry, scene),
        edges_through_nodes=_through(scene),
        label_label=sum(a.box.meets(b.box) for a, b in combinations(scene.labels, 2)),
        label_node=_label_node(scene),
        label_edge=_label_edge(scene),
        label_border=_label_border(geometry),
        edge_overlaps=_edge_overlaps(scene),
        out_of_lane=_out_of_lane(geometry),
        clipped=_clipped(geometry),
        loose_ends=_loose_ends(geometry),
        crossings=len({(round(at.x), round(at.y)) for _, _, at in crossings(scene)}),
        tie_crossings=sum(crossing(tie.piece, piece) is not None for tie in scene.ties for _, piece in scene.pieces),
        shared_exits=_shared_exits(geometry),
        bends=round(sum(map(_turning, scene.lines)) / 90),
        length=round(sum(((p.start.x - p.end.x) ** 2 + (p.start.y - p.end.y) ** 2) ** 0.5 for _, p in scene.pieces), 1),
        area=round(geometry.width * geometry.height, 1),
    )


def _node_overlaps(geometry: Geometry, scene: Scene) -> int:
    pools = [box_of(pool.rect) for pool in geometry.pools]
    blocks = [*pools, box_of(geometry.frame)] if pools else []
    return sum(
        one.box.shrunk(SKIN / 2).meets(two.box.shrunk(SKIN / 2))
        for one, two in combinations(scene.solids, 2)
        if one.owner != two.owner or (one.is_timer and two.is_timer)
    ) + sum(one.meets(two) for one, two in combinations(blocks, 2))


def _through(scene: Scene) -> int:
    """Lines and ties through nodes; a tie ends on its own task or on another sheet of it."""
    hits = {
        (number, which)
        for which, solid in enumerate(scene.solids)
        for inner in (solid.box.shrunk(2 * SKIN),)
        for number, piece in scene.pieces
        if piece.box.left < inner.right
        and piece.box.right > inner.left
        and piece.box.top < inner.bottom
        and piece.box.bottom > inner.top
        and passes(solid.form, inner, piece)
    }
    hits |= {
        (number, -1 - which)
        for which, board in enumerate(scene.boards)
        for inner in (board.shrunk(SKIN),)
        for number, piece in scene.pieces
        if not (isinstance(scene.lines[number], MessageShape)) and passes(Form.BOX, inner, piece)
    }
    tied = sum(
        passes(solid.form, solid.box.shrunk(2 * SKIN), tie.piece) for tie in scene.ties for solid in scene.solids
    )
    return len(hits) + tied


def _label_node(scene: Scene) -> int:
    hits = 0
    for label in scene.labels:
        box = label.box
        hits += sum(
            covers(solid.form, solid.box.shrunk(SKIN), box)
            for solid in scene.solids
            if box.left < solid.box.right
            and box.right > solid.box.left
            and box.top < solid.box.bottom
            and box.bottom > solid.box.top
            and (solid.is_timer or solid.owner != label.at_home)
        )
        hits += sum(board.meets(box) for board in scene.boards)
    return hits


def _label_edge(scene: Scene) -> int:
    hits: set[tuple[int, int]] = set()
    for which, label in enumerate(scene.labels):
        if label.is_inside:
            continue
        box = label.box.shrunk(-STROKE)
        left, top, right, bottom = box
        hits |= {
            (which, number)
            for number, piece in scene.pieces
            if piece.box.left < right
            and piece.box.right > left
            and piece.box.top < bottom
            and piece.box.bottom > top
            and passes(Form.BOX, box, piece)
        }
        hits |= {(which, number) for number, mark in scene.marks if mark.meets(label.box)}
        hits |= {
            (which, -1 - number)
            for number, tie in enumerate(scene.ties)
            if number != label.tie and passes(Form.BOX, label.box, tie.piece)
        }
    return len(hits)


def _label_border(geometry: Geometry) -> int:
    regions = [box_of(lane.rect) for lane in geometry.lanes] + [box_of(geometry.frame)]
    hits = 0
    for line in geometry.lines:
        if line.label and line.label.lines:
            box = skinned(line.label.rect)
            hits += any(region.meets(box) and not region.holds(box) for region in regions)
    return hits


def _are_strangers(one: Line, two: Line) -> bool:
    """Whether two lines may not be drawn as one: only those of one source, or of one target, may."""
    if isinstance(one, MessageShape) or isinstance(two, MessageShape):
        return True
    return (one.edge.source == two.edge.source) == (one.edge.target == two.edge.target)


def _edge_overlaps(scene: Scene) -> int:
    """Pieces that lie on one another; only pieces on the same line of the page can."""
    level: dict[tuple[bool, float], list[tuple[int, Piece]]] = {}
    for number, piece in scene.pieces:
        if piece.start.y == piece.end.y:
            level.setdefault((True, piece.start.y), []).append((number, piece))
        elif piece.start.x == piece.end.x:
            level.setdefault((False, piece.start.x), []).append((number, piece))
    return sum(
        shared(one, two) > SKIN
        for group in level.values()
        for (first, one), (second, two) in combinations(group, 2)
        if first != second and _are_strangers(scene.lines[first], scene.lines[second])
    )


def crossings(scene: Scene) -> Iterator[tuple[int, int, Point]]:
    """Every point where a line crosses another, by the numbers of both."""
    for (first, one), (second, two) in combinations(scene.pieces, 2):
        a, b = one.box, two.box
        if a.left <= b.right and b.left <= a.right and a.top <= b.bottom and b.top <= a.bottom and first != second:
            at = crossing(one, two)
            if at is not None:
                yield first, second, at


def _shared_exits(geometry: Geometry) -> int:
    told = [edge for edge in geometry.edges if edge.label or edge.slash]
    return sum(
        one.edge.source == two.edge.source
        and shared(piece_of(*one.points[:2]), piece_of(*two.points[:2])) > SKIN
        and one.points[0] == two.points[0]
        for one, two in combinations(told, 2)
    )


def _turning(line: Line) -> float:
    """Degrees a line turns by, all turns together."""
    total = 0.0
    for a, b, c in zip(line.points, line.points[1:], line.points[2:], strict=False):
        turn = degrees(atan2(c.y - b.y, c.x - b.x) - atan2(b.y - a.y, b.x - a.x))
        total += abs((turn + 180) % 360 - 180)
    return total


def _out_of_lane(geometry: Geometry) -> int:
    frame = box_of(geometry.frame)
    bodies = {}
    for lane in geometry.lanes:
        rect, header = box_of(lane.rect), box_of(lane.header)
        under = geometry.vertical
        bodies[lane.lane.id] = rect._replace(top=header.bottom) if under else rect._replace(left=header.right)
    strayed = sum(not all(bodies[shape.node.lane].holds(box) for box in belongings(shape)) for shape in geometry.nodes)
    overlaps = sum(box_of(a.rect).meets(box_of(b.rect)) for a, b in combinations(geometry.lanes, 2))
    outside = sum(not frame.shrunk(-SKIN).holds(box_of(lane.rect)) for lane in geometry.lanes)
    fled = sum(
        not all(frame.left <= p.x <= frame.right and frame.top <= p.y <= frame.bottom for p in line.points)
        for line in geometry.edges
    )
    return strayed + overlaps + outside + fled


def _clipped(geometry: Geometry) -> int:
    page = Box(0.0, 0.0, geometry.width, geometry.height)
    held: list[tuple[Text, Rect | None]] = [(geometry.title, geometry.header)]
    held += [(lane.text, lane.header) for lane in geometry.lanes]
    held += [(pool.text, pool.rect) for pool in geometry.pools]
    held += [(shape.text, shape.rect) for shape in geometry.nodes if shape.text]
    free = [item.label for item in (*geometry.nodes, *geometry.lines) if item.label]
    free += [timer.label for shape in geometry.nodes for timer in shape.timers if timer.label]
    free += [document.text for shape in geometry.nodes for document in shape.documents]
    held += [(text, None) for text in free]
    texts = sum(not _is_whole(text, rect) for text, rect in held if text.lines)
    boxes = [box for shape in geometry.nodes for box in belongings(shape)]
    boxes += [skinned(text.rect) for text, _ in held if text.lines]
    boxes += [box_of(pool.rect) for pool in geometry.pools] + [box_of(geometry.frame)]
    boxes += [piece_of(a, b).box for line in geometry.lines for a, b in pairwise(line.points)]
    return texts + sum(not page.holds(box) for box in boxes)


def _is_whole(text: Text, within: Rect | None) -> bool:
    """Whether the lines fit the rectangle they claim, and it lies in the box it belongs to."""
    width = max(text_width(line, text.style) for line in text.lines)
    height = len(text.lines) * text.style.leading
    if text.turned:
        width, height = height, width
    fits = width <= text.rect.width + SKIN and height <= text.rect.height + SKIN
    return fits and (within is None or box_of(within).shrunk(-SKIN).holds(box_of(text.rect)))


def _loose_ends(geometry: Geometry) -> int:
    shapes = {shape.node.id: (form_of(shape), box_of(shape.rect)) for shape in geometry.nodes}
    shapes |= {timer.timer.id: (Form.CIRCLE, box_of(timer.rect)) for shape in geometry.nodes for timer in shape.timers}
    pools = {pool.pool.id: (Form.BOX, box_of(pool.rect)) for pool in geometry.pools}
    loose = 0
    for line in geometry.lines:
        if isinstance(line, EdgeShape):
            start, end = shapes[line.edge.source], shapes[line.edge.target]
        else:
            end, start = shapes[line.message.node], pools[line.message.pool]
            if line.message.outgoing:
                start, end = end, start
        loose += not (_on_border(*start, line.points[0]) and _on_border(*end, line.points[-1]))
    return loose


def _on_border(form: Form, box: Box, point: Point) -> bool:
    reach = REACH / min(box.right - box.left, box.bottom - box.top) * 2
    return abs(distance(form, box, point.x, point.y) - 1) <= reach
