"""The page of a role: who I am, my path, my norms, my documents, whom I talk to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.links import Talk
from generator.site import map_figures, paths
from generator.site.maker import Maker
from generator.site.team_pages import path_card
from handbook.book import Handbook, PlacedNorm
from handbook.model.document import Document
from handbook.model.operation import ControlPoint, Operation, Question
from handbook.model.people import Competency, JobProfile, Role
from handbook.model.process import Process
from handbook.work import operations_of, performers


@dataclass(frozen=True, slots=True)
class PathRow:
    """An operation on the way of a role; ``owned`` tells owning from taking part."""

    number: int
    operation: Operation
    owned: bool
    norms: tuple[PlacedNorm, ...]


@dataclass(frozen=True, slots=True)
class PathLane:
    """The operations of a role in one process."""

    process: Process
    rows: tuple[PathRow, ...]


@dataclass(frozen=True, slots=True)
class TalkRow:
    """Everything that passes between this role and another one."""

    other: str
    given: tuple[Talk, ...]
    taken: tuple[Talk, ...]


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents under one heading."""

    title: str
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class TextList:
    """A list of texts under one heading."""

    title: str
    anchor: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Received:
    """A control point whose information comes to the role."""

    operation: Operation
    point: ControlPoint


def role_page(maker: Maker, role: Role) -> Artifact:
    """The page of a role."""
    book = maker.book
    here = maker.here(str(paths.page("role", role.id)))
    positions = links.positions_of(book, role.id)
    profiles: tuple[JobProfile, ...] = (role, *positions)
    papers = links.documents_of(book, role)
    groups = (
        DocumentGroup("Задают правила", tuple(one for one in papers if one.governs)),
        DocumentGroup("Рабочие документы", tuple(one for one in papers if not one.governs)),
    )
    facts: list[tuple[str, Markup]] = []
    if role.external:
        facts.append(("Кто это", Markup("внешняя сторона, не работник компании")))
    if positions:
        facts.append(("Должность", Markup(", ").join(here.link("position", one.id) for one in positions)))
    others = tuple(name for name in positions[0].roles if name != role.id) if len(positions) == 1 else ()
    if others:
        facts.append(("Другие роли должности", here.roles(others)))
    bosses = dict.fromkeys(one.reports_to for one in positions if one.reports_to)
    if bosses:
        facts.append(("Руководитель", Markup(", ").join(here.link("position", boss) for boss in bosses)))
    # The norms a role shares with others repeat on its page; each keeps one anchor there.
    return maker.page(
        "role",
        here,
        role=role,
        facts=facts,
        path=tuple(_path(book, role)),
        newcomer=path_card(book.paths[role.id]) if role.id in book.paths else None,
        meetings=tuple(one for one in book.meetings.values() if role.id in {one.leader, *one.participants}),
        principles=tuple(one for one in book.principles.values() if role.id in one.roles),
        norms=links.norms_of_role(book, role),
        around=links.norms_around_role(book, role),
        documents=tuple(group for group in groups if group.documents),
        talks=_talks(book, role),
        handovers=map_figures.figure(here, map_figures.handovers_of_role(book, role)),
        points=tuple(_received(book, role)),
        competencies=_competencies(book, role, profiles),
        lists=tuple(_lists(profiles)),
        questions=_questions(book, role),
    )


def _path(book: Handbook, role: Role) -> Iterator[PathLane]:
    """Operations of the role by process; processes as they were are no one's path any more."""
    for process in book.processes.values():
        if process.variant == "as-is":
            continue
        rows = [
            PathRow(number, operation, operation.owner == role.id, links.norms_of_operation(book, operation))
            for number, operation in enumerate(operations_of(book, process), 1)
            if role.id in performers(operation)
        ]
        if rows:
            yield PathLane(process, tuple(rows))


def _talks(book: Handbook, role: Role) -> tuple[TalkRow, ...]:
    talks = links.talks_of(book, role.id)
    return tuple(
        TalkRow(
            other,
            tuple(talk for talk in talks if talk.other == other and talk.gives),
            tuple(talk for talk in talks if talk.other == other and not talk.gives),
        )
        for other in dict.fromkeys(talk.other for talk in talks)
    )


def _received(book: Handbook, role: Role) -> Iterator[Received]:
    for operation in book.operations.values():
        for point in operation.control_points:
            if point.to == role.id:
                yield Received(operation, point)


def _competencies(book: Handbook, role: Role, profiles: tuple[JobProfile, ...]) -> tuple[Competency, ...]:
    """Competencies of the role, its positions and its operations: of the same title, the highest level."""
    found: dict[str, Competency] = {}
    needed = [one for profile in profiles for one in profile.competencies]
    needed += [
        one for operation in book.operations.values() if operation.owner == role.id for one in operation.competencies
    ]
    for one in needed:
        known = found.get(one.title)
        if known is None or known.level < one.level:
            found[one.title] = one
    return tuple(found.values())


def _lists(profiles: tuple[JobProfile, ...]) -> Iterator[TextList]:
    titles = (
        ("knowledge", "Что я должен знать", "znat"),
        ("skills", "Что я должен уметь", "umet"),
        ("qualities", "Личные качества", "kachestva"),
        ("responsibilities", "За что я отвечаю", "otvetstvennost"),
        ("rights", "Мои права", "prava"),
        ("kpi", "Мои показатели", "pokazateli"),
        ("training", "Обучение", "obuchenie"),
    )
    for field, title, anchor in titles:
        items = tuple(dict.fromkeys(item for profile in profiles for item in getattr(profile, field)))
        if items:
            yield TextList(title, anchor, items)


def _questions(book: Handbook, role: Role) -> tuple[Question, ...]:
    return tuple(
        question
        for operation in book.operations.values()
        if operation.owner == role.id
        for question in operation.questions
    )


def summary(book: Handbook, role: Role) -> tuple[str, str]:
    """How many operations a role works in and norms it answers for, in words; empty for none."""
    from handbook.russian.numbers import counted

    operations = sum(role.id in performers(operation) for operation in book.operations.values())
    norms = len(links.norms_of_role(book, role))
    return (
        counted(operations, "операция", "операции", "операций") if operations else "пока без операций",
        counted(norms, "норма", "нормы", "норм") if norms else "",
    )
