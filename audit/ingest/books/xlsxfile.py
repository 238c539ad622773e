"""Workbooks: every cell as text, so that identifiers never pass through floating point on our side."""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from audit.ingest.books.cellremarks import formula_errors, untitled, xml_remarks
from audit.ingest.books.celltext import tidied, without_errors
from audit.ingest.books.ladder import flattened
from audit.ingest.books.merged import filled_down
from audit.ingest.books.oldexcel import check_old
from audit.ingest.books.outline import levels_of
from audit.ingest.books.percents import as_percents, percent_columns
from audit.ingest.containers.archive import archive_of
from audit.ingest.containers.guard import BOOK_TIP, inspect
from audit.ingest.error import IngestError, failure
from audit.ingest.glued import glued, is_glued
from audit.ingest.layout import JOINT, SEARCHED, Known, find_layout
from audit.ingest.othertable import set_other_tables_aside
from audit.ingest.sheet import BLANKS, REPEATED_HEADER, HeaderTest, Sheet, clean_headers, where_header
from handbook.finding import Place

if TYPE_CHECKING:
    import fastexcel
    import pyarrow as pa

T = TypeVar("T")
# The reader tells of sheets it skips (of charts) in English, straight to the terminal unless somebody listens.
logging.getLogger("calamine").addHandler(logging.NullHandler())
#: What the reader throws when it stumbles over a damaged book: no ordinary exception.
_CRASHED = "PanicException"
_FIRST_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class _Book:
    """A workbook being read."""

    source: Path | bytes
    file: str
    kind: str
    known: Known
    parts: Mapping[str, str]
    reader: fastexcel.ExcelReader


def read_workbook(source: Path | bytes, file: str, known: Known = frozenset(), kind: str = "XLSX") -> list[Sheet]:
    """Read every sheet that has a table, hidden ones too; titles above a table are no rows of it.

    Args:
        source: The file or the whole of its content.
        file: Its name for people.
        known: Titles that profiles know.
        kind: What it is, for the account: «XLSX», «XLS», «XLSB», «ODS».

    Raises:
        IngestError: The book is broken, protected, unsafe or empty.
    """
    import fastexcel

    parts = _inspected(source, file, kind)
    book = _Book(source, file, kind, known, parts, safely(lambda: fastexcel.read_excel(source), file))
    sheets = [sheet for name in book.reader.sheet_names if (sheet := _sheet(book, name))]
    if not sheets:
        raise failure("empty-workbook", "в книге нет ни одной заполненной строки", Place(file), tip=BOOK_TIP)
    if all(is_glued(sheet.headers) for sheet in sheets):
        raise glued(sheets[0])
    return sheets


def _inspected(source: Path | bytes, file: str, kind: str) -> dict[str, str]:
    if kind == "XLS":
        check_old(source, file)
        return {}
    try:
        with archive_of(source) as archive:
            return inspect(archive, file, kind)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise _broken(file) from error


def safely(do: Callable[[], T], file: str) -> T:
    """Run the reader of workbooks, whose failures are of several sorts."""
    import fastexcel

    try:
        return do()
    except fastexcel.FastExcelError as error:
        raise _broken(file) from error
    except BaseException as error:
        if type(error).__name__ != _CRASHED:
            raise
        raise _broken(file) from error


def _broken(file: str) -> IngestError:
    return failure("broken-workbook", "книга не открывается", Place(file), tip=BOOK_TIP)


