"""What an audit found, place by place of a process: in its operations, on its ways, in the process as a whole.

A norm stands where it is broken: at the operation or the process that owns it. Operations that merely watch a norm
of others by a control point are left alone, or one breach would be seen many times over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from generator.diagram.flow import Flow
from generator.transitions import transitions
from handbook.book import Handbook
from handbook.flow import graph
from handbook.model.process import OperationNode, Process
from handbook.norms.conversion import Conversion
from handbook.result import Result, Status, Verdict, Violation
from handbook.work import operations_of

_BACKWARD = "backward"


class Where(StrEnum):
    """What kind of place it is."""

    PROCESS = "process"
    MOVE = "move"
    OPERATION = "operation"


@dataclass(frozen=True, slots=True)
class Found:
    """A norm at a place, and its breaches there: all of them, or those of one way between stages."""

    verdict: Verdict
    items: Sequence[Violation]

    @property
    def share(self) -> float | None:
        """Breaches here ÷ population of the norm; None when it was not checked."""
        return len(self.items) / self.verdict.population if self.verdict.population else None


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a process with the norms that are judged there.

    Attributes:
        where: What it is.
        id: Identifier, unique within the process.
        title: Its name in Russian.
        found: Norms in the order of the handbook.
        nodes: Nodes of the diagram that show an operation, in the order of the flow.
        edge: Number of the edge that shows a way between stages; None when it is not drawn.
    """

    where: Where
    id: str
    title: str
    found: tuple[Found, ...]
    nodes: tuple[str, ...] = ()
    edge: int | None = None


def spots(result: Result, handbook: Handbook, process: Process, flow: Flow) -> tuple[Spot, ...]:
    """The places of a process at which a norm is judged: the whole, ways between stages, operations.

    Args:
        result: What the audit found.
        handbook: Where processes and norms stand.
        process: The process.
        flow: The diagram of the process.
    """
    whole = [one for one in result.verdicts if one.operation_id is None and one.process_id == process.id]
    found = []
    if whole:
        found.append(
            Spot(Where.PROCESS, "whole", "Процесс в целом", tuple(Found(one, one.violations) for one in whole))
        )
        found.extend(_moves(handbook, process, flow, whole))
    return (*found, *_operations(result, handbook, process, flow))


def _operations(result: Result, handbook: Handbook, process: Process, flow: Flow) -> Iterator[Spot]:
    """Operations with norms; a process as it was has only its own: what it shares with today's was not judged then."""
    drawn = {node.id for node in flow.nodes}
    nodes: dict[str, list[str]] = {}
    for name, node in graph(process, handbook.operations).nodes.items():
        if isinstance(node, OperationNode) and name in drawn:
            nodes.setdefault(node.operation, []).append(name)
    present = process.variant == "to-be"
    for operation in operations_of(handbook, process):
        if not present and handbook.homes.get(operation.id) != process.id:
            continue
        own = tuple(Found(one, one.violations) for one in result.verdicts if one.operation_id == operation.id)
        if own:
            title = operation.short or operation.title
            yield Spot(Where.OPERATION, operation.id, title, own, tuple(nodes.get(operation.id, ())))


def _moves(handbook: Handbook, process: Process, flow: Flow, whole: list[Verdict]) -> Iterator[Spot]:
    """Ways between stages that norms of the process speak of; each shows a part of what the whole counts."""
    drawn = transitions(handbook, process, flow)
    number = 0
    for verdict in whole:
        for title, stages, items in _named(handbook, verdict):
            number += 1
            # A return goes against the arrow, and there is no arrow of its own: it is forbidden.
            edge = drawn.get(stages, drawn.get((stages[1], stages[0])))
            yield Spot(Where.MOVE, f"move-{number}", title, (Found(verdict, items),), edge=edge)


def _named(handbook: Handbook, verdict: Verdict) -> Iterator[tuple[str, tuple[str, str], Sequence[Violation]]]:
    placed = handbook.norms.get(verdict.norm_id)
    if placed and isinstance(placed.norm, Conversion):
        start, to = placed.norm.start, placed.norm.to
        yield f"Переход «{start}» → «{to}»", (start, to), verdict.violations
        return
    if verdict.status is not Status.FAILED or verdict.kind != "stage_order":
        return
    groups: dict[tuple[bool, tuple[str, str]], list[Violation]] = {}
    for item in verdict.violations:
        if item.stages:
            start, to = item.stages
            groups.setdefault((item.key.endswith(_BACKWARD), (start, to)), []).append(item)
    for (back, stages), items in groups.items():
        words = f"Возврат «{stages[0]}» → «{stages[1]}»" if back else f"На «{stages[1]}», пропустив «{stages[0]}»"
        yield words, stages, tuple(items)
