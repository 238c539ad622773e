"""A department seen through the work: its positions, their roles, the operations and processes these perform."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.word.speech import Speech
from handbook.book import Handbook
from handbook.model.company import Department
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.work import operations_in, operations_in_force


@dataclass(frozen=True)
class Unit:
    """A department with those who work in it; departments within it are not counted: they have regulations of theirs.

    Attributes:
        day: The day the document speaks of: limits of norms are those in force on it; None means the latest.
    """

    handbook: Handbook
    department: Department
    day: date | None = None

    @cached_property
    def speech(self) -> Speech:
        """How the document puts what the sources say."""
        return Speech(self.handbook, self.day)

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Positions of the department, its head first."""
        mine = [one for one in self.handbook.positions.values() if one.department == self.department.id]
        return tuple(sorted(mine, key=lambda one: one.id != self.department.head))

    @cached_property
    def roles(self) -> frozenset[str]:
        """Roles the department's positions carry."""
        return frozenset(role for position in self.positions for role in position.roles)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Operations people of the company work by."""
        return operations_in_force(self.handbook)

    @cached_property
    def work(self) -> tuple[tuple[Process, tuple[Operation, ...]], ...]:
        """Processes as they are to be, with the operations the department does something in, each operation once."""
        left = {one.id: one for one in self.operations if self.owns(one) or self.joins(one)}
        found = []
        for process in self.handbook.processes.values():
            if process.variant == "to-be":
                mine = [left.pop(one.id) for one in operations_in(self.handbook, process) if one.id in left]
                found.append((process, tuple(mine)))
        return tuple((process, mine) for process, mine in found if mine or process.owner in self.roles)

    def owns(self, operation: Operation) -> bool:
        """Whether the department answers for the result of an operation."""
        return operation.owner in self.roles

    def joins(self, operation: Operation) -> bool:
        """Whether somebody of the department has a step in an operation of others."""
        return not self.owns(operation) and any(step.role in self.roles for step in operation.steps)
