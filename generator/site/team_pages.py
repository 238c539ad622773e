"""Pages about people and management: meetings, training, competencies, motivation, indicators."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from handbook.book import Handbook
from handbook.indicators import Indicator
from handbook.model.base import Record
from handbook.model.competency import CompetencyCard
from handbook.model.meeting import Meeting
from handbook.model.operation import ControlPoint, Operation
from handbook.model.people import Role
from handbook.model.training import TRAINING_TITLES, Course, LearningPath, PathStep
from handbook.russian.letters import upper_first
from handbook.russian.numbers import counted
from handbook.russian.text import folded


@dataclass(frozen=True, slots=True)
class Looked:
    """A control point a meeting looks at, with the operation that sends it."""

    operation: Operation
    point: ControlPoint


@dataclass(frozen=True, slots=True)
class MeetingCard:
    """A meeting with what its page shows besides the record."""

    meeting: Meeting
    points: tuple[Looked, ...]


@dataclass(frozen=True, slots=True)
class CourseGroup:
    """Courses of one kind."""

    title: str
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class PathDay:
    """What a newcomer does by one day."""

    title: str
    steps: tuple[PathStep, ...]


@dataclass(frozen=True, slots=True)
class PathCard:
    """The path of a newcomer in a role, by days."""

    role: str
    days: tuple[PathDay, ...]


@dataclass(frozen=True, slots=True)
class Need:
    """A role that needs a competency, at the highest level anything of it asks for."""

    role: Role
    level: int


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """A competency with those who need it."""

    card: CompetencyCard
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class IndicatorCard:
    """An indicator with the help page of its measure."""

    indicator: Indicator
    how: Markup


@dataclass(frozen=True, slots=True)
class IndicatorGroup:
    """Indicators of the process, or of the result."""

    title: str
    cards: tuple[IndicatorCard, ...]


def team_pages(maker: Maker) -> Iterator[Artifact]:
    """The pages that there is something to show on."""
    book = maker.book
    if book.meetings:
        meetings = tuple(MeetingCard(one, tuple(_points(book, one))) for one in book.meetings.values())
        yield maker.page("meetings", maker.here(paths.MEETINGS), meetings=meetings)
    if book.courses or book.paths:
        days = tuple(path_card(one) for one in book.paths.values())
        yield maker.page("training", maker.here(paths.TRAINING), groups=tuple(_courses(book)), paths=days)
    if book.competencies:
        rows = tuple(CompetencyRow(one, tuple(_needs(book, one))) for one in book.competencies.values())
        yield maker.page("competencies", maker.here(paths.COMPETENCIES), rows=rows)
    if book.principles:
        yield maker.page("motivation", maker.here(paths.MOTIVATION), principles=tuple(book.principles.values()))
    if book.indicators:
        here = maker.here(paths.INDICATORS)
        yield maker.page("indicators", here, groups=tuple(_indicators(book, here)))


def path_card(path: LearningPath) -> PathCard:
    """A learning path with its steps under their days."""
    days = sorted({step.day for step in path.steps})
    return PathCard(
        path.role,
        tuple(PathDay(_by(day), tuple(step for step in path.steps if step.day == day)) for day in days),
    )


def _by(day: int) -> str:
    return "В первый день" if day == 1 else f"К концу {day}\u2011го дня"


def _points(book: Handbook, meeting: Meeting) -> Iterator[Looked]:
    for reference in meeting.control_points:
        operation = book.operations.get(reference.operation)
        for point in operation.control_points if operation else ():
            if operation and point.id == reference.point:
                yield Looked(operation, point)


def _courses(book: Handbook) -> Iterator[CourseGroup]:
    for kind, title in TRAINING_TITLES.items():
        inside = tuple(one for one in book.courses.values() if one.kind == kind)
        if inside:
            yield CourseGroup(f"{upper_first(title)} обучение" if title.endswith("ое") else f"Обучение {title}", inside)


def _needs(book: Handbook, card: CompetencyCard) -> Iterator[Need]:
    wanted = folded(card.title)
    for role in book.roles.values():
        profiles: list[Record] = [role, *links.positions_of(book, role.id)]
        profiles += [one for one in book.operations.values() if one.owner == role.id]
        levels = [
            need.level
            for profile in profiles
            for need in getattr(profile, "competencies", ())
            if folded(need.title) == wanted
        ]
        if levels:
            yield Need(role, max(levels))


def _indicators(book: Handbook, here: Here) -> Iterator[IndicatorGroup]:
    for kind, title in (("process", "Показатели процесса: что делаем"), ("result", "Показатели результата: что вышло")):
        inside = tuple(one for one in book.indicators.values() if one.kind == kind)
        if inside:
            cards = tuple(IndicatorCard(one, _how(here, one)) for one in inside)
            yield IndicatorGroup(f"{title} ({counted(len(inside), 'показатель', 'показателя', 'показателей')})", cards)


def _how(here: Here, indicator: Indicator) -> Markup:
    page = sys.modules[type(indicator).__module__].__doc__ or ""
    return text.rich(page.partition("\n\n")[2], here.reference)
