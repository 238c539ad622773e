"""Back-links: what the sources state once, in one direction, read from the other end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook import crossref
from handbook.book import Handbook, PlacedNorm
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.model.people import Position, Role
from handbook.model.process import Process
from handbook.walk import texts
from handbook.work import operations_of


def processes_of(book: Handbook, operation: Operation) -> tuple[Process, ...]:
    """Processes whose flow holds an operation; the one in whose folder it stands comes first."""
    home = book.homes.get(operation.id)
    using = [process for process in book.processes.values() if operation in operations_of(book, process)]
    return tuple(sorted(using, key=lambda process: process.id != home))


def positions_of(book: Handbook, role: str) -> tuple[Position, ...]:
    """Positions that carry a role."""
    return tuple(position for position in book.positions.values() if role in position.roles)


def norms_of_operation(book: Handbook, operation: Operation) -> tuple[PlacedNorm, ...]:
    """Norms an operation lives by: its own, those of its control points, those its text cites."""
    names = [norm.id for norm in operation.norms]
    names += [name for point in operation.control_points for name in point.norms]
    for _, text, target in texts(operation):
        if target is None:
            names += [found.id for found in crossref.find(text) if found.target == "norm"]
    return tuple(book.norms[name] for name in dict.fromkeys(names) if name in book.norms)


def norms_of_role(book: Handbook, role: Role) -> tuple[PlacedNorm, ...]:
    """Norms a role answers for itself: of operations it owns, of its positions, and those whose scope names it."""
    positions = {position.id for position in positions_of(book, role.id)}
    found = []
    for placed in book.norms.values():
        scope = placed.norm.scope
        owner = book.operations[placed.home_id].owner if placed.home == "operation" else None
        named = role.id in scope.roles or bool(positions & set(scope.positions))
        carried = placed.home == "position" and placed.home_id in positions
        if named or carried or (owner == role.id and not scope.roles and not scope.positions):
            found.append(placed)
    return tuple(found)


def norms_around_role(book: Handbook, role: Role) -> tuple[PlacedNorm, ...]:
    """Norms of whole processes the role owns or works in, which no one answers for alone."""
    own = norms_of_role(book, role)
    near = []
    for placed in book.norms.values():
        process = book.processes.get(placed.home_id) if placed.home == "process" else None
        if process is None or placed in own:
            continue
        owners = {operation.owner for operation in operations_of(book, process)}
        if role.id == process.owner or role.id in owners:
            near.append(placed)
    return tuple(near)


def norms_of_document(book: Handbook, document: Document) -> tuple[PlacedNorm, ...]:
    """Norms a document establishes."""
    return tuple(
        placed
        for placed in book.norms.values()
        if placed.norm.source is not None and placed.norm.source.document == document.id
    )


@dataclass(frozen=True, slots=True)
class Usage:
    """How an operation uses a document: ``input``, ``output``, ``governs``, ``step`` or ``answer``."""

    operation: Operation
    ways: tuple[str, ...]


def uses_of(book: Handbook, document: str) -> tuple[Usage, ...]:
    """Operations that use a document, in the order of the sources."""
    found = ((operation, tuple(dict.fromkeys(_ways(operation, document)))) for operation in book.operations.values())
    return tuple(Usage(operation, ways) for operation, ways in found if ways)


def _ways(operation: Operation, document: str) -> Iterator[str]:
    yield from ("governs" for one in operation.governed_by if one.document == document)
    yield from ("input" for one in operation.inputs if one.document == document)
    yield from ("step" for one in operation.steps if one.document == document)
    yield from ("output" for one in operation.outputs if one.document == document)
    yield from ("answer" for one in operation.questions if one.document == document)


def documents_of(book: Handbook, role: Role) -> tuple[Document, ...]:
    """Documents a role meets in its work: it keeps them, or operations and steps of its own use them."""
    names = [document.id for document in book.documents.values() if role.id in {document.owner, document.approver}]
    for operation in book.operations.values():
        if operation.owner == role.id:
            names += [one.document for one in operation.governed_by]
            names += [one.document for one in operation.inputs]
            names += [one.document for one in operation.outputs]
        names += [one.document for one in operation.inputs if one.source == role.id]
        names += [one.document for one in operation.outputs if role.id in one.to]
        names += [one.document for one in operation.steps if one.document and (one.role or operation.owner) == role.id]
    return tuple(document for document in book.documents.values() if document.id in set(names))


@dataclass(frozen=True, slots=True)
class Talk:
    """One reason for two roles to talk, seen from one of them.

    Attributes:
        other: The other role.
        gives: Whether information goes to the other role; both ways make two talks.
        subject: What is handed over, or what it is about.
        operation: Where it happens.
    """

    other: str
    gives: bool
    subject: str
    operation: Operation


def talks_of(book: Handbook, role: str) -> tuple[Talk, ...]:
    """Everyone a role talks to, by operation, each reason once."""
    found: dict[tuple[str, bool, str, str], Talk] = {}
    for operation in book.operations.values():
        for giver, taker, subject in _exchanges(book, operation):
            if giver != taker and role in {giver, taker}:
                gives = giver == role
                talk = Talk(taker if gives else giver, gives, subject, operation)
                found.setdefault((talk.other, gives, subject, operation.id), talk)
    return tuple(found.values())


def _exchanges(book: Handbook, operation: Operation) -> Iterator[tuple[str, str, str]]:
    owner = operation.owner
    if owner is None:
        return
    for one in operation.participants:
        subject = one.subject or operation.title
        if one.direction != "from":
            yield owner, one.role, subject
        if one.direction != "to":
            yield one.role, owner, subject
    for entry in operation.inputs:
        if entry.source:
            yield entry.source, owner, _called(book, entry.document)
    for result in operation.outputs:
        for taker in result.to:
            yield owner, taker, _called(book, result.document)
    for point in operation.control_points:
        yield owner, point.to, point.information


def _called(book: Handbook, document: str) -> str:
    found = book.documents.get(document)
    return (found.short or found.title) if found else document
