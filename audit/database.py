"""The only module that knows DuckDB: connections, canonical tables, typed reading and writing."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, overload

from handbook.tables import TABLES, Table, Type

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

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

#: Only a database that is attached compresses its tables in memory: half the memory for a twentieth of the time.
_ATTACH, _USE = "ATTACH ':memory:' AS export (COMPRESS)", "USE export"

_PARAMETER = re.compile(r"\$([a-z_][a-z0-9_]*)")


def connect(spill: str = "", memory: str | None = None) -> Connection:
    """Open an empty database in memory that downloads nothing.

    Args:
        spill: A folder for what does not fit into memory; empty when everything must.
        memory: How much memory the database may take, «1GB»; None leaves that to it.
    """
    import duckdb

    config: dict[str, str | bool | int | float | list[str]] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "temp_directory": spill,
    }
    if memory:
        config["memory_limit"] = memory
    con = duckdb.connect(config=config)
    con.execute(_ATTACH)
    con.execute(_USE)
    return con


def another(con: Connection) -> Connection:
    """A connection to the same database that may be asked at the same time; its temporary tables are its own."""
    hand = con.cursor()
    hand.execute(_USE)
    return hand


def is_out_of_memory(error: BaseException) -> bool:
    """Whether a database gave up for want of memory."""
    import duckdb

    return isinstance(error, duckdb.OutOfMemoryException)


def lock(con: Connection) -> None:
    """Cut a database off from files, networks, Python variables and its own settings, for good.

    Rules need none of them once the export is read, and a query written by a user must not reach them.
    """
    con.execute("SET python_enable_replacements = false")
    con.execute("SET enable_external_access = false")
    con.execute("SET lock_configuration = true")


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


def create_view(con: Connection, name: str, select: str) -> None:
    """Name a question in place of the table of that name."""
    con.execute(f"DROP TABLE IF EXISTS {name}")
    con.execute(f"CREATE VIEW {name} AS {select}")


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
    chosen = _mentioned(sql, parameters)
    return con.execute(sql, chosen) if chosen else con.execute(sql)


def _mentioned(sql: str, parameters: Mapping[str, Any] | None) -> dict[str, Any]:
    wanted = set(_PARAMETER.findall(sql))
    return {key: value for key, value in (parameters or {}).items() if key in wanted}


def attempt(con: Connection, sql: str, parameters: Mapping[str, Any], seconds: int) -> str | None:
    """Run a statement that may be wrong or never end.

    Returns:
        What is wrong, for a Russian sentence; None when it was carried out.
    """
    import duckdb

    timer = threading.Timer(seconds, con.interrupt)
    timer.start()
    try:
        run(con, sql, parameters)
    except duckdb.InterruptException:
        return f"он шёл дольше {seconds} с и был прерван"
    except duckdb.Error as error:
        return f"база данных ответила «{str(error).partition(chr(10))[0].strip()}»"
    finally:
        timer.cancel()
        timer.join()
    return None


def rows(con: Connection, sql: str, parameters: Mapping[str, Any] | None = None) -> list[Row]:
    """Run a question and return its rows as mappings from column to value."""
    answer = run(con, sql, parameters)
    names = [str(column[0]) for column in answer.description or ()]
    return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]


class Columns(Sequence[Row]):
    """Rows kept in columns, a fraction of their size, and made one by one when they are read."""

    def __init__(self, table: pa.Table) -> None:
        """Keep an Arrow table."""
        self._table = table

    def __len__(self) -> int:
        return int(self._table.num_rows)

    def __iter__(self) -> Iterator[Row]:
        for batch in self._table.to_batches():
            yield from batch.to_pylist()

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        if isinstance(index, int):
            row: Row = self._table.slice(range(len(self))[index], 1).to_pylist()[0]
            return row
        numbers = range(len(self))[index]
        if numbers.step != 1:
            return [self[number] for number in numbers]
        rows: Sequence[Row] = self._table.slice(numbers.start, len(numbers)).to_pylist()
        return rows


def columns(con: Connection, sql: str, parameters: Mapping[str, Any] | None = None) -> Columns:
    """Run a question whose answer is long."""
    return Columns(con.sql(sql, params=_mentioned(sql, parameters)).to_arrow_table())


def value(con: Connection, sql: str, parameters: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 - any SQL type
    """Run a question of one row and return its first column."""
    row = run(con, sql, parameters).fetchone()
    return row[0] if row else None


def refuses(con: Connection, sql: str) -> bool:
    """Run a statement that may well fail; whether it did. A statement that failed has changed nothing."""
    import duckdb

    try:
        con.execute(sql)
    except duckdb.Error:
        return True
    return False
