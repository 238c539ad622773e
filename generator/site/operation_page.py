"""The page of an operation for somebody doing it now: where it stands, how, by when, and what if not so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.norm_labels import due
from generator.site.process.whereabouts import Way, advisers, bosses, cases, in_force, turns, ways
from generator.site.quiz.data import Quiz
from generator.site.role.work import how_often
from generator.swimlane import control_points
from handbook.book import Handbook, PlacedNorm
from handbook.model.operation import ENTITY_TITLES, ControlPoint, Operation

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


def operation_page(maker: Maker, operation: Operation, quiz: Quiz | None = None) -> Artifact:
    """The page of an operation, with its self-test if there is one."""
    book = maker.book
    here = maker.here(str(paths.page("operation", operation.id)))
    stands = ways(book, operation)
    found = turns(book, operation, stands)
    return maker.page(
        "operation",
        here,
        operation=operation,
        quiz=quiz,
        facts=tuple(_facts(here, operation, stands)),
        norms=links.norms_of_operation(book, operation),
        marks=_points(book, operation, stands),
        ways=stands,
        refusals=tuple(turn for turn in found if turn.refused),
        turns=tuple(turn for turn in found if not turn.refused),
        cases=cases(operation),
        bosses=bosses(book, operation),
        governed=tuple(_governed(operation).items()),
        dues=tuple(due(book, step.deadline or "") for step in operation.steps),
        advisers=advisers(operation),
        result_kinds=RESULT_KINDS,
        entities=ENTITY_TITLES,
        arrows=DIRECTIONS,
        arrow_words=DIRECTION_WORDS,
    )


def _facts(here: Here, operation: Operation, stands: tuple[Way, ...]) -> Iterator[tuple[str, Markup]]:
    yield "Владелец", here.role(operation.owner)
    if operation.set_by:
        yield "Постановщик задачи", here.role(operation.set_by)
    present = in_force(stands)
    if len(present) > 1:
        yield "Процессы", Markup(", ").join(here.link("process", way.process.id) for way in present)
    if operation.crm.stage:
        yield "Стадия в CRM", text.plain(operation.crm.stage)
    if operation.load:
        yield "Как часто у исполнителя", text.plain(how_often(operation.load.count, operation.load.per))
    if operation.tools:
        yield "Где фиксируется", text.plain(", ".join(operation.tools))


def _governed(operation: Operation) -> dict[str, list[str]]:
    """The clauses the operation is ruled by, document by document."""
    found: dict[str, list[str]] = {}
    for clause in operation.governed_by:
        found.setdefault(clause.document, []).extend([clause.clause] if clause.clause else [])
    return found


def _points(book: Handbook, operation: Operation, stands: tuple[Way, ...]) -> tuple[Point, ...]:
    numbered = control_points(book, stands[0].process) if stands else ()
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
