"""The organisation chart: departments as frames, positions in them, who reports to whom.

Who stands in for whom is said in the tooltip and in the table beside: drawn, it doubles almost every line of command.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.maps.chart import Chart, Cluster, Edge, Href, Node, Paint
from handbook.book import Handbook
from handbook.model.company import Department
from handbook.model.people import Position

ID = "organisation"
_WIDTH = 142.0


def organisation(book: Handbook, href: Href) -> Chart | None:
    """The chart; None when no position is written."""
    positions = tuple(book.positions.values())
    if not positions:
        return None
    return Chart(
        id=ID,
        title="Организационная структура",
        description=" ".join(_words(book, one) for one in positions),
        nodes=tuple(_node(book, one, href) for one in positions),
        edges=tuple(_reports(book)),
        clusters=tuple(_frames(book, None, frozenset())),
        tree=True,
        gap=(16.0, 44.0),
    )


def carried(book: Handbook, position: Position) -> tuple[str, ...]:
    """Roles of a position, without the one called as the position is."""
    titles = (book.roles[one].title if one in book.roles else one for one in position.roles)
    return tuple(title for title in titles if title != position.title)


def _node(book: Handbook, position: Position, href: Href) -> Node:
    roles = carried(book, position)
    staff = f"{position.headcount} шт. ед." if position.headcount is not None else ""
    called = "роль" if len(roles) == 1 else "роли"
    note = "; ".join(filter(None, (staff, f"{called}: {', '.join(roles)}" if roles else "")))
    paint = Paint.HEAD if position.category == "head" else Paint.PLAIN
    return Node(
        position.id,
        position.title,
        note,
        paint=paint,
        href=href("position", position.id),
        tooltip=_words(book, position),
        width=_WIDTH,
        bold=True,
    )


def _reports(book: Handbook) -> Iterator[Edge]:
    for position in book.positions.values():
        boss = _other(book, position, position.reports_to)
        if boss:
            yield Edge(boss.id, position.id, tooltip=f"{boss.title} руководит: {position.title}", headless=True)


def _other(book: Handbook, position: Position, name: str | None) -> Position | None:
    """Another position that is named; a position is neither its own head nor its own substitute."""
    return book.positions.get(name) if name and name != position.id else None


def _frames(book: Handbook, parent: str | None, above: frozenset[str]) -> Iterator[Cluster]:
    """Departments under a department, or at the top; one that nobody works in, in any depth, is not drawn."""
    departments = {one.id: one for one in book.company.departments}
    for one in departments.values():
        if one.id in above or (one.parent if one.parent in departments else None) != parent:
            continue
        inside = tuple(position.id for position in book.positions.values() if position.department == one.id)
        frames = tuple(_frames(book, one.id, above | {one.id}))
        if inside or frames:
            yield Cluster(one.id, one.title, inside, frames)


def _words(book: Handbook, position: Position) -> str:
    department = _department(book, position.department)
    boss = _other(book, position, position.reports_to)
    other = _other(book, position, position.substitutes)
    parts = [
        position.title,
        department.title if department else "",
        f"подчиняется: {boss.title}" if boss else "",
        f"замещает: {other.title}" if other else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def _department(book: Handbook, name: str | None) -> Department | None:
    return next((one for one in book.company.departments if one.id == name), None)
