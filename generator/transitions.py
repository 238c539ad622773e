"""Which edge of a diagram takes work from one stage of the CRM to the next."""

from __future__ import annotations

from collections.abc import Mapping

from generator.diagram.flow import Flow
from handbook.book import Handbook
from handbook.flow import graph
from handbook.model.process import OperationNode, Process


def transitions(handbook: Handbook, process: Process, flow: Flow) -> Mapping[tuple[str, str], int]:
    """The edge that enters the second stage from the first, by both; of several the one nearest to the first.

    Operations say their stages; what has none goes on in the stage it was entered in.
    """
    stage_of = _stages(handbook, process)
    left = _left(flow, stage_of)
    best: dict[tuple[str, str], tuple[int, int]] = {}
    for number, (source, target) in enumerate(_ends(flow)):
        to = stage_of.get(target)
        for stage, far in left.get(source, {}).items():
            if to and to != stage:
                best[stage, to] = min(best.get((stage, to), (far, number)), (far, number))
    return {pair: number for pair, (_, number) in best.items()}


def _stages(handbook: Handbook, process: Process) -> dict[str, str]:
    """Stages of the nodes that have one."""
    found = {}
    for name, node in graph(process, handbook.operations).nodes.items():
        operation = handbook.operations.get(node.operation) if isinstance(node, OperationNode) else None
        if operation and operation.crm.stage:
            found[name] = operation.crm.stage
    return found


def _ends(flow: Flow) -> tuple[tuple[str, str], ...]:
    """Nodes that edges join; what leaves a deadline leaves the operation it stands on."""
    host = {timer.id: node.id for node in flow.nodes for timer in node.timers}
    return tuple((host.get(edge.source, edge.source), edge.target) for edge in flow.edges)


def _left(flow: Flow, stage_of: Mapping[str, str]) -> dict[str, dict[str, int]]:
    """Stages in which a node is left, with the number of edges since an operation of that stage."""
    left: dict[str, dict[str, int]] = {name: {stage: 0} for name, stage in stage_of.items()}
    onwards = [(source, target) for source, target in _ends(flow) if target not in stage_of]
    moved = True
    while moved:
        moved = False
        for source, target in onwards:
            for stage, far in list(left.get(source, {}).items()):
                known = left.setdefault(target, {})
                if stage not in known or known[stage] > far + 1:
                    known[stage] = far + 1
                    moved = True
    return left
