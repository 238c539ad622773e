"""Back-links: what the sources state once, in one direction, read from the other end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook import crossref
from handbook.book import Handbook, PlacedNorm
from handbook.memo import once
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.model.people import Position, Role
from handbook.model.process import Process
from handbook.walk import texts
from handbook.work import operations_of


def processes_of(book: Handbook, operation: Operation) -> tuple[Process, ...]:
    """Processes whose flow holds an operation; the one in whose folder it stands comes first."""
    return _processes_by_operation(book).get(operation.id, ())


@once
def _processes_by_operation(book: Handbook) -> dict[str, tuple[Process, ...]]:
    using: dict[str, list[Process]] = {}
    for process in book.processes.values():
        for operation in operations_of(book, process):
            using.setdefault(operation.id, []).append(process)
    homes = book.homes
    return {name: tuple(sorted(found, key=lambda one: one.id != homes.get(name))) for name, found in using.items()}


def positions_of(book: Handbook, role: str) -> tuple[Position, ...]:
    """Positions that carry a role."""
    return tuple(position for position in book.positions.values() if role in position.roles)


def bosses_of(book: Handbook, role: str) -> tuple[str, ...]:
    """Positions that those who carry a role report to, each once."""
    return tuple(dict.fromkeys(one.reports_to for one in positions_of(book, role) if one.reports_to))


def norms_of_operation(book: Handbook, operation: Operation) -> tuple[PlacedNorm, ...]:
    """Norms an operation lives by: its own, those of its control points, those its text cites."""
    return _norms_by_operation(book).get(operation.id, ())


def operations_of_norm(book: Handbook, norm: str) -> tuple[Operation, ...]:
    """Operations that live by a norm, in the order of the sources."""
    return _operations_by_norm(book).get(norm, ())


@once
def _norms_by_operation(book: Handbook) -> dict[str, tuple[PlacedNorm, ...]]:
    return {
        operation.id: tuple(book.norms[name] for name in dict.fromkeys(_cited(operation)) if name in book.norms)
        for operation in book.operations.values()
    }


@once
def _operations_by_norm(book: Handbook) -> dict[str, tuple[Operation, ...]]:
    found: dict[str, list[Operation]] = {}
    for operation in book.operations.values():
        for placed in norms_of_operation(book, operation):
            found.setdefault(placed.norm.id, []).append(operation)
    return {name: tuple(operations) for name, operations in found.items()}


def _cited(operation: Operation) -> Iterator[str]:
    yield from (norm.id for norm in operation.norms)
    yield from (name for point in operation.control_points for name in point.norms)
    for _, text, target in texts(operation):
        # Most texts cite nothing, and looking for the brackets is the quickest way to know.
        if target is None and "[[" in text:
            yield from (found.id for found in crossref.find(text) if found.target == "norm")


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
    own = {placed.norm.id for placed in norms_of_role(book, role)}
    near = []
    for placed in book.norms.values():
        process = book.processes.get(placed.home_id) if placed.home == "process" else None
        if process is None or placed.norm.id in own:
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
    return _uses_by_document(book).get(document, ())


@once
def _uses_by_document(book: Handbook) -> dict[str, tuple[Usage, ...]]:
    found: dict[str, list[Usage]] = {}
    for operation in book.operations.values():
        ways: dict[str, dict[str, None]] = {}
        for document, way in _ways(operation):
            ways.setdefault(document, {})[way] = None
        for document, names in ways.items():
            found.setdefault(document, []).append(Usage(operation, tuple(names)))
    return {document: tuple(usages) for document, usages in found.items()}


def _ways(operation: Operation) -> Iterator[tuple[str, str]]:
    yield from ((one.document, "governs") for one in operation.governed_by)
    yield from ((one.document, "input") for one in operation.inputs)
    yield from ((one.document, "step") for one in operation.steps if one.document)
    yield from ((one.document, "output") for one in operation.outputs)
    yield from ((one.document, "answer") for one in operation.questions if one.document)


def documents_of(book: Handbook, role: Role) -> tuple[Document, ...]:
    """Documents a role meets in its work: it keeps them, or operations and steps of its own use them."""
    wanted = _documents(book).get(role.id, set())
    return tuple(document for document in book.documents.values() if document.id in wanted)


@once
def _documents(book: Handbook) -> dict[str | None, set[str]]:
    found: dict[str | None, set[str]] = {}
    for document in book.documents.values():
        for keeper in (document.owner, document.approver):
            found.setdefault(keeper, set()).add(document.id)
    for operation in book.operations.values():
        own = found.setdefault(operation.owner, set())
        own |= {one.document for one in operation.governed_by}
        own |= {one.document for one in operation.inputs}
        own |= {one.document for one in operation.outputs}
        for entry in operation.inputs:
            found.setdefault(entry.source, set()).add(entry.document)
        for result in operation.outputs:
            for taker in result.to:
                found.setdefault(taker, set()).add(result.document)
        for step in operation.steps:
            if step.document:
                found.setdefault(step.role or operation.owner, set()).add(step.document)
    return found


@dataclass(frozen=True, slots=True)
class Talk:
    """One reason for two roles to talk, seen from one of them.

    Attributes:
        other: The other role.
        gives: Whether information goes to the other role; both ways make two talks.
        subject: What is handed over, or what it is about.
        operation: Where it happens.
        when: By when, in words; empty when only the operation tells.
    """

    other: str
    gives: bool
    subject: str
    operation: Operation
    when: str = ""


def talks_of(book: Handbook, role: str) -> tuple[Talk, ...]:
    """Everyone a role talks to, by operation, each reason once."""
    return _talks(book).get(role, ())


@once
def _talks(book: Handbook) -> dict[str, tuple[Talk, ...]]:
    found: dict[str, dict[tuple[str, bool, str, str], Talk]] = {}
    for operation in book.operations.values():
        for giver, taker, subject, when in _exchanges(book, operation):
            if giver != taker:
                for role, other, gives in ((giver, taker, True), (taker, giver, False)):
                    talk = Talk(other, gives, subject, operation, when)
                    found.setdefault(role, {}).setdefault((other, gives, subject, operation.id), talk)
    return {role: tuple(talks.values()) for role, talks in found.items()}


def _exchanges(book: Handbook, operation: Operation) -> Iterator[tuple[str, str, str, str]]:
    owner = operation.owner
    if owner is None:
        return
    for one in operation.participants:
        subject = one.subject or operation.title
        if one.direction != "from":
            yield owner, one.role, subject, ""
        if one.direction != "to":
            yield one.role, owner, subject, ""
    for entry in operation.inputs:
        if entry.source:
            yield entry.source, owner, _called(book, entry.document), ""
    for result in operation.outputs:
        for taker in result.to:
            yield owner, taker, _called(book, result.document), ""
    for point in operation.control_points:
        yield owner, point.to, point.information, point.when


def _called(book: Handbook, document: str) -> str:
    found = book.documents.get(document)
    return (found.short or found.title) if found else document
