"""Wires: what the router draws, be it a sequence flow between nodes or a message to a pool."""

from dataclasses import dataclass

from generator.diagram.flow import Flow
from generator.diagram.graph import Graph
from generator.diagram.grid import Grid, Vertex

RIGHT, DOWN, LEFT, UP = range(4)


@dataclass(frozen=True, slots=True)
class Wire:
    """A line to route; a message always starts at its node and ends on the line of its pool."""

    number: int
    source: int
    target: int  # a node, or a negative number of its own for a message
    goal_line: int | None = None
    labelled: bool = False
    timer: int | None = None  # number of the timer it starts from, within its node

    @property
    def is_message(self) -> bool:
        """Whether the wire leads to a pool."""
        return self.goal_line is not None

    def may_merge(self, other: "Wire") -> bool:
        """Lines of one source or of one target may run as one, unless they could not be told apart."""
        same_start = self.source == other.source and self.timer == other.timer
        return same_start != (self.target == other.target) and not (self.is_message or other.is_message)


@dataclass(frozen=True, slots=True)
class Path:
    """A routed wire: its corners on the grid, ends included."""

    wire: Wire
    corners: tuple[Vertex, ...]

    def direction(self, leg: int) -> int:
        """Direction in which a leg runs from source to target."""
        (x0, y0), (x1, y1) = self.corners[leg], self.corners[leg + 1]
        if y0 == y1:
            return RIGHT if x1 > x0 else LEFT
        return DOWN if y1 > y0 else UP

    def is_level(self, leg: int) -> bool:
        """Whether a leg runs along the time."""
        return self.corners[leg][1] == self.corners[leg + 1][1]

    def length(self, leg: int) -> int:
        """How many steps of the grid a leg takes."""
        (x0, y0), (x1, y1) = self.corners[leg], self.corners[leg + 1]
        return abs(x1 - x0) + abs(y1 - y0)

    @property
    def legs(self) -> int:
        """How many straight legs the path has."""
        return len(self.corners) - 1

    @property
    def leaving(self) -> int:
        """Side of the source it leaves by."""
        return self.direction(0)

    @property
    def entering(self) -> int:
        """Side of the target it enters by."""
        return (self.direction(self.legs - 1) + 2) % 4


def make_wires(flow: Flow, graph: Graph, grid: Grid) -> tuple[Wire, ...]:
    """Sequence flows first, then messages, numbered in the flow's order."""
    timers = {timer.id: i for node in flow.nodes for i, timer in enumerate(node.timers)}
    wires = [
        Wire(
            i,
            graph.source[i],
            graph.target[i],
            labelled=bool(edge.label) or edge.source in timers,
            timer=timers.get(edge.source),
        )
        for i, edge in enumerate(flow.edges)
    ]
    nodes = {node.id: i for i, node in enumerate(flow.nodes)}
    pools = {pool.id: i for i, pool in enumerate(flow.pools)}
    for i, message in enumerate(flow.messages):
        goal = 0 if pools[message.pool] in grid.top_pools else grid.height - 1
        wires.append(Wire(len(wires), nodes[message.node], -1 - i, goal, bool(message.label)))
    return tuple(wires)
