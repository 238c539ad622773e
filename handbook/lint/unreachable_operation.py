"""Недостижимая операция (unreachable-operation).

До операции нельзя дойти: её нет в ходе ни одного процесса или к её узлу не ведёт ни один путь от начала.

Как исправить: поставьте операцию в `flow` процесса и проверьте, что предыдущий узел ведёт к ней (`next`, ветвь
развилки или срок `timers` на границе операции).
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.flow import graph
from handbook.lint.rule import Remark, Rule
from handbook.model.process import OperationNode


def check(handbook: Handbook) -> Iterator[Remark]:
    """Operations outside every flow, and nodes that no path from a start reaches."""
    drawn: set[str] = set()
    for process in handbook.processes.values():
        flow = graph(process, handbook.operations)
        reached = flow.reachable()
        for index, node in enumerate(process.flow):
            if isinstance(node, OperationNode):
                drawn.add(node.operation)
            # A way to nowhere and a name of two nodes are mistakes of their own: what was meant is not known.
            if node.id not in reached and not flow.dangling and not flow.repeated:
                yield Remark(
                    f"до узла «{node.id}» процесса «{process.title}» нельзя дойти от начала",
                    (handbook.spot(process, "flow", index),),
                    "Ведите к нему через next, ветвь развилки или срок операции либо уберите узел",
                )
    for operation in handbook.operations.values():
        if operation.id not in drawn and not handbook.lacks("process"):
            yield Remark(
                f"операции «{operation.title}» нет в ходе ни одного процесса",
                (handbook.spot(operation, "id"),),
                f"Добавьте «- operation: {operation.id}» во flow процесса",
            )


RULE = Rule("unreachable-operation", Severity.WARNING, check, __doc__)
