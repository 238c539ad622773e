"""Whose work is what, asked for many times and worked out once."""

from __future__ import annotations

from handbook.book import Handbook
from handbook.memo import once
from handbook.model.operation import Operation
from handbook.work import operations_in_force, operations_of, performers


def works_of(book: Handbook, role: str) -> tuple[Operation, ...]:
    """Operations in force in which a role does something."""
    return _by_role(book).get(role, ())


def operations_by_process(book: Handbook) -> dict[str, tuple[Operation, ...]]:
    """Operations of every process that is in force, in the order of its flow."""
    return _by_process(book)


def named_in(operation: Operation) -> frozenset[str]:
    """Roles an operation names at all, be it as those that are only told, asked or given something."""
    named = {operation.set_by, *performers(operation), *(one.source for one in operation.inputs)}
    named |= {role for one in operation.outputs for role in one.to}
    named |= {role for step in operation.steps for role in (*step.consulted, *step.informed)}
    named |= {point.to for point in operation.control_points}
    return frozenset(role for role in named if role)


@once
def _by_role(book: Handbook) -> dict[str, tuple[Operation, ...]]:
    found: dict[str, list[Operation]] = {}
    for operation in operations_in_force(book):
        for role in performers(operation):
            found.setdefault(role, []).append(operation)
    return {role: tuple(operations) for role, operations in found.items()}


@once
def _by_process(book: Handbook) -> dict[str, tuple[Operation, ...]]:
    present = (one for one in book.processes.values() if one.variant == "to-be")
    return {one.id: operations_of(book, one) for one in present}
