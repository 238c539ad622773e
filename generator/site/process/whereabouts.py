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
#: «Чего нет — запросите»: what is missing stands in the sentence before.
_WHAT = re.compile(r"(?:че(?:го|му|м)|что|к(?:то|ого|ому|ем))\b", re.IGNORECASE)
#: «Изменились», «Не дошло», «Дольше минуты»: a case of so few words, after a sentence, speaks of what that has named.
_FEW_WORDS = re.compile(r"(?:не )?[\w-]+$|(?:дольше|больше|меньше|выше|ниже|раньше|позже) ", re.IGNORECASE)
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
        refused: Whether it comes to an operation at a lost stage: the client refused or did not fit.
        processes: Where it is so, when the operation stands in other processes too; empty when it is so in all.
    """

    stop: Stop
    steps: tuple[int, ...]
    fields: tuple[str, ...]
    refused: bool = False
    processes: tuple[Process, ...] = ()


def ways(book: Handbook, operation: Operation) -> tuple[Way, ...]:
    """Every process the operation stands in: its own first, those as they were last."""
    return tuple(sorted(_ways(book, operation), key=lambda way: way.process.variant == "as-is"))


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


def in_force(stands: Iterable[Way]) -> tuple[Way, ...]:
    """Where people work by now; all of it when the operation stands only in processes as they were."""
    known = tuple(stands)
    return tuple(way for way in known if way.process.variant == "to-be") or known


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
    """Ways the operation itself may end beside the usual one, each with its whole condition, in the order of branches.

    What is decided further down a process, or was usual in a process as it was, is no way of the operation. One that
    stands nowhere else has the ways of that process.

    Args:
        book: The handbook.
        operation: The operation.
        stands: Where it stands, as ``ways`` tells.
    """
    present = in_force(stands)
    found: dict[tuple[str, str, str], tuple[Stop, list[Process]]] = {}
    for way in present:
        for stop in way.after:
            if stop.when and stop.own and (not stop.usual or _is_lost(book, stop)):
                key = (stop.kind, stop.name if stop.kind != "end" else stop.title, stop.when)
                found.setdefault(key, (stop, []))[1].append(way.process)
    return tuple(
        _turn(book, operation, stop, tuple(processes) if len(processes) < len(present) else ())
        for stop, processes in found.values()
    )


def _is_lost(book: Handbook, stop: Stop) -> bool:
    """Whether a stop is an operation at a lost stage: what one does when the client refuses."""
    known = book.operations.get(stop.name) if stop.kind == "operation" else None
    return known is not None and known.crm.stage in _lost_stages(book)


def _turn(book: Handbook, operation: Operation, stop: Stop, processes: tuple[Process, ...]) -> Turn:
    said = folded(stop.condition)
    steps = [number for number, step in enumerate(operation.steps, 1) if said and _says(step.text, said)]
    fields = [
        one.title
        for one in operation.crm.fields
        if any(folded(quoted) == said for quoted in _QUOTED.findall(one.mandatory or ""))
    ]
    return Turn(stop, tuple(steps), tuple(fields), _is_lost(book, stop), processes)


def cases(operation: Operation) -> tuple[tuple[str, int], ...]:
    """Cases the steps provide for, each with the number of its step: «Отказался — узнайте причину».

    Those that nobody understands away from their step are left to it.
    """
    found: dict[str, int] = {}
    for number, step in enumerate(operation.steps, 1):
        for place, said in enumerate(sentences(step.text)):
            match = _CASE.match(said)
            case = match[1].rstrip(",") if match else ""
            if case and not _ACT.match(case) and "[[" not in case and not _leans(case, follows=place > 0):
                found.setdefault(case, number)
    return tuple(found.items())[:_CASES]


def _leans(case: str, *, follows: bool) -> bool:
    """Whether a case makes sense only with what stands before it."""
    return bool(_WHAT.match(case) or (follows and _FEW_WORDS.match(case)))


def _says(text: str, words: str) -> bool:
    return f" {words} " in f" {folded(text)} "


def bosses(book: Handbook, operation: Operation) -> tuple[str, ...]:
    """Positions that those who answer for the operation report to, but those whose role is among its advisers."""
    asked = set(advisers(operation))
    found = links.bosses_of(book, operation.owner or "")
    return tuple(name for name in found if name not in book.positions or not asked & set(book.positions[name].roles))


def advisers(operation: Operation) -> tuple[str, ...]:
    """Roles whose word is asked on the way: those steps consult, and those that approve."""
    names = [who for step in operation.steps for who in (*step.consulted, step.approves)]
    return tuple(dict.fromkeys(name for name in names if name and name != operation.owner))