def _sheet(book: _Book, name: str) -> Sheet | None:
    import pyarrow as pa
    from pyarrow import compute

    title = f"{book.file} [{name}]" if len(book.reader.sheet_names) > 1 else book.file
    batch, errors = safely(lambda: _cells(book.reader, name), title)
    top = min((_first_filled(column) for column in batch.columns), default=0)
    found = find_layout(_rows(batch.slice(top, SEARCHED)), book.known)
    if found is None:
        return None
    headers = clean_headers(found.titles, title)
    last = top + found.last + 1
    body, beyond = _body(batch, last, len(headers))
    wrong = [(error.position[0] + 1, error.position[1]) for error in errors.errors] if errors else []
    columns, percents = [], percent_columns(book.source, book.parts.get(name), last)
    for position, column in enumerate(body.columns):
        text, places = without_errors(column)
        wrong += [(place + last + 1, position) for place in places]
        columns.append(as_percents(text) if position in percents else tidied(text))
    numbers = pa.array(range(last + 1, last + 1 + body.num_rows), pa.int64())
    table = pa.table({"row": numbers} | {f"c{position}": column for position, column in enumerate(columns)})
    aside = _repeated_headers(table, headers)
    if aside:
        table = table.filter(compute.invert(compute.is_in(table["row"], value_set=pa.array(sorted(aside)))))
    source = book.kind + where_header(top + found.first + 1, last)
    sheet = Sheet(title, source, headers, table, body.num_rows, aside, header_row=last)
    sheet.findings = (
        *formula_errors(sheet, [(row, column) for row, column in wrong if row > last]),
        *untitled(sheet, beyond),
        *xml_remarks(sheet, book.source, book.parts.get(name)),
    )
    filled_down(sheet, book.source, book.parts.get(name, ""))
    set_other_tables_aside(sheet)
    return flattened(sheet, levels_of(book.source, book.parts.get(name, "")))


def _cells(reader: fastexcel.ExcelReader, name: str) -> tuple[pa.RecordBatch, fastexcel.CellErrors | None]:
    # skip_rows=0 keeps blank rows at the top, so that row numbers are those a person sees.
    return reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow_with_errors()


def _rows(batch: pa.RecordBatch) -> list[Sequence[str | None]]:
    columns = [column.to_pylist() for column in batch.columns]
    return list(zip(*columns, strict=True))


def _body(batch: pa.RecordBatch, start: int, width: int) -> tuple[pa.RecordBatch, list[int]]:
    """The rows below the header without blank ones at the end, and those that have something beyond its columns."""
    import pyarrow as pa
    from pyarrow import compute

    below = batch.slice(start)
    kept = [column.cast(pa.string()) for column in below.columns[:width]]
    extra = [column for column in below.columns[width:] if column.null_count < len(column)]
    last = max((_last_filled(column) for column in (*kept, *extra)), default=0)
    beyond: set[int] = set()
    for column in extra:
        filled = compute.indices_nonzero(compute.fill_null(_filled(column), fill_value=False))
        beyond |= {place + start + 1 for place in filled.to_pylist()}
    names = [f"c{position}" for position in range(len(kept))]
    return pa.record_batch(kept, names=names).slice(0, last), sorted(beyond)


def _filled(column: pa.Array) -> pa.Array:
    from pyarrow import compute

    return compute.not_equal(compute.utf8_trim(column, BLANKS), "")


def _first_filled(column: pa.Array) -> int:
    """How many blank cells there are before the first that is filled."""
    from pyarrow import compute

    place = compute.index(compute.is_valid(column), value=True).as_py()
    return len(column) if place < 0 else int(place)


def _last_filled(column: pa.Array) -> int:
    """How many cells there are up to the last that is not blank."""
    from pyarrow import compute

    end = len(column)
    step = 64
    while end:
        begin = max(0, end - step)
        places = compute.indices_nonzero(compute.fill_null(_filled(column.slice(begin, end - begin)), fill_value=False))
        if len(places):
            return begin + int(places[-1].as_py()) + 1
        end, step = begin, step * 8
    return 0


def _repeated_headers(table: pa.Table, headers: Sequence[str]) -> dict[int, str]:
    """Rows that repeat the header; they are looked for where the first cell is its first title."""
    import pyarrow as pa
    from pyarrow import compute

    word = _FIRST_WORD.search(headers[0].rsplit(JOINT, maxsplit=1)[-1]) if headers else None
    if not word:
        return {}
    # Few cells hold a word of the header; those that do are compared in full.
    sign = re.sub("[её]", "[её]", word[0].lower())
    likely = table.filter(compute.match_substring_regex(table["c0"], sign, ignore_case=True))
    test = HeaderTest(headers)
    alike = [cell for cell in compute.unique(likely["c0"]).to_pylist() if test.begins(cell)]
    if not alike:
        return {}
    rows = likely.filter(compute.is_in(likely["c0"], value_set=pa.array(alike, pa.string()))).to_pylist()
    return {row.pop("row"): REPEATED_HEADER for row in rows if test([v for k, v in row.items() if k != "row"])}
