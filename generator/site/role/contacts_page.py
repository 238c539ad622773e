"""Whom a role works with: its head, who stands in, who approves and teaches, and what passes between it and others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator import links
from generator.artifact import Artifact
from generator.links import Talk
from generator.site import paths, text
from generator.site.here import Here
from generator.site.maker import Maker
from generator.site.pictures import map_figures
from generator.site.role.parts import has_svyazi
from generator.site.role.work import how_often, owned_by
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.russian.text import lower_first

#: Subjects named on the page: more stand on the pages of the operations.
SUBJECTS = 110


@dataclass(frozen=True, slots=True)
class Row:
    """What passes between two roles in one operation.

    Attributes:
        operation: The operation.
        often: How often one performer goes through it, in words; empty when it is not written.
        subjects: What passes, each perhaps with the moment.
    """

    operation: Operation
    often: str
    subjects: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One direction: how much passes, what of it is named, by operation, and how much is not."""

    count: int
    rows: tuple[Row, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Another role: who carries it, and everything that passes between it and this one."""

    role: str
    posts: Markup
    given: Side
    taken: Side


def role_contacts_page(maker: Maker, role: Role) -> Artifact | None:
    """Whom a role works with; None when with nobody."""
    book = maker.book
    if not has_svyazi(book, role):
        return None
    here = maker.here(paths.role_page(role.id, "svyazi"))
    return maker.page(
        "role_svyazi",
        here,
        role=role,
        facts=tuple(_facts(here, role)),
        figure=map_figures.figure(here, map_figures.handovers_of_role(book, role)),
        contacts=contacts_of(here, role),
    )


def contacts_of(here: Here, role: Role, most: int = SUBJECTS) -> tuple[Contact, ...]:
    """Every other role this one works with, those with most between them first.

    Args:
        here: The page.
        role: Whose contacts they are.
        most: How many subjects the page has room for.
    """
    talks = links.talks_of(here.book, role.id)
    sides: dict[tuple[str, bool], list[Talk]] = {}
    for talk in talks:
        sides.setdefault((talk.other, talk.gives), []).append(talk)
    limit = _limit([len(found) for found in sides.values()], most)
    return tuple(
        Contact(
            other,
            _posts(here, other),
            _side(sides.get((other, True), []), limit),
            _side(sides.get((other, False), []), limit),
        )
        for other in _nearest(talks)
    )


def _nearest(talks: Iterable[Talk]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for talk in talks:
        counts[talk.other] = counts.get(talk.other, 0) + 1
    return iter(sorted(counts, key=lambda name: -counts[name]))


def _limit(sizes: list[int], most: int) -> int:
    """How many subjects each side may name, so that all together do not exceed the page."""
    limit = max(sizes, default=0)
    while limit > 1 and sum(min(size, limit) for size in sizes) > most:
        limit -= 1
    return limit


def _side(talks: list[Talk], limit: int) -> Side:
    found: dict[str, list[Talk]] = {}
    for talk in talks[:limit]:
        found.setdefault(talk.operation.id, []).append(talk)
    rows = tuple(
        Row(said[0].operation, _often(said[0].operation), tuple((lower_first(one.subject), one.when) for one in said))
        for said in found.values()
    )
    return Side(len(talks), rows, max(0, len(talks) - limit))


def _often(operation: Operation) -> str:
    return how_often(operation.load.count, operation.load.per) if operation.load else ""


def _posts(here: Here, role: str) -> Markup:
    """Positions of another role with their departments, unless the only one is called as the role is."""
    rows = []
    for position in links.positions_of(here.book, role):
        where = here.title("department", position.department) if position.department else ""
        named = position.title != here.title("role", role)
        rows.append(", ".join(words for words in (position.title if named else "", where) if words))
    return Markup("; ").join(text.plain(row) for row in dict.fromkeys(rows) if row)


def _facts(here: Here, role: Role) -> Iterator[tuple[str, Markup]]:
    book = here.book
    positions = links.positions_of(book, role.id)
    names = {one.id for one in positions}
    owned = owned_by(book, role)
    rows: tuple[tuple[str, Markup], ...] = (
        ("Руководитель", _named(here, (one.reports_to for one in positions))),
        ("Кто меня замещает", _named(here, (one.substitutes for one in positions))),
        ("Кого замещаю я", _named(here, (one.id for one in book.positions.values() if one.substitutes in names))),
        ("Кто ставит задачи", _roles(here, role, (one.set_by for one in owned))),
        ("Кто утверждает", _roles(here, role, (step.approves for one in owned for step in one.steps))),
        ("С кем советуюсь", _roles(here, role, (who for one in owned for step in one.steps for who in step.consulted))),
        ("Кто учит", _roles(here, role, teachers(book, role))),
    )
    return ((label, value) for label, value in rows if value)


def teachers(book: Handbook, role: Role) -> Iterator[str | None]:
    """Roles that lead the courses on the path of a newcomer in the role."""
    path = book.paths.get(role.id)
    for step in path.steps if path else ():
        course = book.courses.get(step.course) if step.course else None
        if course is not None:
            yield course.leader


def _named(here: Here, positions: Iterable[str | None]) -> Markup:
    return Markup(", ").join(here.link("position", one) for one in dict.fromkeys(positions) if one)


def _roles(here: Here, own: Role, names: Iterable[str | None]) -> Markup:
    return Markup(", ").join(here.link("role", one) for one in dict.fromkeys(names) if one and one != own.id)
