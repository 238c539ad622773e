"""Parquet: typed columns put back into text, exactly as they were stored."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.ingest.error import failure
from audit.ingest.sheet import Sheet, clean_headers
from handbook.finding import Place

if TYPE_CHECKING:
    import pyarrow as pa

#: Unpacked columns may take no more than this.
MAX_UNPACKED = 4 << 30
#: Beyond this a number of floating point is not the one that was written.
_EXACT = 1 << 53
_TIP = "Выгрузите таблицу ещё раз: Parquet целиком, CSV или XLSX"


def read_parquet(source: Path | bytes, file: str) -> Sheet:
    """Read all columns as text; row numbers count records, the header being row 1.

    Args:
        source: The file or the whole of its content.
        file: Its name for people.

    Raises:
        IngestError: It is broken, or unpacks into too much.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        with parquet.ParquetFile(source if isinstance(source, Path) else pa.BufferReader(source)) as opened:
            meta = opened.metadata
            size = sum(meta.row_group(group).total_byte_size for group in range(meta.num_row_groups))
            if size > MAX_UNPACKED:
                message = f"файл распаковывается в {size / (1 << 30):.1f} ГиБ"
                raise failure("too-big", message, Place(file), tip="Выгрузите данные частями")
            names = opened.schema_arrow.names
            # Group by group: types are richer than texts, and both need not be held for all rows at once.
            groups = [_texts(opened.read_row_group(group)) for group in range(meta.num_row_groups)]
    except (pa.ArrowException, OSError, ValueError) as error:
        raise failure("broken-parquet", "файл Parquet не читается", Place(file), tip=_TIP) from error
    headers = clean_headers(names, file)
    fields = [(f"c{position}", pa.string()) for position in range(len(names))]
    table = pa.Table.from_batches([batch for group in groups for batch in group], pa.schema(fields))
    rows = pa.array(range(2, table.num_rows + 2), pa.int64())
    table = table.select(range(len(headers))).add_column(0, "row", rows)
    blank = None if table.num_rows else "таблица без строк"
    return Sheet(file, "Parquet", headers, table, table.num_rows, blank=blank)


def _texts(table: pa.Table) -> list[pa.RecordBatch]:
    import pyarrow as pa

    named = zip(table.column_names, table.columns, strict=True)
    columns = {f"c{position}": text_of(_numbered(name, column)) for position, (name, column) in enumerate(named)}
    return list(pa.table(columns).to_batches())


def _numbered(name: str, column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column; in one of record numbers, «no number» is a blank, and not the number of a record called so."""
    from pyarrow import compute, types

    if not (types.is_floating(column.type) and name.lower().endswith("id")):
        return column
    return compute.if_else(compute.is_finite(column), column, None)


def text_of(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of any type as text.

    Args:
        column: The column.
    """
    import pyarrow as pa
    from pyarrow import types

    kind = column.type
    if types.is_dictionary(kind):
        return text_of(column.cast(kind.value_type))
    if types.is_string(kind) or types.is_large_string(kind):
        return _decoded(column)
    simple = types.is_integer(kind) or types.is_boolean(kind)
    if simple or types.is_date32(kind) or types.is_null(kind):
        return column.cast(pa.string())
    return pa.chunked_array([pa.array(map(plain_text, column.to_pylist()), pa.string())])


def _decoded(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A column of strings; a careless writer may have put bytes of another encoding in them."""
    import pyarrow as pa

    raw = column.cast(pa.binary())
    try:
        return raw.cast(pa.string())
    except pa.ArrowInvalid:
        return pa.chunked_array([pa.array(map(_russian, raw.to_pylist()), pa.string())])


def _russian(raw: bytes | None) -> str | None:
    if raw is None:
        return None
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1251", errors="replace")


def plain_text(value: object) -> str | None:
    """A value of a database or a typed file as text; lists and records as JSON.

    Args:
        value: The value, None when there is none.
    """
    if value is None or isinstance(value, str):
        return value
    write = next((writer for kind, writer in _WRITERS.items() if isinstance(value, kind)), None)
    return write(value) if write else json.dumps(value, ensure_ascii=False, default=plain_text)


def _moment(value: datetime) -> str:
    return value.isoformat() if value.tzinfo else value.isoformat(" ")


def _bytes(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.hex()


def _duration(value: timedelta) -> str:
    seconds = round(value.total_seconds())
    sign, seconds = ("-" if seconds < 0 else ""), abs(seconds)
    return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def number_text(value: float | Decimal) -> str:
    """A number without an exponent and without «.0», every digit kept; one that floating point rounded has one."""
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    if isinstance(value, float) and abs(value) > _EXACT:
        return f"{value:.16e}"
    text = f"{Decimal(repr(value)) if isinstance(value, float) else value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_WRITERS: dict[type, Callable[[Any], str]] = {
    datetime: _moment,
    date: date.isoformat,
    time: time.isoformat,
    timedelta: _duration,
    bytes: _bytes,
    bool: lambda value: "true" if value else "false",
    int: str,
    float: number_text,
    Decimal: number_text,
}
