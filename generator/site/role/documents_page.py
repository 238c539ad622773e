"""The documents of a role and what it does with each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker
from generator.site.role.parts import has_dokumenty
from handbook.book import Handbook
from handbook.model.document import Document
from handbook.model.operation import Operation
from handbook.model.people import Role

#: What a role may do with a document, in the order it is told.
WAYS = ("веду", "утверждаю", "работаю по нему", "готовлю", "получаю", "передаю", "открываю на шаге")
#: Operations named for all documents together: of more, each document names fewer, and its own page all of them.
NAMED = 150


@dataclass(frozen=True, slots=True)
class Way:
    """What the role does with a document, and in which operations; ``more`` counts those that are not named."""

    title: str
    operations: tuple[Operation, ...]
    more: int


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document with all the role does with it."""

    document: Document
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents under one heading."""

    title: str
    rows: tuple[DocumentRow, ...]


def role_documents_page(maker: Maker, role: Role) -> Artifact | None:
    """The documents of a role; None when it meets none."""
    book = maker.book
    if not has_dokumenty(book, role):
        return None
    found: dict[str, dict[str, list[Operation]]] = {}
    for document, way, operation in _uses(book, role):
        operations = found.setdefault(document, {}).setdefault(way, [])
        if operation is not None and operation not in operations:
            operations.append(operation)
    total = sum(len(operations) for ways in found.values() for operations in ways.values())
    limit = total if total <= NAMED else max(1, NAMED // max(1, sum(map(len, found.values()))))
    rows = [
        DocumentRow(
            document,
            tuple(
                Way(way, tuple(ways[way][:limit]), max(0, len(ways[way]) - limit))
                for ways in [found.get(document.id, {})]
                for way in WAYS
                if way in ways
            ),
        )
        for document in links.documents_of(book, role)
    ]
    groups = (
        DocumentGroup("Задают правила", tuple(row for row in rows if row.document.governs)),
        DocumentGroup("Рабочие документы", tuple(row for row in rows if not row.document.governs)),
    )
    here = maker.here(paths.role_page(role.id, "dokumenty"))
    return maker.page("role_dokumenty", here, role=role, groups=tuple(group for group in groups if group.rows))


def _uses(book: Handbook, role: Role) -> Iterator[tuple[str, str, Operation | None]]:
    for document in book.documents.values():
        if document.owner == role.id:
            yield document.id, "веду", None
        if document.approver == role.id:
            yield document.id, "утверждаю", None
    for operation in book.operations.values():
        yield from ((document, way, operation) for document, way in _of_operation(operation, role.id))


def _of_operation(operation: Operation, role: str) -> Iterator[tuple[str, str]]:
    own = operation.owner == role
    if own:
        yield from ((one.document, "работаю по нему") for one in operation.governed_by)
    for entry in operation.inputs:
        if own:
            yield entry.document, "получаю"
        elif entry.source == role:
            yield entry.document, "передаю"
    for result in operation.outputs:
        if own:
            yield result.document, "готовлю"
        elif role in result.to:
            yield result.document, "получаю"
    for step in operation.steps:
        if step.document and (step.role or operation.owner) == role:
            yield step.document, "открываю на шаге"
