"""The flow by numbers: nodes, lanes and edges as indices, adjacency in the author's order."""

from dataclasses import dataclass

from generator.diagram.flow import Flow, Kind


@dataclass(frozen=True, slots=True)
class Graph:
    """Index form of a flow, shared by the layout stages."""

    size: int
    kind: tuple[Kind, ...]
    lane: tuple[int, ...]
    source: tuple[int, ...]
    target: tuple[int, ...]
    outgoing: tuple[tuple[int, ...], ...]
    incoming: tuple[tuple[int, ...], ...]


def index(flow: Flow) -> Graph:
    """Number everything once, so that later stages never compare by text."""
    number = {node.id: i for i, node in enumerate(flow.nodes)}
    number |= {timer.id: number[node.id] for node in flow.nodes for timer in node.timers}
    lanes = {lane.id: i for i, lane in enumerate(flow.lanes)}
    outgoing: list[list[int]] = [[] for _ in flow.nodes]
    incoming: list[list[int]] = [[] for _ in flow.nodes]
    for i, edge in enumerate(flow.edges):
        outgoing[number[edge.source]].append(i)
        incoming[number[edge.target]].append(i)
    return Graph(
        size=len(flow.nodes),
        kind=tuple(Kind(node.kind) for node in flow.nodes),
        lane=tuple(lanes[node.lane] for node in flow.nodes),
        source=tuple(number[edge.source] for edge in flow.edges),
        target=tuple(number[edge.target] for edge in flow.edges),
        outgoing=tuple(map(tuple, outgoing)),
        incoming=tuple(map(tuple, incoming)),
    )
