"""Whom a document binds: who is acquainted with it against signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from handbook.book import Handbook
from handbook.memo import once
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.work import operations_in, operations_in_force, performers

What = Literal["position", "process", "document", "department"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document people sign: a job description, a regulation of a process, a governing document, of a department.

    Attributes:
        what: What it is about.
        id: The identifier of that record.
    """

    what: What
    id: str


def papers(book: Handbook) -> tuple[Paper, ...]:
    """All documents of a company that bind somebody: processes as they are to be, acts that set rules."""
    return (
        *(Paper("position", name) for name in book.positions),
        *(Paper("process", process.id) for process in book.processes.values() if process.variant == "to-be"),
        *(Paper("document", document.id) for document in book.documents.values() if document.is_act),
        *(Paper("department", department.id) for department in book.company.departments),
    )


def addressees(book: Handbook, paper: Paper) -> tuple[Position, ...]:
    """Positions a document binds, in the order of the handbook.

    A job description binds its position; a regulation of a process, its owner and whoever performs its operations; a
    governing document, who keeps it, who approves it and who owns or takes steps of the operations done by it; a
    regulation of a department, its head and the positions in it.
    """
    if paper.what == "position":
        return (book.positions[paper.id],)
    if paper.what == "department":
        department = next(one for one in book.company.departments if one.id == paper.id)
        return tuple(one for one in book.positions.values() if one.department == paper.id or one.id == department.head)
    roles = roles_bound(book, paper)
    return tuple(position for position in book.positions.values() if roles.intersection(position.roles))


def roles_bound(book: Handbook, paper: Paper) -> frozenset[str]:
    """Roles that work by a regulation of a process or by a governing document; other papers bind posts, not roles."""
    roles = _of_process(book, book.processes[paper.id]) if paper.what == "process" else set()
    roles |= _of_document(book, book.documents[paper.id]) if paper.what == "document" else set()
    return frozenset(role for role in roles if role)


def papers_for(book: Handbook, position: Position) -> tuple[Paper, ...]:
    """Documents that bind a position: its own description first, then regulations."""
    return tuple(paper for paper in papers(book) if position in addressees(book, paper))


def _of_process(book: Handbook, process: Process) -> set[str | None]:
    found: set[str | None] = {process.owner}
    for operation in operations_in(book, process):
        found.update(performers(operation))
    return found


def _of_document(book: Handbook, document: Document) -> set[str | None]:
    return {document.owner, document.approver, *_doers_by_document(book).get(document.id, ())}


@once
def _doers_by_document(book: Handbook) -> dict[str, set[str | None]]:
    found: dict[str, set[str | None]] = {}
    for operation in operations_in_force(book):
        for reference in operation.governed_by:
            found.setdefault(reference.document, set()).update(_doers(operation))
    return found


def _doers(operation: Operation) -> set[str | None]:
    return {operation.owner, *(step.role for step in operation.steps)}
