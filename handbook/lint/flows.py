"""Who works in an operation and where it is drawn: questions that several rules ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.process import CallNode, OperationNode, Process


def performers(operation: Operation) -> dict[str, None]:
    """Roles that do something in an operation: its owner and those of its steps, in order."""
    return dict.fromkeys(role for role in (operation.owner, *(step.role for step in operation.steps)) if role)


def taking_part(operation: Operation) -> set[str]:
    """The owner and the participants."""
    return {role for role in (operation.owner, *(item.role for item in operation.participants)) if role}


def drawn_in(processes: Iterable[Process]) -> dict[str, list[Process]]:
    """Processes in whose flow each operation stands, by operation."""
    found: dict[str, list[Process]] = {}
    for process in processes:
        names = {node.operation for node in process.flow if isinstance(node, OperationNode)}
        for name in sorted(names):
            found.setdefault(name, []).append(process)
    return found


def reached(process: Process, processes: Mapping[str, Process]) -> dict[str, int | None]:
    """Operations that a process goes through with the index of their node; those of called processes have none."""
    found: dict[str, int | None] = {}
    waiting, seen = [process], {process.id}
    while waiting:
        current = waiting.pop()
        for index, node in enumerate(current.flow):
            if isinstance(node, OperationNode):
                found.setdefault(node.operation, index if current is process else None)
            elif isinstance(node, CallNode) and node.process in processes and node.process not in seen:
                seen.add(node.process)
                waiting.append(processes[node.process])
    return found


def successors(handbook: Handbook) -> dict[str, list[Process]]:
    """Processes that replace a process, by the replaced one."""
    found: dict[str, list[Process]] = {}
    for process in handbook.processes.values():
        for name in process.replaces:
            found.setdefault(name, []).append(process)
    return found
