"""Where somebody doing an operation stands: its place in each process, the way out of a refusal, whom to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.site.process import route
from generator.site.process.route import Stop
from handbook.book import Handbook
from handbook.memo import once
from handbook.model.operation import Operation
from handbook.model.process import Process
from handbook.work import operations_of


@dataclass(frozen=True, slots=True)
class Way:
    """An operation in one process.

    Attributes:
        process: The process.
        number: Its number among the operations of the process.
        size: How many there are.
        before: What it is entered from.
        after: Where it leads.
    """

    process: Process
    number: int
    size: int
    before: tuple[Stop, ...]
    after: tuple[Stop, ...]


def ways(book: Handbook, operation: Operation) -> tuple[Way, ...]:
    """Every process the operation stands in, its own first."""
    return tuple(_ways(book, operation))


def _ways(book: Handbook, operation: Operation) -> Iterator[Way]:
    for process in links.processes_of(book, operation):
        inside = operations_of(book, process)
        yield Way(
            process,
            inside.index(operation) + 1,
            len(inside),
            route.before(book, process, operation.id),
            route.after(book, process, operation.id),
        )


def refusals(book: Handbook, operation: Operation) -> tuple[Operation, ...]:
    """Operations at a lost stage of the processes the operation stands in: what one does when the client refuses."""
    lost = _lost_stages(book)
    if operation.crm.stage in lost:
        return ()
    found = {
        one.id: one
        for process in links.processes_of(book, operation)
        if process.variant == "to-be"
        for one in operations_of(book, process)
        if one.crm.stage in lost
    }
    return tuple(found.values())


@once
def _lost_stages(book: Handbook) -> frozenset[str]:
    return frozenset(
        stage.title
        for process in book.processes.values()
        if process.funnel is not None
        for stage in process.funnel.stages
        if stage.outcome == "lost"
    )


def bosses(book: Handbook, operation: Operation) -> tuple[str, ...]:
    """Positions that those who answer for the operation report to."""
    heads = (one.reports_to for one in links.positions_of(book, operation.owner or ""))
    return tuple(dict.fromkeys(head for head in heads if head))


def advisers(operation: Operation) -> tuple[str, ...]:
    """Roles whose word is asked on the way: those steps consult, and those that approve."""
    names = [who for step in operation.steps for who in (*step.consulted, step.approves)]
    return tuple(dict.fromkeys(name for name in names if name and name != operation.owner))
