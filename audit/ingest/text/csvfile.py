"""Delimited text: the header by ``opening``, the records by Arrow, those of another width by ``repair``.

Records are counted as a spreadsheet counts them: a cell may hold line breaks and still be one row.
"""

from __future__ import annotations

import csv
import io
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container
from dataclasses import replace
from typing import TYPE_CHECKING

from audit.ingest.error import failure
from audit.ingest.glued import glued, is_glued
from audit.ingest.layout import Known
from audit.ingest.othertable import set_other_tables_aside
from audit.ingest.sheet import (
    DAMAGED_ROW,
    OPEN_QUOTE_ROW,
    REPEATED_HEADER,
    HeaderTest,
    Sheet,
    clean_headers,
    where_header,
)
from audit.ingest.text.encoding import BOM, DAMAGE, MAX_DAMAGED, Recoded
from audit.ingest.text.opening import HEAD, NAMES, Opening, opening_of
from audit.ingest.text.quotes import MAX_RECORD, with_doubled_quotes, without_open_quotes
from audit.ingest.text.ragged import is_history, read_history
from audit.ingest.text.repair import Repaired, Shape, repaired
from handbook.finding import Finding, Place, Severity

if TYPE_CHECKING:
    import pyarrow as pa

_MARKS = re.compile(rb"(\A|[\r\n])(?:" + BOM + rb")+")
#: Widths of so many of the first records are those of whole ones.
_USUAL = 0.1
_SHOWN = 20
#: So many records tell whether the writer leaves out empty cells at the end.
_PROBED = 10_000


def read_csv(recoded: Recoded, file: str, known: Known = frozenset()) -> Sheet:
    """Read a delimited text as a table of text cells.

    Args:
        recoded: The text in UTF-8, not blank.
        file: Its name for people.
        known: Titles that profiles know.

    Raises:
        IngestError: A record never ends, the header is damaged or absurd, or too many rows are damaged.
    """
    csv.field_size_limit(MAX_RECORD)
    if BOM in recoded.data:
        # Files that were written one after another: a mark before a quote would make it a part of the cell.
        recoded = replace(recoded, data=_MARKS.sub(rb"\1", recoded.data))
    opening = opening_of(recoded.data[:HEAD], known, whole=len(recoded.data) <= HEAD)
    if opening is None:
        raise _endless(file, 1)
    if is_history(opening.rows):
        return read_history(recoded, source_of(recoded.title, opening.delimiter), opening.delimiter, file)
    titles = clean_headers(opening.layout.titles, file)
    if any(DAMAGE in title for title in titles):
        raise _damaged_header(file, opening.header_row)
    data = with_doubled_quotes(recoded.data, opening.delimiter)
    data = without_open_quotes(data, opening.delimiter, _usual_widths(opening))
    table, total, broken = _records(data, opening, file)
    rows_read = total - opening.header_row
    cut = None if data.endswith((b"\n", b"\r")) else total
    done = repaired(broken, _shape(opening, titles, table, rows_read, cut), file)
    aside = done.aside | _unusable(table, titles, data)
    findings = [*done.findings, *_damage(aside, rows_read, file)]
    first, last = opening.layout.first + 1, opening.header_row
    source = source_of(recoded.title, opening.delimiter) + where_header(first, last)
    sheet = Sheet(
        file,
        source,
        titles,
        _whole(table, done, aside),
        rows_read - done.joined,
        dict(sorted(aside.items())),
        done.padded,
        header_row=last,
        findings=tuple(findings),
    )
    if is_glued(titles):
        raise glued(sheet)
    set_other_tables_aside(sheet)
    return sheet


def source_of(encoding: str, delimiter: str) -> str:
    """What a delimited text is, for the import account."""
    return f"CSV, {encoding}, разделитель {NAMES[delimiter]}"


def _endless(file: str, row: int) -> Exception:
    return failure(
        "endless-record",
        "запись не кончается: вероятно, не закрыта кавычка",
        Place(file, row=row),
        tip="Закройте кавычку в этой строке или выгрузите данные ещё раз, лучше в XLSX",
    )


def _damaged_header(file: str, row: int) -> Exception:
    message = f"шапка таблицы повреждена: посторонние байты в строке {row}"
    return failure("not-a-text", message, Place(file, row=row), tip="Выгрузите данные из CRM ещё раз целиком")


def _usual_widths(opening: Opening) -> frozenset[int]:
    counts = Counter(len(row) for row in opening.sample)
    least = len(opening.sample) * _USUAL
    return frozenset({opening.width, *(width for width, count in counts.items() if width > 1 and count > least)})


