"""The self-test of a role: its page and the questions no single operation holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker
from generator.site.quiz.data import PASS, ROLE_ASKED, role_file, role_name
from generator.site.quiz.ground import Ground
from generator.site.quiz.role_questions import role_questions
from generator.site.quiz.works import works_of
from handbook import addressees
from handbook.book import Handbook
from handbook.model.people import Role
from handbook.model.training import Course


@dataclass(frozen=True, slots=True)
class Exam:
    """A course that ends in leave to work: who takes it, by which day it is on the path of the role; 0 for no day."""

    course: Course
    day: int


@dataclass(frozen=True, slots=True)
class Rule:
    """A clause of an act the role signs that speaks of exams: how many tries there are, what a failure means."""

    document: str
    number: str
    title: str | None


#: A word about an exam; not a part of another word, as of a set-off of debts.
_EXAM = re.compile(r"\bзач[её]т", re.IGNORECASE)


def rules_of(book: Handbook, role: Role) -> tuple[Rule, ...]:
    """What the company's own acts say of exams to whoever carries a role, in the order of the handbook."""
    found: list[Rule] = []
    for document in book.documents.values():
        said = [one for one in document.clauses if _EXAM.search(f"{one.title or ''} {one.text}")]
        if not said or not document.is_act:
            continue
        bound = addressees.addressees(book, addressees.Paper("document", document.id))
        if any(role.id in position.roles for position in bound):
            found += [Rule(document.id, one.number, one.title) for one in said]
    return tuple(found)


def has_proverka(book: Handbook, role: Role) -> bool:
    """Whether there is something to ask a role: it has described work of its own, or steps in that of others."""
    return not role.external and any(one.steps for one in works_of(book, role.id))


def exams_of(book: Handbook, role: Role) -> tuple[Exam, ...]:
    """Qualification of the role in the order of its path, then what is taken whenever its time comes."""
    days: dict[str, int] = {}
    for step in book.paths[role.id].steps if role.id in book.paths else ():
        if step.course:
            days.setdefault(step.course, step.day)
    found = [
        Exam(one, days.get(one.id, 0))
        for one in book.courses.values()
        if one.kind == "qualification" and (one.id in days or role.id in one.audience)
    ]
    return tuple(sorted(found, key=lambda one: (one.day == 0, one.day)))


def proverka_page(maker: Maker, role: Role) -> Iterator[Artifact]:
    """The page of the self-test of a role, and its questions; nothing when there is nothing to ask."""
    book = maker.book
    if not has_proverka(book, role):
        return
    ground = Ground(book, maker.day)
    works = works_of(book, role.id)
    yield maker.page(
        "proverka",
        maker.here(paths.role_page(role.id, "proverka")),
        role=role,
        own=tuple(one for one in works if one.owner == role.id),
        helped=tuple(one for one in works if one.owner != role.id),
        quiz=role_name(role.id),
        passing=PASS,
        asked=ROLE_ASKED,
        exams=exams_of(book, role),
        rules=rules_of(book, role),
        bosses=links.bosses_of(book, role.id),
    )
    yield role_file(book, role, works, role_questions(ground, role))
