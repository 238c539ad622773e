"""The section of a role: which pages it has, and the row of links between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import links
from generator.site import paths
from generator.site.paths import RolePart
from generator.site.quiz.role import has_proverka
from generator.site.role.acquaintance_page import has_oznakomlenie
from handbook.book import Handbook
from handbook.model.people import Role
from handbook.work import operations_in_force, performers


@dataclass(frozen=True, slots=True)
class Tab:
    """A page of the section.

    Attributes:
        part: Which one; empty for the first page.
        title: Its short title.
        page: Its Markdown path.
    """

    part: str
    title: str
    page: str


def has_nachalo(book: Handbook, role: Role) -> bool:
    """Whether a newcomer in the role has first days: a path written for it, or work to learn."""
    return not role.external and (
        role.id in book.paths or any(role.id in performers(one) for one in operations_in_force(book))
    )


def has_normy(book: Handbook, role: Role) -> bool:
    """Whether norms judge the role or stand in its operations, or it is told of those of others."""
    if role.external:
        return False
    told = any(point.to == role.id for one in book.operations.values() for point in one.control_points)
    mine = (one for one in operations_in_force(book) if one.owner == role.id)
    return (
        told
        or bool(links.norms_of_role(book, role) or links.norms_around_role(book, role))
        or any(links.norms_of_operation(book, one) for one in mine)
    )


def has_dokumenty(book: Handbook, role: Role) -> bool:
    """Whether the role meets documents in its work."""
    return not role.external and bool(links.documents_of(book, role))


def has_svyazi(book: Handbook, role: Role) -> bool:
    """Whether the role works with somebody: in operations, or as a post that has a head."""
    if role.external:
        return False
    return bool(links.talks_of(book, role.id)) or any(one.reports_to for one in links.positions_of(book, role.id))


def tabs(book: Handbook, role: Role) -> tuple[Tab, ...]:
    """Every page of the section there is, in the order of the menu; nothing when the first is the only one."""
    parts = tuple(Tab(part, title, paths.role_page(role.id, part)) for part, title in _parts(book, role))
    first = Tab("", "Моя роль", str(paths.page("role", role.id)))
    return (first, *parts) if parts else ()


def _parts(book: Handbook, role: Role) -> Iterator[tuple[RolePart, str]]:
    if has_nachalo(book, role):
        yield "nachalo", "Первые дни"
    if has_normy(book, role):
        yield "normy", "Нормы"
    if has_dokumenty(book, role):
        yield "dokumenty", "Документы"
    if has_svyazi(book, role):
        yield "svyazi", "Связи"
    if has_proverka(book, role):
        yield "proverka", "Проверка"
    if has_oznakomlenie(book, role):
        yield "oznakomlenie", "Лист ознакомления"
