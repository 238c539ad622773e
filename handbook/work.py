"""Who does what: operations of a process, roles that perform an operation, people a norm judges."""

from __future__ import annotations

from collections import Counter

from handbook import crossref
from handbook.book import Handbook, PlacedNorm
from handbook.memo import of_record, once
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.model.process import OperationNode, Process
from handbook.norms import Norm
from handbook.norms.stage_age import StageAge


def operations_of(book: Handbook, process: Process) -> tuple[Operation, ...]:
    """Operations of a process in the order of its flow, each once."""
    known = _operations(book).get(process.id)
    return _passed(book, process) if known is None or known[0] is not process else known[1]


@once
def _operations(book: Handbook) -> dict[str, tuple[Process, tuple[Operation, ...]]]:
    return {name: (process, _passed(book, process)) for name, process in book.processes.items()}


def _passed(book: Handbook, process: Process) -> tuple[Operation, ...]:
    names = [node.operation for node in process.flow if isinstance(node, OperationNode)]
    return tuple(book.operations[name] for name in dict.fromkeys(names) if name in book.operations)


def operations_in(book: Handbook, process: Process) -> tuple[Operation, ...]:
    """Operations a process goes through or keeps in its folder."""
    found = {operation.id: operation for operation in operations_of(book, process)}
    for identity, home in book.homes.items():
        if home == process.id and identity in book.operations:
            found.setdefault(identity, book.operations[identity])
    return tuple(found.values())


@once
def operations_in_force(book: Handbook) -> tuple[Operation, ...]:
    """Operations that people work by: all but those of processes as they were that no present process goes through."""
    present = [process for process in book.processes.values() if process.variant == "to-be"]
    kept = {operation.id for process in present for operation in operations_of(book, process)}
    former = {process.id for process in book.processes.values() if process.variant == "as-is"}
    return tuple(
        operation
        for operation in book.operations.values()
        if operation.id in kept or book.homes.get(operation.id) not in former
    )


@of_record
def performers(operation: Operation) -> tuple[str, ...]:
    """Roles that do something in an operation: the owner first, then participants and performers of steps."""
    names = [operation.owner, *(one.role for one in operation.participants)]
    for step in operation.steps:
        names += [step.role, step.approves]
    return tuple(dict.fromkeys(name for name in names if name))


def is_judged(book: Handbook, position: Position, placed: PlacedNorm) -> bool:
    """Whether a norm judges the work of a position.

    A scope that names positions or roles decides, and the position in whose file the norm stands answers for it too.
    Otherwise a norm of an operation judges its owner and whoever has a step that cites it; a norm of a process judges
    its owner and the role that leads its deals; a norm of the company judges these roles of every process it covers.
    """
    scope = placed.norm.scope
    roles = set(position.roles)
    if placed.home == "position" and placed.home_id == position.id:
        return True
    if scope.positions or scope.roles:
        return position.id in scope.positions or bool(roles.intersection(scope.roles))
    if placed.home == "position":
        return False
    if placed.home == "operation":
        return bool(roles & _judged_in_operation(book, placed))
    processes = [process for process in book.processes.values() if _covers(placed, process)]
    return any(roles & _judged_in_process(book, process, placed.norm) for process in processes)


def _judged_in_operation(book: Handbook, placed: PlacedNorm) -> set[str]:
    operation = book.operations[placed.home_id]
    citing = {
        step.role or operation.owner
        for step in operation.steps
        for text in (step.text, step.duty, step.deadline)
        if text and any(ref.target == "norm" and ref.id == placed.norm.id for ref in crossref.find(text))
    }
    return {role for role in (operation.owner, *citing) if role is not None}


def _covers(placed: PlacedNorm, process: Process) -> bool:
    if placed.home == "process":
        return placed.home_id == process.id
    pipelines = placed.norm.scope.pipelines
    return process.funnel is not None and (not pipelines or process.funnel.pipeline in pipelines)


def _judged_in_process(book: Handbook, process: Process, norm: Norm) -> set[str]:
    operations = operations_in(book, process)
    if isinstance(norm, StageAge):
        at_stage = {item.owner for item in operations if item.owner and item.crm.stage == norm.stage}
        if at_stage:
            return at_stage
    owners = Counter(operation.owner for operation in operations if operation.owner)
    most = max(owners.values(), default=0)
    leading = {role for role, count in owners.items() if count == most}
    return leading | ({process.owner} if process.owner else set())
