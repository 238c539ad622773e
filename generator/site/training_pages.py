"""Training: the paths of newcomers, a list of courses, and for each course a page of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker
from generator.site.role.first_days_page import stages_of
from handbook.book import Handbook
from handbook.model.training import TRAINING_TITLES, Course, LearningPath
from handbook.russian.letters import upper_first
from handbook.russian.numbers import counted


@dataclass(frozen=True, slots=True)
class CourseGroup:
    """Courses of one kind with their pages."""

    title: str
    courses: tuple[tuple[Course, str], ...]


@dataclass(frozen=True, slots=True)
class PathCard:
    """The path of a newcomer in a role: how much it holds by time, and where it stands."""

    role: str
    days: tuple[str, ...]
    page: str


def training_paths(book: Handbook) -> tuple[str, ...]:
    """Pages of training."""
    return (paths.TRAINING, *(paths.detail(paths.TRAINING, name) for name in book.courses))


def training_pages(maker: Maker) -> Iterator[Artifact]:
    """The paths with the list of courses, and the courses; nothing when nobody is taught."""
    book = maker.book
    if not (book.courses or book.paths):
        return
    cards = tuple(card for card in (_path(book, one) for one in book.paths.values()) if card.days)
    yield maker.page("training", maker.here(paths.TRAINING), groups=tuple(_courses(book)), paths=cards)
    for course in book.courses.values():
        walked = tuple(
            path.role for path in book.paths.values() if any(step.course == course.id for step in path.steps)
        )
        yield maker.page("course", maker.here(paths.detail(paths.TRAINING, course.id)), course=course, walked=walked)


def _path(book: Handbook, path: LearningPath) -> PathCard:
    role = book.roles.get(path.role)
    days = tuple(
        f"{stage.title}: {counted(len(stage.tasks), 'дело', 'дела', 'дел')}"
        for stage in (stages_of(book, role) if role else ())
    )
    return PathCard(path.role, days, paths.role_page(path.role, "nachalo"))


def _courses(book: Handbook) -> Iterator[CourseGroup]:
    for kind, title in TRAINING_TITLES.items():
        inside = tuple((one, paths.detail(paths.TRAINING, one.id)) for one in book.courses.values() if one.kind == kind)
        if inside:
            yield CourseGroup(f"{upper_first(title)} обучение" if title.endswith("ое") else f"Обучение {title}", inside)
