"""Competencies: who needs which, and for each a page that tells what its levels look like at work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker
from handbook.book import Handbook
from handbook.model.base import Record
from handbook.model.competency import CompetencyCard
from handbook.model.people import Role
from handbook.russian.text import folded


@dataclass(frozen=True, slots=True)
class Need:
    """A role that needs a competency, at the highest level anything of it asks for."""

    role: Role
    level: int


@dataclass(frozen=True, slots=True)
class CompetencyRow:
    """A competency with those who need it and its page."""

    card: CompetencyCard
    needs: tuple[Need, ...]
    page: str


def competency_paths(book: Handbook) -> tuple[str, ...]:
    """Pages of competencies."""
    return (paths.COMPETENCIES, *(paths.detail(paths.COMPETENCIES, name) for name in book.competencies))


def competency_pages(maker: Maker) -> Iterator[Artifact]:
    """The list and the pages; nothing when the company describes no competencies."""
    book = maker.book
    if not book.competencies:
        return
    rows = tuple(
        CompetencyRow(one, tuple(_needs(book, one)), paths.detail(paths.COMPETENCIES, one.id))
        for one in book.competencies.values()
    )
    yield maker.page("competencies", maker.here(paths.COMPETENCIES), rows=rows)
    for row in rows:
        yield maker.page("competency", maker.here(row.page), row=row)


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
