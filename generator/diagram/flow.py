"""What a diagram is drawn from: a process flow, free of any knowledge of the handbook."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Shape and meaning of a node."""

    START = "start"
    END = "end"
    TASK = "task"
    EXCLUSIVE = "exclusive"
    PARALLEL = "parallel"
    INCLUSIVE = "inclusive"
    MESSAGE = "message"
    TIMER = "timer"
    CALL = "call"

    @property
    def is_gateway(self) -> bool:
        """Whether the node is drawn as a diamond."""
        return self in {"exclusive", "parallel", "inclusive"}

    @property
    def is_task(self) -> bool:
        """Whether the node is drawn as a rounded box with its title inside."""
        return self in {"task", "call"}

    @property
    def is_event(self) -> bool:
        """Whether the node is drawn as a circle."""
        return not self.is_gateway and not self.is_task


@dataclass(frozen=True, slots=True)
class Lane:
    """One performer's swimlane."""

    id: str
    title: str
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """An external participant, such as the client."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Doc:
    """A document drawn beside a task; `id` tells that two sheets are one document."""

    title: str
    href: str | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Timer:
    """A deadline on the border of a task: when it passes, the edge that leaves the timer is followed.

    An interrupting one stops the task, the other lets it go on beside what follows.
    """

    id: str
    title: str
    interrupting: bool = True


class FactKind(StrEnum):
    """What a fact about a task is."""

    NORM = "norm"
    CONTROL_POINT = "control-point"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something other programs cannot draw but should keep: a norm or a control point of a task."""

    kind: FactKind
    id: str
    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A task, a gateway or an event; only tasks and calls have an owner, documents, marks and timers.

    The owner answers for the work; the lane tells who does it here.
    """

    id: str
    kind: Kind
    title: str
    lane: str
    href: str | None = None
    tooltip: str | None = None
    documents: tuple[Doc, ...] = ()
    marks: tuple[str, ...] = ()
    timers: tuple[Timer, ...] = ()
    note: str = ""
    facts: tuple[Fact, ...] = ()
    #: Said, not drawn: a picture is told from another without it.
    owner: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Edge:
    """A sequence flow; it starts at a node or at a timer, `default` is taken when no condition holds."""

    source: str
    target: str
    label: str = ""
    default: bool = False


@dataclass(frozen=True, slots=True)
class Message:
    """A message between a node and an external pool; `outgoing` means towards the pool.

    The note lists what the label joins or cuts short, one a line.
    """

    node: str
    pool: str
    outgoing: bool
    label: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A whole process, in drawing order: lanes top to bottom, branches in order of preference.

    Attributes:
        facts: Norms of the process as a whole.
    """

    id: str
    title: str
    lanes: tuple[Lane, ...]
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    pools: tuple[Pool, ...] = ()
    messages: tuple[Message, ...] = ()
    note: str = ""
    #: Said, not drawn: a picture is told from another without them.
    facts: tuple[Fact, ...] = field(default=(), repr=False)
