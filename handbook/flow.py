"""The flow of a process as a graph: nodes, arcs with the implied ones written out, and the lane of every node."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handbook.model.operation import Operation
from handbook.model.process import (
    BoundaryTimer,
    CallNode,
    EndNode,
    EventNode,
    FlowNode,
    GatewayNode,
    OperationNode,
    Process,
    StartNode,
    TimedNode,
)
from handbook.source.yaml12 import Pointer

Node = StartNode | OperationNode | GatewayNode | EventNode | CallNode | EndNode


@dataclass(frozen=True, slots=True)
class Arc:
    """A way from one node to another, with the place in the process file that says so.

    Attributes:
        source: The node it leaves; for a deadline, the work on whose border that stands.
        target: The node it leads to.
        label: What is said of it: the condition of a branch, the title of a deadline.
        default: Whether it is the usual one.
        pointer: Its place in the process file.
        timer: Identifier of the deadline that opens it; empty for all other ways.
    """

    source: str
    target: str
    label: str
    default: bool
    pointer: Pointer
    timer: str = ""


@dataclass(frozen=True, slots=True)
class FlowGraph:
    """A process as a graph.

    Attributes:
        nodes: Nodes by identifier, in the order they are written.
        timers: Deadlines on the borders of nodes, by node.
        arcs: Arcs whose both ends exist.
        dangling: Arcs that lead to a node nobody wrote.
        lanes: The role in whose lane a node stands; None when nothing tells.
        repeated: Places of nodes and deadlines whose identifier is already taken in this flow; they are left out.
    """

    nodes: Mapping[str, Node]
    timers: Mapping[str, tuple[BoundaryTimer, ...]]
    arcs: tuple[Arc, ...]
    dangling: tuple[Arc, ...]
    lanes: Mapping[str, str | None]
    repeated: tuple[tuple[str, Pointer], ...]

    def reachable(self) -> frozenset[str]:
        """Nodes that can be reached from a start, or from the first node when no start is drawn."""
        starts = [name for name, node in self.nodes.items() if isinstance(node, StartNode)]
        waiting = starts or list(self.nodes)[:1]
        seen = set(waiting)
        while waiting:
            current = waiting.pop()
            for arc in self.arcs:
                if arc.source == current and arc.target not in seen:
                    seen.add(arc.target)
                    waiting.append(arc.target)
        return frozenset(seen)

    def after(self, name: str) -> tuple[Arc, ...]:
        """Arcs that leave a node."""
        return tuple(arc for arc in self.arcs if arc.source == name)

    def before(self, name: str) -> tuple[Arc, ...]:
        """Arcs that enter a node."""
        return tuple(arc for arc in self.arcs if arc.target == name)


def graph(process: Process, operations: Mapping[str, Operation]) -> FlowGraph:
    """The graph of a process.

    Args:
        process: The process.
        operations: All operations, for their owners.
    """
    nodes: dict[str, Node] = {}
    repeated: list[tuple[str, Pointer]] = []
    for index, node in enumerate(process.flow):
        if node.id in nodes:
            repeated.append((node.id, ("flow", index)))
        else:
            nodes[node.id] = node
    timers, again = _timers(process, nodes)
    arcs = tuple(_arcs(process, nodes))
    left = {pointer for _, pointer in again}
    return FlowGraph(
        nodes=nodes,
        timers=timers,
        arcs=tuple(arc for arc in arcs if arc.target in nodes and (*arc.pointer[:-1], "timer") not in left),
        dangling=tuple(arc for arc in arcs if arc.target not in nodes),
        lanes=_lanes(process, operations),
        repeated=(*repeated, *again),
    )


def _timers(
    process: Process, nodes: Mapping[str, Node]
) -> tuple[dict[str, tuple[BoundaryTimer, ...]], list[tuple[str, Pointer]]]:
    """Deadlines by node, and those whose identifier a node or an earlier deadline has.

    What is left out takes its deadlines along: the node that has its name may be one without any.
    """
    found: dict[str, tuple[BoundaryTimer, ...]] = {}
    again: list[tuple[str, Pointer]] = []
    taken = set(nodes)
    for index, node in enumerate(process.flow):
        for number, timer in enumerate(_deadlines(node, nodes)):
            if timer.id in taken:
                again.append((timer.id, ("flow", index, "timers", number, "timer")))
                continue
            taken.add(timer.id)
            found[node.id] = (*found.get(node.id, ()), timer)
    return found, again


def _deadlines(node: Node, nodes: Mapping[str, Node]) -> tuple[BoundaryTimer, ...]:
    return node.timers if isinstance(node, TimedNode) and nodes[node.id] is node else ()


def _arcs(process: Process, nodes: Mapping[str, Node]) -> Iterator[Arc]:
    for index, node in enumerate(process.flow):
        following = process.flow[index + 1].id if index + 1 < len(process.flow) else None
        if isinstance(node, GatewayNode) and node.branches:
            for number, branch in enumerate(node.branches):
                pointer = ("flow", index, "branches", number, "to")
                yield Arc(node.id, branch.to, branch.when or "", branch.default, pointer)
        elif isinstance(node, FlowNode | GatewayNode):
            target = node.next or following
            if target is not None:
                yield Arc(node.id, target, "", default=False, pointer=("flow", index, "next"))
        for number, timer in enumerate(_deadlines(node, nodes)):
            pointer = ("flow", index, "timers", number, "to")
            yield Arc(node.id, timer.to, timer.title, default=False, pointer=pointer, timer=timer.id)


def _lanes(process: Process, operations: Mapping[str, Operation]) -> dict[str, str | None]:
    lanes: dict[str, str | None] = {}
    for node in process.flow:
        role = node.role
        if role is None and isinstance(node, OperationNode) and node.operation in operations:
            role = operations[node.operation].owner
        lanes.setdefault(node.id, role)
    # A node that belongs to nobody stands beside its neighbour: the one before it, else the one after.
    previous: str | None = None
    for name, role in lanes.items():
        lanes[name] = previous = role or previous
    following: str | None = None
    for name in reversed(list(lanes)):
        lanes[name] = following = lanes[name] or following or process.owner
    return lanes
