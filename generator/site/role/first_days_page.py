"""The first days of a newcomer in a role: checklists with boxes to tick on the screen or on paper."""

from __future__ import annotations

from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker
from generator.site.quiz.role import has_proverka
from generator.site.role.acquaintance_page import has_oznakomlenie, signed_documents
from generator.site.role.first_days import Checks, Stage, first_days
from generator.site.role.parts import has_nachalo, tabs
from generator.site.role.profile import LEARNING, competencies_of, lists_of
from handbook.book import Handbook
from handbook.model.people import Role


def first_days_page(maker: Maker, role: Role) -> Artifact | None:
    """The first days of a role; None when there is nothing to learn."""
    if not has_nachalo(maker.book, role):
        return None
    here = maker.here(paths.role_page(role.id, "nachalo"))
    stages = stages_of(maker.book, role)
    return maker.page(
        "role_nachalo",
        here,
        role=role,
        stages=stages,
        pages={tab.part: tab for tab in tabs(maker.book, role)},
        written=role.id in maker.book.paths,
        lists=tuple(lists_of(maker.book, role, LEARNING)),
        competencies=competencies_of(maker.book, role),
    )


def stages_of(book: Handbook, role: Role) -> tuple[Stage, ...]:
    """The checklist of a role with what checks a newcomer on this site."""
    return first_days(book, role, checks_of(book, role)) if has_nachalo(book, role) else ()


def checks_of(book: Handbook, role: Role) -> Checks:
    """What checks a newcomer in a role on this site."""
    return Checks(has_proverka(book, role), has_oznakomlenie(book, role), signed_documents(book, role))
