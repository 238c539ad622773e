"""The page of an operation: passport, inputs and results, steps, norms, control points, CRM, questions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, route, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.route import Stop
from generator.swimlane import control_points
from handbook.book import Handbook, PlacedNorm
from handbook.model.operation import ENTITY_TITLES, ControlPoint, Operation
from handbook.model.process import Process
from handbook.russian.numbers import counted

PERIODS = {"day": "в день", "week": "в неделю", "month": "в месяц", "quarter": "в квартал"}
RESULT_KINDS = {
    "crm_record": "запись в CRM",
    "client_document": "клиенту",
    "internal_document": "внутренний",
}
#: Which way information goes, seen from the owner.
DIRECTIONS = {"to": "→", "from": "←", "both": "⇄"}
DIRECTION_WORDS = {"to": "владелец передаёт", "from": "владелец получает", "both": "обмен в обе стороны"}


@dataclass(frozen=True, slots=True)
class Point:
    """A control point with its number in the process the operation stands in."""

    name: str
    anchor: str
    point: ControlPoint
    norms: tuple[PlacedNorm, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """What stands before and after the operation in one process."""

    process: Process
    before: tuple[Stop, ...]
    after: tuple[Stop, ...]


def operation_page(maker: Maker, operation: Operation) -> Artifact:
    """The page of an operation."""
    book = maker.book
    here = maker.here(str(paths.page("operation", operation.id)))
    processes = links.processes_of(book, operation)
    ways = (Way(one, route.before(book, one, operation.id), route.after(book, one, operation.id)) for one in processes)
    return maker.page(
        "operation",
        here,
        operation=operation,
        facts=tuple(_facts(here, operation, processes)),
        norms=links.norms_of_operation(book, operation),
        marks=_points(book, operation, processes),
        ways=tuple(ways),
        result_kinds=RESULT_KINDS,
        entities=ENTITY_TITLES,
    )


def _facts(here: Here, operation: Operation, processes: tuple[Process, ...]) -> Iterator[tuple[str, Markup]]:
    yield "Владелец", here.role(operation.owner)
    if operation.set_by:
        yield "Постановщик задачи", here.role(operation.set_by)
    if operation.participants:
        rows = [
            Markup('<span class="rg-with"><i title="{}">{}</i>{}{}</span>').format(
                DIRECTION_WORDS[one.direction],
                DIRECTIONS[one.direction],
                here.role(one.role),
                Markup("<small>{}</small>").format(here.prose(one.subject)) if one.subject else "",
            )
            for one in operation.participants
        ]
        yield "Участники", Markup("").join(rows)
    if processes:
        yield "Процесс", Markup(", ").join(here.link("process", one.id) for one in processes)
    if operation.crm.stage:
        yield "Стадия в CRM", text.plain(operation.crm.stage)
    if operation.load:
        often = counted(operation.load.count, "раз", "раза", "раз")
        yield "Как часто у исполнителя", text.plain(f"{often} {PERIODS[operation.load.per]}")
    if operation.tools:
        yield "Где фиксируется", text.plain(", ".join(operation.tools))


def _points(book: Handbook, operation: Operation, processes: tuple[Process, ...]) -> tuple[Point, ...]:
    numbered = control_points(book, processes[0]) if processes else ()
    names = {mark.point.id: mark.name for mark in numbered if mark.operation is operation}
    return tuple(
        Point(
            names.get(point.id, "КТ"),
            f"kt-{point.id}",
            point,
            tuple(book.norms[name] for name in point.norms if name in book.norms),
        )
        for point in operation.control_points
    )
