"""The usual way of a process: its operations as they follow one another when nothing goes wrong."""

from __future__ import annotations

from handbook.book import Handbook
from handbook.flow import Arc, FlowGraph, graph
from handbook.model.process import GatewayNode, OperationNode, Process, StartNode


def usual_way(book: Handbook, process: Process) -> tuple[str, ...]:
    """Operations from the start along the usual branches, each once.

    The way ends where it is no longer said which branch is the usual one, or where several are gone at once.
    """
    drawn = graph(process, book.operations)
    starts = [name for name, node in drawn.nodes.items() if isinstance(node, StartNode)]
    name: str | None = next(iter(starts or drawn.nodes), None)
    seen: list[str] = []
    while name is not None and name not in seen:
        seen.append(name)
        name = _next(drawn, name)
    operations = (node.operation for one in seen if isinstance(node := drawn.nodes[one], OperationNode))
    return tuple(dict.fromkeys(operations))


def _next(drawn: FlowGraph, name: str) -> str | None:
    arcs: list[Arc] = [arc for arc in drawn.after(name) if not arc.timer]
    node = drawn.nodes[name]
    if isinstance(node, GatewayNode) and len(arcs) > 1:
        arcs = [arc for arc in arcs if arc.default and node.type == "exclusive"]
    return arcs[0].target if len(arcs) == 1 else None
