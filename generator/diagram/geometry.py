"""The finished drawing as plain records: what every renderer (SVG, BPMN DI, PNG) consumes."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.diagram.flow import Doc, Edge, Flow, Lane, Message, Node, Pool, Timer
from generator.diagram.measure import Style


class Point(NamedTuple):
    """A point; y grows downwards."""

    x: float
    y: float

    def transposed(self) -> "Point":
        """The point with the axes exchanged."""
        return Point(self.y, self.x)


class Rect(NamedTuple):
    """An axis-aligned rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Bottom edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Centre."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def transposed(self) -> "Rect":
        """The rectangle with the axes exchanged."""
        return Rect(self.y, self.x, self.height, self.width)

    def moved(self, dx: float, dy: float) -> "Rect":
        """The same rectangle elsewhere."""
        return Rect(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> "Rect":
        """The rectangle with a margin on every side."""
        return Rect(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def overlaps(self, other: "Rect") -> bool:
        """Whether the interiors meet."""
        return self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom


class Align(StrEnum):
    """Where the lines of a text stand in its rectangle (values are SVG's `text-anchor`)."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Text:
    """Wrapped lines in a rectangle; turned text reads bottom to top."""

    lines: tuple[str, ...]
    rect: Rect
    style: Style
    align: Align = Align.MIDDLE
    turned: bool = False


@dataclass(frozen=True, slots=True)
class Badge:
    """A control-point mark on the corner of a task."""

    text: str
    rect: Rect


@dataclass(frozen=True, slots=True)
class DocShape:
    """A document: sheet, title, and the dotted line that ties it to the task."""

    doc: Doc
    rect: Rect
    text: Text
    link: tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class TimerShape:
    """A deadline: a circle whose centre lies on the border of its task."""

    timer: Timer
    rect: Rect
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class NodeShape:
    """A node with everything that stands around it; `text` lies inside a task, `label` outside others."""

    node: Node
    rect: Rect
    text: Text | None = None
    label: Text | None = None
    badges: tuple[Badge, ...] = ()
    documents: tuple[DocShape, ...] = ()
    timers: tuple[TimerShape, ...] = ()


@dataclass(frozen=True, slots=True)
class EdgeShape:
    """A routed sequence flow, from the border of its source to the border of its target."""

    edge: Edge
    points: tuple[Point, ...]
    label: Text | None = None
    slash: tuple[Point, Point] | None = None


@dataclass(frozen=True, slots=True)
class MessageShape:
    """A routed message flow, in the direction in which it is sent."""

    message: Message
    points: tuple[Point, ...]
    label: Text | None = None


Line = EdgeShape | MessageShape


@dataclass(frozen=True, slots=True)
class LaneShape:
    """A lane: the whole band, its header and its turned title."""

    lane: Lane
    rect: Rect
    header: Rect
    text: Text


@dataclass(frozen=True, slots=True)
class PoolShape:
    """An external participant's band."""

    pool: Pool
    rect: Rect
    text: Text


@dataclass(frozen=True, slots=True)
class Geometry:
    """The whole drawing; with `vertical` lanes are columns and time runs down."""

    flow: Flow
    width: float
    height: float
    frame: Rect
    header: Rect
    title: Text
    lanes: tuple[LaneShape, ...]
    pools: tuple[PoolShape, ...]
    nodes: tuple[NodeShape, ...]
    edges: tuple[EdgeShape, ...]
    messages: tuple[MessageShape, ...]
    vertical: bool = False

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every line, sequence flows first."""
        return (*self.edges, *self.messages)
