"""Scene: a drawing taken apart into what a reader sees, without knowing how it was laid out."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from generator.diagram import sizes
from generator.diagram.flow import Kind
from generator.diagram.geometry import EdgeShape, Geometry, Line, NodeShape, Point, Rect
from generator.diagram.svg_icons import marker, performer
from generator.diagram.touching import Box, Form, Piece, box_of, piece_of

SKIN = 0.6  # touching by less than this is not an overlap: coordinates are rounded
LEAD = 2.0  # between the letters of a text and its box: an icon so near is clear of them


@dataclass(frozen=True, slots=True)
class Solid:
    """Something lines and labels keep out of; `owner` is the node it belongs to."""

    box: Box
    form: Form
    owner: str
    is_timer: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """Something to be read: a text, a sheet, a badge, an icon; `at_home` is the node it may lie on."""

    box: Box
    at_home: str | None = None
    line: int | None = None
    tie: int | None = None
    is_inside: bool = False


@dataclass(frozen=True, slots=True)
class Tie:
    """The dotted line from a document to its task."""

    piece: Piece
    owner: str


@dataclass(frozen=True, slots=True)
class Scene:
    """The drawing taken apart."""

    solids: tuple[Solid, ...]
    labels: tuple[Label, ...]
    ties: tuple[Tie, ...]
    lines: tuple[Line, ...]
    pieces: tuple[tuple[int, Piece], ...]  # with the number of their line
    marks: tuple[tuple[int, Box], ...]  # arrowheads and marks of default branches, with the number of their line
    boards: tuple[Box, ...]  # pools and headers


def take_apart(geometry: Geometry) -> Scene:
    """What a reader sees of a drawing."""
    lines = geometry.lines
    ties = [Tie(piece_of(*document.link), shape.node.id) for shape in geometry.nodes for document in shape.documents]
    return Scene(
        solids=tuple(_solids(geometry)),
        labels=tuple(_labels(geometry)),
        ties=tuple(ties),
        lines=lines,
        pieces=tuple((number, piece_of(a, b)) for number, line in enumerate(lines) for a, b in pairwise(line.points)),
        marks=tuple((number, box) for number, line in enumerate(lines) for box in _marks(line)),
        boards=(
            box_of(geometry.header),
            *(box_of(lane.header) for lane in geometry.lanes),
            *(box_of(pool.rect) for pool in geometry.pools),
        ),
    )


def form_of(shape: NodeShape) -> Form:
    """How a node fills its box."""
    kind = Kind(shape.node.kind)
    return Form.BOX if kind.is_task else Form.DIAMOND if kind.is_gateway else Form.CIRCLE


def _solids(geometry: Geometry) -> Iterator[Solid]:
    for shape in geometry.nodes:
        yield Solid(box_of(shape.rect), form_of(shape), shape.node.id)
        for timer in shape.timers:
            yield Solid(box_of(timer.rect), Form.CIRCLE, shape.node.id, is_timer=True)


def _labels(geometry: Geometry) -> Iterator[Label]:
    ties = 0
    for shape in geometry.nodes:
        yield from _labels_of(shape)
        for document in shape.documents:
            yield Label(skinned(document.rect), tie=ties)
            if document.text.lines:
                yield Label(skinned(document.text.rect), tie=ties)
            ties += 1
    for number, line in enumerate(geometry.lines):
        if line.label and line.label.lines:
            yield Label(skinned(line.label.rect), line=number)


def _labels_of(shape: NodeShape) -> Iterator[Label]:
    name, kind = shape.node.id, Kind(shape.node.kind)
    if kind.is_task:
        timers = tuple(timer.rect for timer in shape.timers)
        icon = marker(shape.rect, timers) if kind is Kind.CALL else performer(shape.rect, timers)
        if icon:
            yield Label(box_of(icon).shrunk(LEAD), at_home=name, is_inside=True)
    if shape.text and shape.text.lines:
        yield Label(skinned(shape.text.rect), at_home=name, is_inside=True)
    if shape.label and shape.label.lines:
        yield Label(skinned(shape.label.rect))
    for badge in shape.badges:
        yield Label(skinned(badge.rect), at_home=name)
    for timer in shape.timers:
        if timer.label and timer.label.lines:
            yield Label(skinned(timer.label.rect))


def skinned(rect: Rect) -> Box:
    """A box that may touch others by less than coordinates are rounded by."""
    return box_of(rect).shrunk(SKIN / 2)


def _marks(line: Line) -> Iterator[Box]:
    """The arrowhead, and the mark of a default branch."""
    before, tip = line.points[-2:]
    length = ((tip.x - before.x) ** 2 + (tip.y - before.y) ** 2) ** 0.5
    if length:
        back = Point(
            tip.x - (tip.x - before.x) / length * sizes.ARROW, tip.y - (tip.y - before.y) / length * sizes.ARROW
        )
        aside = (
            abs(tip.y - before.y) / length * sizes.ARROW_HALF,
            abs(tip.x - before.x) / length * sizes.ARROW_HALF,
        )
        box = piece_of(back, tip).box
        yield Box(box.left - aside[0], box.top - aside[1], box.right + aside[0], box.bottom + aside[1]).shrunk(SKIN)
    if isinstance(line, EdgeShape) and line.slash:
        yield piece_of(*line.slash).box.shrunk(SKIN)


def belongings(shape: NodeShape) -> Iterator[Box]:
    """Everything that stands with a node."""
    yield box_of(shape.rect)
    if shape.label:
        yield box_of(shape.label.rect)
    for badge in shape.badges:
        yield box_of(badge.rect)
    for timer in shape.timers:
        yield box_of(timer.rect)
        if timer.label:
            yield box_of(timer.label.rect)
    for document in shape.documents:
        yield box_of(document.rect)
        yield box_of(document.text.rect)
