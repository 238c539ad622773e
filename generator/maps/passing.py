"""What passes between roles, processes and blocks: documents, from whoever makes them to whoever starts from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.process import Process
from handbook.work import operations_in, operations_in_force


@dataclass(frozen=True, slots=True)
class Passed:
    """Documents that go one way: identifiers of their giver and taker, whatever these are, and of the documents."""

    giver: str
    taker: str
    documents: tuple[str, ...]


def title(book: Handbook, document: str) -> str:
    """A document as maps call it."""
    found = book.documents.get(document)
    return (found.short or found.title) if found else document


def listed(book: Handbook, documents: Iterable[str]) -> str:
    """Documents in a line."""
    return ", ".join(title(book, one) for one in documents)


def present(book: Handbook) -> tuple[Process, ...]:
    """Processes people work by; those that show how it was are no part of the company's map."""
    return tuple(process for process in book.processes.values() if process.variant == "to-be")


def between_roles(book: Handbook, operations: Iterable[Operation] | None = None) -> tuple[Passed, ...]:
    """What roles hand to one another in these operations, or in all that people work by."""
    chosen = operations_in_force(book) if operations is None else operations
    return _grouped((giver, taker, one) for operation in chosen for giver, taker, one in _handed(operation))


def _handed(operation: Operation) -> Iterator[tuple[str, str, str]]:
    owner = operation.owner
    if owner is None:
        return
    for entry in operation.inputs:
        if entry.source and entry.source != owner:
            yield entry.source, owner, entry.document
    for result in operation.outputs:
        for taker in result.to:
            if taker != owner:
                yield owner, taker, result.document


def between_processes(book: Handbook) -> tuple[Passed, ...]:
    """What one process makes and another starts from without making it too."""
    return _between(book, lambda process: process.id)


def between_blocks(book: Handbook) -> tuple[Passed, ...]:
    """The same between blocks of the client's way."""
    return _between(book, lambda process: process.block)


def _between(book: Handbook, of: Callable[[Process], str]) -> tuple[Passed, ...]:
    made: dict[str, dict[str, None]] = {}
    used: dict[str, dict[str, None]] = {}
    for process in present(book):
        for operation in operations_in(book, process):
            for result in operation.outputs:
                made.setdefault(result.document, {})[of(process)] = None
            for entry in operation.inputs:
                used.setdefault(entry.document, {})[of(process)] = None
    return _grouped(
        (giver, taker, document)
        for document, givers in made.items()
        for taker in used.get(document, ())
        if taker not in givers
        for giver in givers
    )


def _grouped(found: Iterable[tuple[str, str, str]]) -> tuple[Passed, ...]:
    """Each way once, its documents in the order they were found."""
    ways: dict[tuple[str, str], dict[str, None]] = {}
    for giver, taker, document in found:
        ways.setdefault((giver, taker), {})[document] = None
    return tuple(Passed(giver, taker, tuple(documents)) for (giver, taker), documents in ways.items())
