"""A position seen through the work: the operations its roles take part in, and prose as it reads on a given day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.word.words import quoted
from handbook.book import Handbook
from handbook.crossref import CrossRef, expand
from handbook.model.operation import Operation
from handbook.model.people import JobProfile, Position, Role
from handbook.model.process import Process
from handbook.norms import Norm
from handbook.russian import date_short, lower_first
from handbook.work import operations_in, operations_in_force, operations_of, performers

_LINK = re.compile(r"\[([^\]]+)\]\([^)\s]+\)")
_EMPHASIS = re.compile(r"(\*\*|__|`)(.+?)\1")


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

    def prose(self, text: str) -> str:
        """Text with its references put into words and its Markdown marks taken off."""
        plain = _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))
        return expand(plain, self._words)

    def requirement(self, norm: Norm) -> str:
        """The requirement in force on the document's day, with the editions already known to follow it."""
        current, later = self._editions(norm)
        return "; ".join([*current, *later])

    def _inline(self, norm: Norm) -> str:
        current, later = self._editions(norm)
        if not current:
            return "; ".join(later)
        return current[0] + (f" ({'; '.join(later)})" if later else "")

    def _editions(self, norm: Norm) -> tuple[list[str], list[str]]:
        if self.day is None:
            return [norm.words()], []
        now = norm.edition_on(self.day)
        later = [
            f"с {date_short(edition.since)} — {norm.requirement(edition)}"
            for edition in norm.editions()
            if edition.since is not None and edition.since > self.day
        ]
        return ([] if now is None else [norm.requirement(now)]), later

    def _words(self, reference: CrossRef) -> str:
        book, identity = self.handbook, reference.id
        if reference.words:
            return reference.words
        if reference.target == "norm" and identity in book.norms:
            return self._inline(book.norms[identity].norm)
        if reference.target == "role" and identity in book.roles:
            return lower_first(book.roles[identity].title)
        if reference.target == "term" and identity in book.terms:
            return book.terms[identity].term
        for target, records in (
            ("document", book.documents),
            ("operation", book.operations),
            ("process", book.processes),
        ):
            if reference.target == target and identity in records:
                return quoted(records[identity].title)
        return identity
