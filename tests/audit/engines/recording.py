"""Every question an audit asks, as it is written: collected by judging a handbook of norms of all kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from audit.database import connect
from audit.engine import judge
from audit.engines.base import Engine, Parameters, Row
from audit.engines.embedded import Embedded
from handbook.book import Handbook
from tests.audit.rules.chance import AS_OF, STAFF, book, world
from tests.audit.rules.world import load


@dataclass(frozen=True)
class Asked:
    """One text of SQL with the values of its parameters, and the table it makes, if any."""

    sql: str
    parameters: Mapping[str, Any]
    table: str | None


@dataclass
class Recorded:
    """What was asked, and the columns with the types of every table that was made."""

    asked: list[Asked] = field(default_factory=list)
    columns: dict[str, dict[str, str]] = field(default_factory=dict)


class Recording(Embedded):
    """The embedded engine, writing down what it is asked."""

    def __init__(self, con: Any, recorded: Recorded) -> None:  # noqa: ANN401 - a connection
        super().__init__(con)
        self.recorded = recorded

    def hands(self) -> Sequence[Engine]:
        return (self,)

    def table(self, name: str, select: str, parameters: Parameters | None = None) -> None:
        super().table(name, select, parameters)
        self._note(select, parameters, name)

    def attempt(self, name: str, select: str, parameters: Parameters, seconds: int) -> str | None:
        refused = super().attempt(name, select, parameters, seconds)
        if not refused:
            self._note(select, parameters, name)
        return refused

    def view(self, name: str, select: str) -> None:
        super().view(name, select)
        self._note(select, None, name)

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        super().fill(name, columns, rows)
        self.recorded.columns[name] = dict(columns)

    def rows(self, sql: str, parameters: Parameters | None = None, *, many: bool = False) -> Sequence[Row]:
        self._note(sql, parameters, None)
        return super().rows(sql, parameters, many=many)

    def _note(self, sql: str, parameters: Parameters | None, table: str | None) -> None:
        self.recorded.asked.append(Asked(sql, dict(parameters or {}), table))
        if table:
            described = self.con.execute(f"DESCRIBE {table}").fetchall()
            self.recorded.columns[table] = {str(row[0]): str(row[1]) for row in described}


#: What the export lacks: other questions are asked then.
_WITHOUT: tuple[tuple[str, ...], ...] = ((), ("stage_changes", "owner_changes"), ("clients", "fx", "plan"))


@cache
def recorded() -> Recorded:
    """All questions of audits of a random export, whole and with tables missing."""
    found = Recorded()
    for without in _WITHOUT:
        _judge(found, book(), without)
    return found


def asked_by(kind: str) -> Recorded:
    """What an audit asks whose only norms are of one kind."""
    whole, found = book(), Recorded()
    norms = {key: placed for key, placed in whole.norms.items() if placed.norm.kind == kind}
    _judge(found, replace(whole, norms=norms))
    return found


def _judge(found: Recorded, handbook: Handbook, without: tuple[str, ...] = ()) -> None:
    con = connect()
    tables = {name: rows for name, rows in world(1, 60).items() if name not in without}
    present = load(con, tables, STAFF)
    watched = {key: [("1|x", "1")] for key in handbook.norms}
    judge(Recording(con, found), handbook, present, AS_OF, watched=watched)
