"""The only module that knows DuckDB: connections, canonical tables, typed reading and writing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from handbook.tables import TABLES, Table, Type

if TYPE_CHECKING:
    import duckdb

    Connection = duckdb.DuckDBPyConnection
else:
    # Loading the database takes 0.2 s, which only a command that judges should pay.
    Connection = Any

Row = dict[str, Any]

SQL_TYPES: dict[Type, str] = {
    Type.TEXT: "VARCHAR",
    Type.NUMBER: "DECIMAL(18,4)",
    Type.DATE: "DATE",
    Type.TIMESTAMP: "TIMESTAMP",
    Type.FLAG: "BOOLEAN",
}
#: Columns every canonical table has besides its own.
SOURCE_COLUMNS: dict[str, str] = {"source_file": "VARCHAR", "source_row": "INTEGER"}

_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")


def connect() -> Connection:
    """Open an empty database in memory that downloads nothing."""
    import duckdb

    return duckdb.connect(
        config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"},
    )


def columns_of(table: Table) -> dict[str, str]:
    """SQL types of the columns of a canonical table, ``source_file`` and ``source_row`` last."""
    return {column.name: SQL_TYPES[column.type] for column in table.columns} | SOURCE_COLUMNS


def create_canonical(con: Connection) -> None:
    """Create every canonical table, empty."""
    for table in TABLES:
        create(con, table.name, columns_of(table))


def create(con: Connection, name: str, columns: Mapping[str, str]) -> None:
    """Create an empty table, in place of one of that name.

    Args:
        con: Where.
        name: Its name.
        columns: Names of columns and their SQL types.
    """
    body = ", ".join(f'"{key}" {kind}' for key, kind in columns.items())
    con.execute(f"CREATE OR REPLACE TABLE {name} ({body})")


def fill(con: Connection, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
    """Append rows of Python values to a table; far faster than row by row.

    Args:
        con: Where.
        name: The table.
        columns: Names and SQL types of the values in each row, in their order.
        rows: The rows.
    """
    values = list(zip(*rows, strict=True))
    if not values:
        return
    names = ", ".join(f'"{key}"' for key in columns)
    lists = ", ".join(f"unnest(CAST($v{n} AS {kind}[]))" for n, kind in enumerate(columns.values()))
    con.execute(
        f"INSERT INTO {name} ({names}) SELECT {lists}",
        {f"v{n}": list(column) for n, column in enumerate(values)},
    )


def run(con: Connection, sql: str, parameters: Mapping[str, Any] | None = None) -> Connection:
    """Run a statement with those of the named parameters that it mentions."""
    wanted = set(_PARAMETER.findall(sql))
    chosen = {key: value for key, value in (parameters or {}).items() if key in wanted}
    return con.execute(sql, chosen) if chosen else con.execute(sql)


def rows(con: Connection, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
    """Run a question and return its rows as mappings from column to value."""
    answer = run(con, sql, parameters)
    names = [str(column[0]) for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


def value(con: Connection, sql: str, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - any SQL type
    """Run a question of one row and return its first column."""
    row = run(con, sql, parameters).fetchone()
    return row[0] if row else None
