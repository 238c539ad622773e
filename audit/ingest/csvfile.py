"""Delimited text: the delimiter by the header, the records by Arrow, the broken ones one by one.

Records are counted as a spreadsheet counts them: a cell may hold line breaks and still be one row.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from audit.ingest.encoding import Recoded
from audit.ingest.error import failure
from audit.ingest.sheet import Sheet, clean_headers, judge_row
from handbook.finding import Place

if TYPE_CHECKING:
    import pyarrow as pa

DELIMITERS = (";", ",", "\t", "|")
_NAMES = {";": "«;»", ",": "«,»", "\t": "табуляция", "|": "«|»"}
#: A record longer than this is a quote that was never closed.
MAX_RECORD = 16 << 20
_HEADER_LIMIT = 1 << 20
#: So much of a file gives examples of its values.
_SAMPLE = 1 << 14


@dataclass(frozen=True, slots=True)
class Header:
    """The header of a delimited text.

    Attributes:
        text: The record as it stands.
        delimiter: What its cells are told apart by.
        cells: The cells.
        source: What the file is, for the import account.
        sample: The first records below it.
    """

    text: str
    delimiter: str
    cells: tuple[str, ...]
    source: str
    sample: tuple[tuple[str, ...], ...]


def header_of(head: bytes) -> Header | None:
    """The header of a UTF-8 text that stands on one whole line; None when it does not."""
    lines = head[:_SAMPLE].decode("utf-8", errors="ignore").splitlines(keepends=True)
    text = lines[0].rstrip("\r\n")
    if not text.strip() or text.count('"') % 2 or not lines[0].endswith("\n"):
        return None
    delimiter = _delimiter(text)
    records = csv.reader(io.StringIO("".join(lines[:-1] or lines), newline=""), delimiter=delimiter)
    try:
        cells, *sample = (tuple(record) for record in records)
    except csv.Error:
        return None
    return Header(text, delimiter, cells, _source("UTF-8", delimiter), tuple(sample))


def _source(encoding: str, delimiter: str) -> str:
    return f"CSV, {encoding}, разделитель {_NAMES[delimiter]}"


def read_csv(recoded: Recoded, file: str) -> Sheet:
    """Read a delimited text as a table of text cells.

    Args:
        recoded: The text in UTF-8, not blank.
        file: Its name for people.

    Raises:
        IngestError: A record never ends, or the header is absurd.
    """
    csv.field_size_limit(MAX_RECORD)
    header = _first_record(recoded.data, file)
    delimiter = _delimiter(header)
    cells = next(csv.reader(io.StringIO(header, newline=""), delimiter=delimiter), [])
    titles = clean_headers(cells, file)
    _refuse_open_quote(recoded.data, delimiter, file)
    table, rows_read, broken = _records(recoded.data, delimiter, len(cells), file)
    table, aside, padded = _repaired(table, broken, delimiter, len(titles))
    return Sheet(file, _source(recoded.title, delimiter), titles, table, rows_read, aside, padded)


def _first_record(data: bytes, file: str) -> str:
    """The header record: it ends at the first line break outside quotes."""
    head = data[:_HEADER_LIMIT].decode("utf-8", errors="ignore")
    quoted = False
    for position, character in enumerate(head):
        if character == '"':
            quoted = not quoted
        elif character in "\r\n" and not quoted:
            return head[:position]
    if len(data) > _HEADER_LIMIT:
        raise _endless(file, 1)
    return head


def _delimiter(header: str) -> str:
    outside = "".join(part for part in header.split('"')[0::2])
    return max(DELIMITERS, key=outside.count)


def _endless(file: str, row: int) -> Exception:
    return failure(
        "endless-record",
        "запись не кончается: вероятно, не закрыта кавычка",
        Place(file, row=row),
        tip="Закройте кавычку в этой строке или выгрузите данные ещё раз, лучше в XLSX",
    )


def _records(data: bytes, delimiter: str, width: int, file: str) -> tuple[pa.Table, int, list[tuple[int, str]]]:
    """Well-formed records with their row numbers, the number of all records, and the text of broken ones."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    broken: list[tuple[int, str]] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        broken.append((row.number, row.text))
        return "skip"

    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(data),
            read_options=arrow_csv.ReadOptions(
                use_threads=False,
                column_names=[f"c{position}" for position in range(width)],
                # A record must fit in a block; the whole of a small file does.
                block_size=min(max(len(data), 1), MAX_RECORD),
            ),
            parse_options=arrow_csv.ParseOptions(
                delimiter=delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=keep,
            ),
            convert_options=arrow_csv.ConvertOptions(
                strings_can_be_null=False,
                column_types={f"c{position}": pa.string() for position in range(width)},
            ),
        )
    except pa.ArrowInvalid as error:
        raise _endless(file, _longest_record(data, delimiter)) from error
    total = table.num_rows + len(broken)
    lost = {number for number, _ in broken}
    numbers = [number for number in range(1, total + 1) if number not in lost]
    table = table.add_column(0, "row", pa.array(numbers, pa.int64()))
    # The header was read as a record, so that rows are numbered from it.
    return table.slice(1), total - 1, [item for item in broken if item[0] > 1]


def _longest_record(data: bytes, delimiter: str) -> int:
    row = 1
    try:
        for _ in csv.reader(io.StringIO(data.decode("utf-8", errors="replace"), newline=""), delimiter=delimiter):
            row += 1
    except csv.Error:
        return row
    return 1


def _refuse_open_quote(data: bytes, delimiter: str, file: str) -> None:
    """A quote left open swallows the rest of the file into the last record, silently."""
    if data.count(b'"') % 2 == 0:
        return
    lines = data.decode("utf-8", errors="replace").splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=delimiter)
    row = start = end = 0
    try:
        for _ in reader:
            row, start, end = row + 1, end, reader.line_num
        list(csv.reader(lines[start:], delimiter=delimiter, strict=True))
    except csv.Error as error:
        # Any other complaint of the strict reader is about a stray quote inside a cell, which does no harm.
        if "end of data" in str(error) or "field limit" in str(error):
            raise _endless(file, max(row, 1)) from error


def _repaired(
    table: pa.Table, broken: list[tuple[int, str]], delimiter: str, width: int
) -> tuple[pa.Table, dict[int, str], tuple[int, ...]]:
    """Records of another width: filled up when short, kept when only empty cells are too many, else set aside."""
    import pyarrow as pa

    aside: dict[int, str] = {}
    padded: list[int] = []
    numbers: list[int] = []
    columns: list[list[str]] = [[] for _ in range(table.num_columns - 1)]
    for number, text in broken:
        cells = next(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), [])
        verdict = judge_row(cells, width)
        if verdict:
            aside[number] = verdict
            continue
        if len(cells) < width:
            padded.append(number)
        numbers.append(number)
        for position, column in enumerate(columns):
            column.append(cells[position] if position < len(cells) else "")
    if numbers:
        extra = {"row": pa.array(numbers, pa.int64())}
        extra |= {f"c{index}": pa.array(column, pa.string()) for index, column in enumerate(columns)}
        table = pa.concat_tables([table, pa.table(extra)])
    return table, aside, tuple(padded)
