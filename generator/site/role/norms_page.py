"""The norms of a role: its own, those its operations live by, those of processes, and what others tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator import links
from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker
from generator.site.norm_people import cites, sayings_of
from generator.site.role.parts import has_normy
from generator.site.role.work import owned_by
from handbook.book import Handbook, PlacedNorm
from handbook.model.operation import ControlPoint, Operation
from handbook.model.people import Role
from handbook.work import operations_in_force

#: Norms that are told in full, of more only what tells them apart; control points that are told at all.
FULL, POINTS = 45, 60
#: As many norms of all kinds leave room on the page to tell why each of the nearest is.
_TOLD = 60
#: More control points than these stand on a page of their own.
_MANY_POINTS = 25


@dataclass(frozen=True, slots=True)
class Received:
    """A control point whose information comes to the role."""

    operation: Operation
    point: ControlPoint


@dataclass(frozen=True, slots=True)
class ReceivedGroup:
    """Control points of the operations of one process; of no process when it has no identifier."""

    process: str
    rows: tuple[Received, ...]


@dataclass(frozen=True, slots=True)
class NormGroup:
    """Norms of one process."""

    process: str
    norms: tuple[PlacedNorm, ...]


def role_norms_page(maker: Maker, role: Role) -> Artifact | None:
    """The norms of a role; None when there are none."""
    book = maker.book
    if not has_normy(book, role):
        return None
    own = tuple(_in_order(book, role))
    around = links.norms_around_role(book, role)
    kept = tuple(_kept(book, role, (*own, *around)))
    cited = tuple(_cited(book, role, (*own, *around, *kept)))
    points = _received(book, role)
    return maker.page(
        "role_normy",
        maker.here(paths.role_page(role.id, "normy")),
        role=role,
        own=own,
        sayings=sayings_of(book, role),
        kept=kept,
        cited=cited,
        full=len(own) <= FULL and len(own) + len(kept) + len(cited) + len(around) <= _TOLD,
        around=tuple(_by_process(around)),
        around_full=len(around) <= FULL,
        points=tuple(_points(book, points)),
        points_full=len(points) <= POINTS,
        points_dated=len(points) <= FULL,
        apart=paths.role_control(role.id) if len(points) > _MANY_POINTS else None,
    )


def role_control_page(maker: Maker, role: Role) -> Artifact | None:
    """What others tell a role; None when the page of its norms has room for it."""
    points = () if role.external else _received(maker.book, role)
    if len(points) <= _MANY_POINTS:
        return None
    return maker.page(
        "role_kontrol",
        maker.here(paths.role_control(role.id)),
        role=role,
        points=tuple(_points(maker.book, points)),
        points_full=len(points) <= POINTS,
        points_dated=len(points) <= FULL,
    )


def _received(book: Handbook, role: Role) -> tuple[Received, ...]:
    operations = book.operations.values()
    return tuple(Received(one, point) for one in operations for point in one.control_points if point.to == role.id)


def _in_order(book: Handbook, role: Role) -> Iterator[PlacedNorm]:
    """Norms in the order of the path of the role, then those of no operation of its own."""
    norms = links.norms_of_role(book, role)
    placed = {one.norm.id: one for one in norms}
    names = [norm.id for operation in owned_by(book, role) for norm in operation.norms if norm.id in placed]
    for name in dict.fromkeys([*names, *placed]):
        yield placed[name]


def _kept(book: Handbook, role: Role, told: Iterable[PlacedNorm]) -> Iterator[PlacedNorm]:
    """Norms of other places that steps of the role name: whoever answers for them, the role keeps them."""
    seen = {placed.norm.id for placed in told}
    for operation in operations_in_force(book):
        steps = [one for one in operation.steps if (one.role or operation.owner) == role.id]
        for placed in links.norms_of_operation(book, operation) if steps else ():
            name = placed.norm.id
            if name not in seen and any(cites((one.text, one.duty, one.deadline), name) for one in steps):
                seen.add(name)
                yield placed


def _cited(book: Handbook, role: Role, told: Iterable[PlacedNorm]) -> Iterator[PlacedNorm]:
    """Norms of other places the operations of the role live by, in the order of its path."""
    seen = {placed.norm.id for placed in told}
    for operation in owned_by(book, role):
        for placed in links.norms_of_operation(book, operation):
            if placed.norm.id not in seen:
                seen.add(placed.norm.id)
                yield placed


def _by_process(norms: Iterable[PlacedNorm]) -> Iterator[NormGroup]:
    found: dict[str, list[PlacedNorm]] = {}
    for placed in norms:
        found.setdefault(placed.home_id, []).append(placed)
    return (NormGroup(process, tuple(rows)) for process, rows in found.items())


def _points(book: Handbook, points: Iterable[Received]) -> Iterator[ReceivedGroup]:
    found: dict[str, list[Received]] = {}
    for row in points:
        processes = links.processes_of(book, row.operation)
        found.setdefault(processes[0].id if processes else "", []).append(row)
    return (ReceivedGroup(process, tuple(rows)) for process, rows in found.items())