def _records(data: bytes, opening: Opening, file: str) -> tuple[pa.Table, int, dict[int, tuple[str, ...]]]:
    """Records of the header's width with their row numbers, the number of all records, and the cells of others."""
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    width = opening.width
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
                delimiter=opening.delimiter,
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
        raise _endless(file, _longest_record(data, opening.delimiter)) from error
    total = table.num_rows + len(broken)
    lost = {number for number, _ in broken}
    numbers = [number for number in range(1, total + 1) if number not in lost]
    table = table.add_column(0, "row", pa.array(numbers, pa.int64()))
    # The header was read as a record, so that rows are numbered as they stand in the file.
    above = sum(number <= opening.header_row for number in numbers[: opening.header_row])
    parsed = {number: _cells(text, opening) for number, text in broken if number > opening.header_row}
    table = table.slice(above)
    # A blank line in a record torn by line breaks is read as a record of blanks.
    blanks = [
        n + 1 for n in parsed if n + 1 not in parsed and n + 2 in parsed and _is_blank(table, numbers, n + 1, above)
    ]
    parsed |= dict.fromkeys(blanks, ("",))
    return _without(table, frozenset(blanks)) if blanks else table, total, dict(sorted(parsed.items()))


def _is_blank(table: pa.Table, numbers: list[int], row: int, above: int) -> bool:
    place = bisect_left(numbers, row) - above
    return not any(column[place].as_py() for column in table.columns[1:])


def _without(table: pa.Table, rows: Container[int]) -> pa.Table:
    """A table without some rows."""
    import pyarrow as pa

    kept = [place for place, number in enumerate(table.column("row").to_pylist()) if number not in rows]
    return table if len(kept) == table.num_rows else table.take(pa.array(kept, pa.int64()))


def _cells(text: str, opening: Opening) -> tuple[str, ...]:
    try:
        return tuple(next(csv.reader(io.StringIO(text, newline=""), delimiter=opening.delimiter), ()))
    except csv.Error:
        return (text,)


def _longest_record(data: bytes, delimiter: str) -> int:
    row = 1
    try:
        for _ in csv.reader(io.StringIO(data.decode("utf-8", errors="replace"), newline=""), delimiter=delimiter):
            row += 1
    except csv.Error:
        return row
    return 1


def _shape(opening: Opening, titles: tuple[str, ...], table: pa.Table, records: int, cut: int | None) -> Shape:
    probed = [column.slice(0, _PROBED).to_pylist() for column in table.columns[1 : len(titles) + 1]]
    fills = any(not row[-1] and any(row) for row in zip(*probed, strict=True))
    return Shape(
        len(titles),
        opening.width,
        opening.value_columns(),
        records,
        fills=fills,
        delimiter=opening.delimiter,
        cut=cut,
    )


def _unusable(table: pa.Table, titles: tuple[str, ...], data: bytes) -> dict[int, str]:
    """Rows of the right width that are damaged, or repeat the header; looked for only in a file that has such."""
    found: dict[int, str] = {}
    numbers = table.column("row")
    if titles and data.count(titles[0].encode()) > 1:
        test = HeaderTest(titles)
        starts = table.column("c0").to_pylist()
        alike = {cell for cell in set(starts) if test.begins(cell)}
        for place, cell in enumerate(starts):
            if cell in alike and test([table.column(column)[place].as_py() for column in range(1, len(titles) + 1)]):
                found[numbers[place].as_py()] = REPEATED_HEADER
    if b"\0" in data:
        for column in table.columns[1:]:
            for place, cell in enumerate(column.to_pylist()):
                if DAMAGE in cell:
                    found[numbers[place].as_py()] = DAMAGED_ROW
    return found


def _damage(aside: dict[int, str], records: int, file: str) -> list[Finding]:
    """Remarks on damaged rows.

    Raises:
        IngestError: There are too many of them.
    """
    rows = sorted(row for row, reason in aside.items() if reason == DAMAGED_ROW)
    if len(rows) > max(1, records * MAX_DAMAGED):
        message = f"файл повреждён: посторонние байты в строках, начиная с {rows[0]} (строк: {len(rows)})"
        tip = "Выгрузите данные из CRM ещё раз: CSV, XLSX или JSON"
        raise failure("not-a-text", message, Place(file, row=rows[0]), tip=tip)
    found = []
    for reason, title in ((DAMAGED_ROW, "в строках посторонние байты"), (OPEN_QUOTE_ROW, "кавычка не закрыта")):
        rows = sorted(row for row, given in aside.items() if given == reason)
        if rows:
            message = f"{title}; строки отложены (строк: {len(rows)})"
            places = tuple(Place(file, row=row) for row in rows[:_SHOWN])
            tip = "Исправьте эти строки в файле или выгрузите данные ещё раз целиком"
            found.append(Finding("damaged-rows", Severity.WARNING, message, places, tip))
    return found


def _whole(table: pa.Table, done: Repaired, aside: dict[int, str]) -> pa.Table:
    """The table with the mended rows and without those set aside."""
    import pyarrow as pa

    table = _without(table, aside) if aside else table
    if done.rows:
        rows = sorted(done.rows)
        width = table.num_columns - 1
        extra = {"row": pa.array(rows, pa.int64())}
        for position in range(width):
            cells = (done.rows[row][position : position + 1] for row in rows)
            extra[f"c{position}"] = pa.array([cell for part in cells for cell in (*part, "")[:1]], pa.string())
        table = pa.concat_tables([table, pa.table(extra)])
    return table
