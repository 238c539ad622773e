"""Tables of a warehouse as canonical ones: views of the same names that read, type and name what lies there.

A table is canonical by its name and a column by its; other tables and columns are ignored. Nothing is copied: the
views are asked where the tables lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from audit.database import columns_of
from audit.engines.base import Engine, Row
from audit.engines.reading import reading, unread
from audit.engines.stored import Stored, quoted_name
from audit.engines.written import Written
from audit.ingest.convert import quoted
from audit.ingest.error import failure
from audit.ingest.repeats import REPEATED, identity_of
from audit.ingest.staff import staff_tables
from handbook.book import Handbook
from handbook.finding import Finding, Place, Severity
from handbook.result import FileAccount, SetAside
from handbook.tables import TABLE, TABLES, Table, Type

_SOURCE = ("source_file", "source_row")
_COUNT = "SELECT '{name}' AS table_name, CAST(COUNT(*) AS BIGINT) AS n FROM {table} AS s"
_REPEATS = (
    "SELECT '{name}' AS table_name, CAST(SUM(g.n) - COUNT(*) AS BIGINT) AS n FROM ("
    "SELECT COUNT(*) AS n FROM {name} WHERE {given} GROUP BY {keys} HAVING COUNT(*) > 1) AS g"
)
_ONCE = (
    "SELECT {outer} FROM (SELECT {inner}, CASE WHEN {given} THEN ROW_NUMBER() OVER (PARTITION BY {keys}"
    " ORDER BY {order}) ELSE 1 END AS copy FROM ({select}) AS r) AS n WHERE n.copy = 1"
)


class Warehouse(Engine, Protocol):
    """An engine whose tables lie in it already.

    Attributes:
        title: The product, for people.
        where: Where its tables are looked for, for people: «в схеме …».
        tip: What to do when there are none.
    """

    title: str
    where: str
    tip: str

    def stored(self) -> dict[str, Stored]:
        """Its tables, by name in lower case."""
        ...

    def close(self) -> None:
        """Leave it."""
        ...


@dataclass(frozen=True, slots=True)
class Opened:
    """What a warehouse gives.

    Attributes:
        profile: What it was read by, for the report.
        present: Canonical columns it has, by table.
        accounts: Its tables with their rows.
        findings: Remarks on them.
        notes: What a reader of the result must know, in Russian.
    """

    profile: str
    present: Mapping[str, frozenset[str]]
    accounts: tuple[FileAccount, ...]
    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


@dataclass
class _Work:
    """A warehouse being opened: SELECTs of the views made so far, by table."""

    engine: Warehouse
    handbook: Handbook
    stored: dict[str, Stored]
    selects: dict[str, str] = field(default_factory=dict)
    present: dict[str, frozenset[str]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def view(self, table: str, select: str) -> None:
        """Make a canonical view, or make it anew."""
        self.selects[table] = select
        self.engine.view(table, select)

    def together(self, parts: Iterable[str]) -> Sequence[Row]:
        """Answers to several questions as one, which costs a distributed engine as much as each of them."""
        listed = list(parts)
        return self.engine.rows(" UNION ALL ".join(listed)) if listed else ()


def open_warehouse(engine: Warehouse, handbook: Handbook) -> Opened:
    """Make a view of every canonical table.

    Args:
        engine: The warehouse.
        handbook: The company: staff, funnels, time zone.

    Raises:
        IngestError: It has no deals.
    """
    work = _Work(engine, handbook, {name: table for name, table in engine.stored().items() if name in TABLE})
    if "deal_id" not in _columns(work, "deals"):
        raise failure(
            "no-deals", f"{engine.where} нет таблицы deals со столбцом deal_id, которую можно читать", tip=engine.tip
        )
    staff = {} if "name" in _columns(work, "employees") else staff_tables(handbook)
    for name in staff:
        work.stored.pop(name, None)
    for table in TABLES:
        if table.name not in staff:
            _type(work, table)
    for name, rows in staff.items():
        engine.fill(name, columns_of(TABLE[name]), rows)
        work.present[name] = frozenset(column.name for column in TABLE[name].columns)
    accounts = _accounts(work)
    if not next(account.rows_read for account in accounts if account.table == "deals"):
        raise failure(
            "no-deals",
            "в таблице сделок нет ни одной строки",
            Place(work.stored["deals"].title),
            tip="Проверьте, ту ли таблицу или представление читает аудит и заполнены ли они",
        )
    _put_names_right(work)
    repeated = _leave_one_of_each(work)
    accounts = tuple(
        replace(account, rows_used=account.rows_read - number, set_aside=(SetAside(REPEATED, (), number),))
        if (number := repeated.get(account.table or "", 0))
        else account
        for account in accounts
    )
    return Opened(f"хранилище {engine.title}", work.present, accounts, tuple(work.findings), _notes(work))


def _columns(work: _Work, table: str) -> frozenset[str]:
    return frozenset(work.stored[table].columns) if table in work.stored else frozenset()


def _type(work: _Work, table: Table) -> None:
    """The view of a table: canonical columns in canonical types, NULL where the warehouse has none."""
    stored = work.stored.get(table.name)
    selected, present = [], set()
    for name, kind in columns_of(table).items():
        column = table.column(name)
        wanted = column.type if column else Type.NUMBER if name == "source_row" else Type.TEXT
        sql = None
        if stored and name in stored.columns:
            real, held = stored.columns[name]
            sql = reading(wanted, held, real, work.handbook.company.timezone)
            if sql is None:
                work.findings.append(_wrong_type(stored, real))
            elif column:
                present.add(name)
        if sql is None and stored and name == "source_file":
            sql = quoted(stored.title)
        selected.append(f"CAST({sql or 'NULL'} AS {kind}) AS {quoted_name(name)}")
    origin = f"FROM {stored.sql} AS s" if stored else "WHERE 1 = 0"
    work.view(table.name, f"SELECT {', '.join(selected)} {origin}")
    if stored and present:
        work.present[table.name] = frozenset(present)
        _report_unread(work, table, stored)


def _wrong_type(stored: Stored, column: str) -> Finding:
    return Finding(
        "column-type",
        Severity.WARNING,
        "тип столбца не подходит к его смыслу, столбец не учтён",
        (Place(stored.title, field=column),),
        "Приведите его в представлении: даты — к date или timestamp, числа — к numeric, признаки — к boolean",
    )


def _report_unread(work: _Work, table: Table, stored: Stored) -> None:
    conditions = {}
    for column in table.columns:
        if column.name not in stored.columns:
            continue
        real, held = stored.columns[column.name]
        condition = unread(column.type, held, real, work.handbook.company.timezone)
        if condition:
            conditions[real] = condition
    found = work.together(
        f"SELECT {quoted(real)} AS name, CAST(COUNT(*) AS BIGINT) AS n FROM {stored.sql} AS s WHERE {condition}"  # noqa: S608 - quoted
        for real, condition in conditions.items()
    )
    work.findings += [
        Finding(
            "unread-value",
            Severity.WARNING,
            f"значения не читаются и считаются пустыми (строк: {row['n']})",
            (Place(stored.title, field=row["name"]),),
            "Приведите столбец к нужному типу в представлении; даты текстом понятны в виде 2026-03-01 10:00:00",
        )
        for row in found
        if row["n"]
    ]


def _accounts(work: _Work) -> tuple[FileAccount, ...]:
    counts = work.together(
        _COUNT.format(name=name, table=work.stored[name].sql) for name in work.present if name in work.stored
    )
    rows = {row["table_name"]: row["n"] for row in counts}
    return tuple(
        FileAccount(work.stored[name].title, name, "таблица хранилища", number, number) for name, number in rows.items()
    )


def _notes(work: _Work) -> tuple[str, ...]:
    """What the report cannot say of rows without numbers."""
    unnumbered = [
        work.stored[name].title
        for name in work.present
        if name in work.stored and "source_row" not in work.stored[name].columns
    ]
    if not unnumbered:
        return ()
    return (
        (
            f"Строки хранилища не пронумерованы ({', '.join(unnumbered)}): отложенные из них в учёте строк не названы; "
            "чтобы назвать, добавьте в представления столбцы source_file и source_row"
        ),
    )


def _put_names_right(work: _Work) -> None:
    """People as the staff list calls them, pipelines and stages as the funnels do."""
    written = Written(work.handbook)
    tables = {name: columns for name, columns in work.present.items() if name in work.stored}
    for row in work.together(written.questions(tables)):
        written.meet(row["role"], row["name"], row["pipeline"], work.stored[row["table_name"]].title, row["n"])
    written.fill(work.engine)
    work.findings += written.findings()
    for name in tables:
        columns, joins = written.joins(name, columns_of(TABLE[name]))
        if joins:
            listed = ", ".join(f"{sql} AS {quoted_name(column)}" for column, sql in columns.items())
            work.view(name, f"SELECT {listed} FROM ({work.selects[name]}) AS r{joins}")  # noqa: S608 - quoted


def _leave_one_of_each(work: _Work) -> dict[str, int]:
    """One row of every repeated key; how many others there were, by table."""
    others: dict[str, int] = {}
    keyed = {
        name: (columns, identity.given)
        for name, filled in work.present.items()
        if name in work.stored and (identity := identity_of(name)) and identity.in_one_file
        if (columns := identity.columns(filled))
    }
    for row in work.together(_REPEATS.format(name=name, **_split("", *keys)) for name, keys in keyed.items()):
        if not row["n"]:
            continue
        name = row["table_name"]
        others[name] = int(row["n"])
        listed = [quoted_name(column) for column in (*_SOURCE, *(column.name for column in TABLE[name].columns))]
        work.view(
            name,
            _ONCE.format(
                outer=", ".join(f"n.{column}" for column in listed),
                inner=", ".join(f"r.{column}" for column in listed),
                order=", ".join(f"r.{column} NULLS LAST" for column in listed),
                **_split("r.", *keyed[name]),
                select=work.selects[name],
            ),
        )
        work.findings.append(
            Finding(
                "repeated-rows",
                Severity.WARNING,
                f"записи повторяются, из каждой учтена одна (лишних строк: {row['n']})",
                (Place(work.stored[name].title, field=", ".join(keyed[name][0])),),
                "Уберите повторы в представлении, которое читает аудит",
            )
        )
    return others


def _split(prefix: str, keys: Iterable[str], given: Iterable[str]) -> dict[str, str]:
    """SQL of the columns that tell rows apart, and of the condition that they can be told apart."""
    return {
        "keys": ", ".join(f"{prefix}{quoted_name(key)}" for key in keys),
        "given": " AND ".join(f"{prefix}{quoted_name(key)} IS NOT NULL" for key in given),
    }
