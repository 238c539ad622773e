"""A second, narrow table below the main one on the same sheet: its rows are no records of the first."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from typing import TYPE_CHECKING

from audit.ingest.layout import is_value
from audit.ingest.sheet import BLANK_ROW, BLANKS, Sheet
from handbook.finding import Finding, Place, Severity

if TYPE_CHECKING:
    import pyarrow as pa

OTHER_TABLE = "похоже на другую таблицу под основной"
#: So many rows of the main table show what its columns hold; with fewer than that nothing is sure.
_COMPARED, _FEWEST = 200, 3
#: A table that could have a narrower one below it; a column that records always fill, one that holds values only.
_WIDE, _ALWAYS = 4, 0.9
#: A second table has so many columns at least, and the main one twice as many as it.
_COLUMNS, _TWICE = 2, 2
#: Blank rows in every second place are no borders of tables.
_MOST = 100

Cells = Sequence[str]


def set_other_tables_aside(sheet: Sheet) -> None:
    """Take the rows of tables out that stand below the main one, after a blank row.

    Nothing is taken out that could be a record: such a table begins with words where records have values, or leaves
    every column blank that records always fill.

    Args:
        sheet: A sheet whose cells have been read.
    """
    table = sheet.cells()
    if len(sheet.headers) < _WIDE:
        return
    blank = {row for row, reason in sheet.aside.items() if reason == BLANK_ROW} | set(_blank_rows(table))
    if not blank:
        return
    places = {row: place for place, row in enumerate(table["row"].to_pylist())}
    starts = sorted(row + 1 for row in blank if row + 1 in places and row + 1 not in blank)
    if not starts or len(starts) > _MOST:
        return
    rows = sorted(places.keys() - blank)
    main = [_cells(table, places[row]) for row in rows[:_COMPARED] if row < starts[0]]
    found: dict[int, list[int]] = {}
    for start in starts:
        block = list(_block(start, places, blank))
        if _is_other([_cells(table, places[row]) for row in block], main):
            found[start] = block
    if not found:
        return
    import pyarrow as pa
    from pyarrow import compute

    gone = sorted(row for block in found.values() for row in block)
    sheet.aside = dict(sorted((sheet.aside | dict.fromkeys(gone, OTHER_TABLE)).items()))
    sheet.table = table.filter(compute.invert(compute.is_in(table["row"], value_set=pa.array(gone, pa.int64()))))
    message = f"под таблицей, после пустой строки, похоже, другая таблица; её строки отложены (строк: {len(gone)})"
    tip = "Если это данные, перенесите их на отдельный лист или в отдельный файл"
    where = tuple(Place(sheet.file, row=start) for start in found)
    sheet.findings += (Finding("other-table", Severity.WARNING, message, where, tip),)


def _blank_rows(table: pa.Table) -> list[int]:
    """Rows without a filled cell; pyarrow.compute would take longer to load than the few first columns to look at."""
    left = list(range(table.num_rows))
    for column in table.columns[1:]:
        cells = column.to_pylist() if len(left) == table.num_rows else {place: column[place].as_py() for place in left}
        left = [place for place in left if not (cells[place] or "").strip(BLANKS)]
        if not left:
            return []
    numbers = table["row"]
    return [int(numbers[place].as_py()) for place in left]


def _block(start: int, places: Container[int], blank: Container[int]) -> Iterator[int]:
    row = start
    while row in places and row not in blank:
        yield row
        row += 1


def _cells(table: pa.Table, place: int) -> Cells:
    return [(column[place].as_py() or "").strip(BLANKS) for column in table.columns[1:]]


def _is_other(block: Sequence[Cells], main: Sequence[Cells]) -> bool:
    """Whether rows after a blank one are a table of their own: a header and at least one row, narrow and unlike."""
    if len(block) < _COLUMNS or len(main) < _FEWEST:
        return False
    titles = [cell for cell in block[0] if cell]
    width = len(titles)
    narrow = _COLUMNS <= width <= len(block[0]) / _TWICE and all(block[0][:width])
    if not narrow or any(map(is_value, titles)) or any(any(row[width:]) for row in block):
        return False
    columns = list(zip(*main, strict=True))
    always = [sum(map(bool, column)) >= len(main) * _ALWAYS for column in columns]
    values = [sum(map(is_value, column)) >= len(main) * _ALWAYS for column in columns]
    return sum(always[width:]) >= (1 if any(values[:width]) else _COLUMNS)
