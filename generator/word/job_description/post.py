"""A position seen through the work: the operations its roles take part in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.word.speech import Speech
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.people import JobProfile, Position, Role
from handbook.model.process import Process
from handbook.work import operations_in, operations_in_force, operations_of, performers


@dataclass(frozen=True)
class Post:
    """A position with the roles it carries.

    Attributes:
        day: The day the document speaks of: limits of norms are those in force on it; None means the latest.
    """

    handbook: Handbook
    position: Position
    day: date | None = None

    @cached_property
    def speech(self) -> Speech:
        """How the position's document puts what the sources say."""
        return Speech(self.handbook, self.day)

    @cached_property
    def roles(self) -> frozenset[str]:
        """Identifiers of the roles the position carries."""
        return frozenset(self.position.roles)

    @cached_property
    def profiles(self) -> tuple[JobProfile, ...]:
        """What the roles say, in the order the position names them, then the position itself."""
        known: tuple[Role, ...] = tuple(
            self.handbook.roles[role] for role in self.position.roles if role in self.handbook.roles
        )
        return (*known, self.position)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """Operations people work by, in the order of processes; one used twice stands where it is first met."""
        in_force = {operation.id: operation for operation in operations_in_force(self.handbook)}
        ordered: dict[str, Operation] = {}
        for process in self.handbook.processes.values():
            for operation in operations_of(self.handbook, process):
                if operation.id in in_force:
                    ordered.setdefault(operation.id, operation)
        return tuple({**ordered, **in_force}.values())

    @cached_property
    def work(self) -> tuple[Operation, ...]:
        """Operations in which a role of the position owns, acts or takes part."""
        return tuple(operation for operation in self.operations if self.roles.intersection(performers(operation)))

    @cached_property
    def processes(self) -> tuple[Process, ...]:
        """Processes the position works in or answers for."""
        mine = {operation.id for operation in self.work}
        return tuple(
            process
            for process in self.handbook.processes.values()
            if process.variant == "to-be"
            and (
                process.owner in self.roles
                or any(operation.id in mine for operation in operations_in(self.handbook, process))
            )
        )

    def home(self, operation: Operation) -> Process | None:
        """The process in whose folder an operation stands."""
        return self.handbook.processes.get(self.handbook.homes.get(operation.id, ""))
