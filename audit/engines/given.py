"""Tables that a program gives in memory, as a warehouse: for notebooks, services and tests of a company's own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from audit.database import connect, lock
from audit.engines.embedded import Embedded
from audit.engines.stored import Kind, Stored
from audit.engines.warehouse import Opened, open_warehouse
from audit.ingest.error import failure
from handbook.book import Handbook
from handbook.finding import Place
from handbook.russian.text import suggest
from handbook.tables import TABLE

if TYPE_CHECKING:
    import pyarrow as pa


class Given(Embedded):
    """An embedded database over tables in memory; nothing is copied before it is asked about.

    Args:
        tables: Anything Arrow can read (a pyarrow Table, a Polars or pandas frame) or rows as mappings, by the name of
            the canonical table. Columns are named as canonical ones; others are not read.

    Raises:
        IngestError: A name is no canonical table, or a value is no table.
    """

    title = "в памяти"
    holding = "в данных"
    where = "среди данных таблиц"
    tip = "Назовите таблицы и столбцы каноническими именами: {'deals': [{'deal_id': '1', …}], …}"

    def __init__(self, tables: Mapping[str, Any]) -> None:
        super().__init__(connect())
        self._stored: dict[str, Stored] = {}
        self._given: dict[str, pa.Table] = {}
        for name, given in tables.items():
            if name not in TABLE:
                raise _unknown(name)
            table = self._given[f"given_{name}"] = _numbered(_arrow(name, given))
            columns = {field.name.lower(): (field.name, _kind(field.type)) for field in table.schema}
            self._stored[name] = Stored(name, (f"given_{name}",), columns)
        self._register(self)
        lock(self.con)

    def hands(self) -> Sequence[Embedded]:
        """Connections that know the tables too: a table in memory belongs to the connection it was given to."""
        hands = super().hands()
        for hand in hands:
            self._register(hand)
        return hands

    def _register(self, hand: Embedded) -> None:
        for name, table in self._given.items():
            hand.con.register(name, table)

    def stored(self) -> dict[str, Stored]:
        """The tables given."""
        return self._stored

    def close(self) -> None:
        """Let the tables go."""
        self.con.close()


def open_tables(tables: Mapping[str, Any], handbook: Handbook) -> tuple[Given, Opened]:
    """Take tables in memory for those of an export.

    Args:
        tables: See ``Given``.
        handbook: The company.

    Returns:
        The engine, to be closed by the caller, and what the tables give.

    Raises:
        IngestError: There are no deals, or something is no table.
    """
    engine = Given(tables)
    try:
        return engine, open_warehouse(engine, handbook)
    except BaseException:
        engine.close()
        raise


def _unknown(name: str) -> Exception:
    near = suggest(name, list(TABLE))
    hint = f"; похоже на {near}" if near else ""
    return failure(
        "unknown-table", f"нет канонической таблицы «{name}»{hint}", Place(name), tip=f"Бывают: {', '.join(TABLE)}"
    )


def _arrow(name: str, given: Any) -> pa.Table:  # noqa: ANN401 - whatever a program calls a table
    import pyarrow as pa

    if isinstance(given, pa.Table):
        return given
    if hasattr(given, "__arrow_c_stream__"):
        return pa.table(given)
    if isinstance(given, Sequence) and all(isinstance(row, Mapping) for row in given):
        columns = dict.fromkeys(key for row in given for key in row)
        try:
            return pa.table({column: pa.array([row.get(column) for row in given]) for column in columns})
        except pa.ArrowException as error:
            raise failure(
                "wrong-table",
                f"в столбце значения разных видов: {error}",
                Place(name),
                tip="Приведите значения столбца к одному виду: текст, число, дата или время",
            ) from error
    raise failure(
        "wrong-table",
        f"вместо таблицы дано {type(given).__name__}",
        Place(name),
        tip="Дайте таблицу pyarrow, Polars или pandas либо список словарей",
    )


def _numbered(table: pa.Table) -> pa.Table:
    """The table with the numbers of its rows, from 1, unless it has its own."""
    import pyarrow as pa

    if "source_row" in table.column_names:
        return table
    return table.append_column("source_row", pa.array(range(1, table.num_rows + 1), pa.int64()))


def _kind(kind: pa.DataType) -> Kind:
    from pyarrow import types

    tests = (
        (types.is_boolean, Kind.FLAG),
        (types.is_date, Kind.DATE),
        (types.is_integer, Kind.NUMBER),
        (types.is_floating, Kind.NUMBER),
        (types.is_decimal, Kind.NUMBER),
    )
    if types.is_timestamp(kind):
        return Kind.INSTANT if kind.tz else Kind.MOMENT
    return next((found for test, found in tests if test(kind)), Kind.TEXT)
