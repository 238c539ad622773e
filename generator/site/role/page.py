"""The first page of a role: who I am, what I do every day, my path through the processes, what is asked of me."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.role.contacts_page import contacts_of
from generator.site.role.parts import tabs
from generator.site.role.profile import LEARNING, WORK, competencies_of, lists_of
from generator.site.role.rhythm import rhythm_of
from generator.site.role.work import owned_by, path_of
from handbook.book import Handbook
from handbook.model.document import Document
from handbook.model.operation import Operation, Question
from handbook.model.people import Position, Role
from handbook.russian.numbers import counted
from handbook.work import performers

#: Questions whose answers stand on the page of the role; of more only the questions do, and lead to the answers.
ANSWERED = 16
#: What a role does day by day, of each pace: so much is named, of very much less.
BEATS, FEW_BEATS, MANY_BEATS = 6, 4, 25
#: What passes between somebody from outside and the company, named on the one page there is.
OUTSIDE = 70


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents under one heading."""

    title: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions about one operation."""

    operation: Operation
    questions: tuple[Question, ...]


def role_page(maker: Maker, role: Role) -> Artifact:
    """The first page of a role."""
    book = maker.book
    here = maker.here(str(paths.page("role", role.id)))
    positions = links.positions_of(book, role.id)
    pages = {tab.part: tab for tab in tabs(book, role)}
    learnt_here = "nachalo" not in pages
    owned = owned_by(book, role)
    rhythm = rhythm_of(book, role)
    asked = tuple(Asked(one, one.questions) for one in owned if one.questions)
    return maker.page(
        "role",
        here,
        role=role,
        facts=tuple(_facts(here, role, positions)),
        pages=pages,
        rhythm=rhythm,
        shown=BEATS if sum(map(len, rhythm.values())) <= MANY_BEATS else FEW_BEATS,
        meetings=tuple(
            (one, paths.detail(paths.MEETINGS, one.id))
            for one in book.meetings.values()
            if role.id in {one.leader, *one.participants}
        ),
        path=path_of(book, role),
        principles=tuple(one for one in book.principles.values() if role.id in one.roles),
        competencies=competencies_of(book, role) if learnt_here else (),
        work=tuple(lists_of(book, role, WORK)),
        lists=tuple(lists_of(book, role, LEARNING)) if learnt_here else (),
        asked=asked,
        answered=sum(len(one.questions) for one in asked) <= ANSWERED,
        documents=links.documents_of(book, role) if role.external else (),
        contacts=contacts_of(here, role, OUTSIDE) if role.external else (),
    )


def _facts(here: Here, role: Role, positions: tuple[Position, ...]) -> Iterator[tuple[str, Markup]]:
    if role.external:
        yield "Кто это", Markup("внешняя сторона, не работник компании")
    if positions:
        yield "Должность", _named(here, (one.id for one in positions))
    departments = dict.fromkeys(one.department for one in positions if one.department)
    if departments:
        yield "Подразделение", Markup(", ").join(text.plain(here.title("department", one)) for one in departments)
    others = tuple(name for name in positions[0].roles if name != role.id) if len(positions) == 1 else ()
    if others:
        yield "Другие роли должности", here.roles(others)
    bosses = dict.fromkeys(one.reports_to for one in positions if one.reports_to)
    if bosses:
        yield "Руководитель", _named(here, bosses)
    instead = dict.fromkeys(one.substitutes for one in positions if one.substitutes)
    if instead:
        yield "Кто замещает", _named(here, instead)
    schedules = dict.fromkeys(one.conditions.schedule for one in positions if one.conditions.schedule)
    if schedules:
        yield "Режим работы", Markup("; ").join(text.plain(one) for one in schedules)


def _named(here: Here, positions: Iterator[str] | dict[str, None]) -> Markup:
    return Markup(", ").join(here.link("position", one) for one in positions)


def summary(book: Handbook, role: Role) -> tuple[str, str]:
    """How many operations a role works in and norms it answers for, in words; empty for none."""
    operations = sum(role.id in performers(operation) for operation in book.operations.values())
    norms = len(links.norms_of_role(book, role))
    return (
        counted(operations, "операция", "операции", "операций") if operations else "пока без операций",
        counted(norms, "норма", "нормы", "норм") if norms else "",
    )
