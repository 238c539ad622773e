"""What a role asks of a person: lists and competencies, its own and those of the positions that carry it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.site.role.work import owned_by
from handbook.book import Handbook
from handbook.model.people import Competency, JobProfile, Role

#: What somebody in the role does and answers for, and what somebody new learns: field, heading, anchor.
WORK = (
    ("responsibilities", "За что я отвечаю", "otvetstvennost"),
    ("rights", "Мои права", "prava"),
    ("duties", "Что я делаю вне процессов", "obyazannosti"),
    ("kpi", "Мои показатели", "pokazateli"),
)
LEARNING = (
    ("knowledge", "Что я должен знать", "znat"),
    ("skills", "Что я должен уметь", "umet"),
    ("qualities", "Личные качества", "kachestva"),
    ("training", "Обучение", "obuchenie"),
)


@dataclass(frozen=True, slots=True)
class TextList:
    """A list of texts under one heading."""

    title: str
    anchor: str
    items: tuple[str, ...]


def lists_of(book: Handbook, role: Role, fields: tuple[tuple[str, str, str], ...]) -> Iterator[TextList]:
    """Lists of the role and of its positions, each item once; empty ones are left out."""
    for field, title, anchor in fields:
        items = tuple(dict.fromkeys(item for profile in _profiles(book, role) for item in getattr(profile, field)))
        if items:
            yield TextList(title, anchor, items)


def competencies_of(book: Handbook, role: Role) -> tuple[Competency, ...]:
    """Competencies of the role, its positions and its operations: of the same title, the highest level."""
    found: dict[str, Competency] = {}
    needed = [one for profile in _profiles(book, role) for one in profile.competencies]
    needed += [one for operation in owned_by(book, role) for one in operation.competencies]
    for one in needed:
        known = found.get(one.title)
        if known is None or known.level < one.level:
            found[one.title] = one
    return tuple(found.values())


def _profiles(book: Handbook, role: Role) -> tuple[JobProfile, ...]:
    return (role, *links.positions_of(book, role.id))
