"""The work of a role: its operations in the order of the processes, and what it does by day and by week."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator import links
from generator.site.process import route
from generator.site.process.route import Stop
from handbook.book import Handbook, PlacedNorm
from handbook.memo import once
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.model.process import Process
from handbook.russian.numbers import counted
from handbook.work import operations_in_force, operations_of, performers

#: How many operations of its own are told in full, how many beside a long list of others, and how many are named at
#: all: the rest are named on the pages of processes.
FULL, FULL_AMONG_MANY, NAMED = 24, 8, 90

Period = Literal["day", "week", "month", "quarter"]
_PERIODS: dict[Period, str] = {"day": "в день", "week": "в неделю", "month": "в месяц", "quarter": "в квартал"}


@dataclass(frozen=True, slots=True)
class PathRow:
    """An operation on the way of a role.

    Attributes:
        number: Its number in the process; 0 outside of processes.
        operation: The operation.
        owned: Whether the role answers for it; otherwise it takes part.
        told: Whether the row says more than its title.
        norms: What it is measured by.
        before: What it begins after.
    """

    number: int
    operation: Operation
    owned: bool
    told: bool = False
    norms: tuple[PlacedNorm, ...] = ()
    before: tuple[Stop, ...] = ()

    @property
    def when(self) -> str:
        """The first of what it begins after, with the branch taken, in words; empty when nothing is."""
        if not self.before:
            return ""
        stop = self.before[0]
        begun = stop.title if stop.kind == "start" else f"после «{stop.title}»"
        return f"{begun}: {stop.condition}" if stop.condition else begun


@dataclass(frozen=True, slots=True)
class PathLane:
    """The operations of a role in one process.

    Attributes:
        process: The process; None for operations that stand in none.
        size: Operations of the whole process.
        owned: Those of the role.
        rows: Those that are named.
        more: How many the role works in and are not.
    """

    process: Process | None
    size: int
    owned: int
    rows: tuple[PathRow, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Regular:
    """An operation one performer does again and again, with how often in words."""

    operation: Operation
    often: str


@dataclass(frozen=True, slots=True)
class Path:
    """The way of a role through the processes.

    Attributes:
        lanes: By process, those where the role answers for something; all of them when it answers for nothing.
        helped: Processes it only takes part in.
        full: Whether rows say when, by which norm and with what document; a role of very many only names them.
    """

    lanes: tuple[PathLane, ...]
    helped: tuple[PathLane, ...]
    full: bool


def path_of(book: Handbook, role: Role) -> Path:
    """The operations of the role; processes as they were are no one's path any more."""
    found = _lanes(book, role)
    owned = sum(lane.owned for lane in found)
    many = sum(len(lane.rows) for lane in found) > NAMED
    full = 0 < owned <= (FULL_AMONG_MANY if many else FULL)
    if many:
        found = tuple(_short(lane, owned) for lane in found)
    own = tuple(lane for lane in found if lane.owned)
    lanes = own or found
    helped = tuple(_fresh((one for one in found if one not in lanes), lanes))
    return Path(tuple(_told(book, lanes)) if full else lanes, helped, full)


def owned_by(book: Handbook, role: Role) -> tuple[Operation, ...]:
    """Operations the role answers for, in the order of its path."""
    rows = (row for lane in _lanes(book, role) for row in lane.rows if row.owned)
    return tuple({row.operation.id: row.operation for row in rows}.values())


def helped_by(book: Handbook, role: Role) -> tuple[Operation, ...]:
    """Operations of others the role takes part in, in the order of its path."""
    rows = (row for lane in _lanes(book, role) for row in lane.rows if not row.owned)
    return tuple({row.operation.id: row.operation for row in rows}.values())


def regular(operations: Iterable[Operation], period: Period) -> tuple[Regular, ...]:
    """Operations one performer goes through at least once in a period, the most frequent first."""
    often = [(one.load.count, one) for one in operations if one.load and one.load.per == period and one.load.count >= 1]
    return tuple(Regular(one, how_often(count, period)) for count, one in sorted(often, key=lambda row: -row[0]))


def how_often(count: float, period: Period) -> str:
    """«3 раза в день»."""
    return f"{counted(count, 'раз', 'раза', 'раз')} {_PERIODS[period]}"


def _lanes(book: Handbook, role: Role) -> tuple[PathLane, ...]:
    return _lanes_by_role(book).get(role.id, ())


@once
def _lanes_by_role(book: Handbook) -> dict[str, tuple[PathLane, ...]]:
    doing = {operation.id: frozenset(performers(operation)) for operation in book.operations.values()}
    return {name: tuple(_lanes_of(book, role, doing)) for name, role in book.roles.items()}


def _lanes_of(book: Handbook, role: Role, doing: Mapping[str, Collection[str]]) -> Iterator[PathLane]:
    placed: set[str] = set()
    for process in book.processes.values():
        if process.variant == "as-is":
            continue
        inside = operations_of(book, process)
        placed |= {one.id for one in inside}
        rows = tuple(
            PathRow(number, one, one.owner == role.id)
            for number, one in enumerate(inside, 1)
            if role.id in doing[one.id]
        )
        if rows:
            yield PathLane(process, len(inside), sum(row.owned for row in rows), rows)
    rest = [one for one in operations_in_force(book) if one.id not in placed and role.id in doing[one.id]]
    if rest:
        rows = tuple(PathRow(0, one, one.owner == role.id) for one in rest)
        yield PathLane(None, len(rest), sum(row.owned for row in rows), rows)


def _short(lane: PathLane, owned: int) -> PathLane:
    """Only what the role answers for, and of very many nothing: the page of the process names them."""
    kept = tuple(row for row in lane.rows if row.owned) if owned <= NAMED else ()
    return PathLane(lane.process, lane.size, lane.owned, kept, len(lane.rows) - len(kept))


def _fresh(lanes: Iterable[PathLane], named: Iterable[PathLane]) -> Iterator[PathLane]:
    """Lanes without the operations that are named before; those left with none are left out."""
    seen = {row.operation.id for lane in named for row in lane.rows}
    for lane in lanes:
        rows = tuple(row for row in lane.rows if row.operation.id not in seen)
        seen |= {row.operation.id for row in rows}
        if rows or lane.more:
            yield PathLane(lane.process, lane.size, lane.owned, rows, lane.more)


def _told(book: Handbook, lanes: tuple[PathLane, ...]) -> Iterator[PathLane]:
    """Lanes whose own operations say more, and whose others are named, each where it comes first."""
    told: set[str] = set()
    for lane in lanes:
        rows = []
        for row in lane.rows:
            name = row.operation.id
            if name in told and not row.owned:
                continue
            fresh = row.owned and name not in told
            norms = links.norms_of_operation(book, row.operation) if fresh else ()
            before = route.before(book, lane.process, name) if fresh and lane.process else ()
            rows.append(PathRow(row.number, row.operation, row.owned, fresh, norms, before))
            told.add(name)
        yield PathLane(lane.process, lane.size, lane.owned, tuple(rows), lane.more)
