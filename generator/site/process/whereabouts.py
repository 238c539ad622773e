"""Where somebody doing an operation stands: its place in each process, ways out of the usual one, whom to ask."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import links
from generator.site.process import route
from generator.site.process.route import Stop
from handbook.book import Handbook
from handbook.memo import once
from handbook.model.operation import Operation
from handbook.model.process import Process
from handbook.russian.text import folded, sentences
from handbook.work import operations_of

_QUOTED = re.compile(r"«([^«»]+)»")
#: «Отказался — узнайте причину»: a case and the act after it. A sentence that begins with an act is done in every case.
_ACT = re.compile(r"(?:не )?\w+(?:те|тесь|йте)\b", re.IGNORECASE)
_CASE = re.compile(r"([А-ЯЁ][^—:;]{3,70}?) — (?:не )?\w+(?:те|тесь)\b")
#: More cases than these are no short list.
_CASES = 8


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


@dataclass(frozen=True, slots=True)
class Turn:
    """A way an operation may end beside the usual one.

    Attributes:
        stop: What it comes to and under which condition.
        steps: Numbers of the steps that tell what to do then.
        fields: Fields of the CRM that are to be filled in then.
    """

    stop: Stop
    steps: tuple[int, ...]
    fields: tuple[str, ...]


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


def turns(book: Handbook, operation: Operation, stands: Iterable[Way]) -> tuple[Turn, ...]:
    """Ways an operation may end beside the usual one, in the order branches are written, refusals left out.

    Args:
        book: The handbook.
        operation: The operation.
        stands: Where it stands, as ``ways`` tells.
    """
    refused = {one.id for one in refusals(book, operation)}
    found: dict[tuple[str, str, str], Turn] = {}
    for way in stands:
        for stop in way.after:
            if not stop.usual and not (stop.kind == "operation" and stop.name in refused):
                key = (stop.kind, stop.name if stop.kind != "end" else stop.title, stop.condition)
                found.setdefault(key, _turn(operation, stop))
    return tuple(found.values())


def _turn(operation: Operation, stop: Stop) -> Turn:
    said = folded(stop.condition)
    steps = [number for number, step in enumerate(operation.steps, 1) if said and _says(step.text, said)]
    fields = [
        one.title
        for one in operation.crm.fields
        if any(folded(quoted) == said for quoted in _QUOTED.findall(one.mandatory or ""))
    ]
    return Turn(stop, tuple(steps), tuple(fields))


def cases(operation: Operation) -> tuple[tuple[str, int], ...]:
    """Cases the steps provide for, each with the number of its step: «Отказался — узнайте причину»."""
    found: dict[str, int] = {}
    for number, step in enumerate(operation.steps, 1):
        for said in sentences(step.text):
            match = _CASE.match(said)
            if match and not _ACT.match(match[1]) and "[[" not in match[1]:
                found.setdefault(match[1].rstrip(","), number)
    return tuple(found.items())[:_CASES]


def _says(text: str, words: str) -> bool:
    return f" {words} " in f" {folded(text)} "


def bosses(book: Handbook, operation: Operation) -> tuple[str, ...]:
    """Positions that those who answer for the operation report to."""
    return links.bosses_of(book, operation.owner or "")


def advisers(operation: Operation) -> tuple[str, ...]:
    """Roles whose word is asked on the way: those steps consult, and those that approve."""
    names = [who for step in operation.steps for who in (*step.consulted, step.approves)]
    return tuple(dict.fromkeys(name for name in names if name and name != operation.owner))
