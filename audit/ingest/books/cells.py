"""Every cell of a workbook as it stands, for those who know the sheets themselves and look for no table."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from audit.ingest.books.cellsigns import Signs, dated, signs
from audit.ingest.books.percents import as_percent
from audit.ingest.books.xlsxfile import safely
from audit.ingest.containers.archive import archive_of
from audit.ingest.containers.guard import inspect
from audit.ingest.containers.inflate import TornError
from audit.ingest.error import failure
from handbook.finding import Place

if TYPE_CHECKING:
    import fastexcel

#: What a cell says that has no value to be read: of a failed formula, of one nobody has computed, of one that is
#: merged with others.
FAILED, UNCOMPUTED, MERGED = "#REF!", "#FORMULA!", "#MERGED!"
#: A sheet that people edit is far smaller; an export of a CRM is not what is wanted here.
_MOST_CELLS = 3_000_000
_TIP = "Здесь нужна книга .xlsx: откройте файл в Excel, снимите пароль, если он есть, и «Сохранить как» → «Книга Excel»"

Rows = tuple[tuple[str | None, ...], ...]


def read_cells(source: Path | bytes, file: str) -> Mapping[str, Rows]:
    """Read every sheet of an XLSX workbook, hidden ones too: rows from the first, blank ones as well.

    Numbers and dates come as text, percentages and days as a person sees them. A cell merged over rows gives its value
    to all of them. A cell without a value to be read says why: ``FAILED``, ``UNCOMPUTED``, ``MERGED``.

    Args:
        source: The file or the whole of its content.
        file: Its name for people.

    Raises:
        IngestError: The book is broken, protected, unsafe or too large.
    """
    import fastexcel

    try:
        with archive_of(source) as archive:
            parts = inspect(archive, file)
            found = {name: signs(archive, part) for name, part in parts.items()}
    except (zipfile.BadZipFile, TornError, OSError, ValueError, NotImplementedError) as error:
        message = "книга не открывается: это не XLSX, файл повреждён, под паролем или занят другой программой"
        raise failure("broken-workbook", message, Place(file), tip=_TIP) from error
    reader = safely(lambda: fastexcel.read_excel(source), file)
    return {
        name: safely(partial(_rows, reader, name, found.get(name, Signs()), file), file) for name in reader.sheet_names
    }


def _rows(reader: fastexcel.ExcelReader, name: str, found: Signs, file: str) -> Rows:
    batch, errors = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_arrow_with_errors()
    if batch.num_rows * batch.num_columns > _MOST_CELLS:
        message = f"на листе «{name}» {batch.num_rows} строк и {batch.num_columns} столбцов: столько не правят руками"
        raise failure("broken-workbook", message, Place(file), tip="Проверьте, та ли это книга, и удалите лишний лист")
    columns = [[dated(text) for text in column.to_pylist()] for column in batch.columns]
    for row, column in found.percents:
        if column < len(columns) and row < len(columns[column]):
            columns[column][row] = as_percent(columns[column][row] or "") or None
    for top, left, bottom, right in found.merged:
        _spread(columns, (top, left, bottom, right))
    for row, column in found.uncomputed:
        _mark(columns, row, column, UNCOMPUTED)
    for error in errors.errors if errors else ():
        _mark(columns, *error.position, FAILED)
    return tuple(zip(*columns, strict=True))


def _spread(columns: list[list[str | None]], area: tuple[int, int, int, int]) -> None:
    """Give the value of a cell merged over rows to all of them; over columns nobody can tell what was meant."""
    top, left, bottom, right = area
    for column in range(left, min(right + 1, len(columns))):
        cells = columns[column]
        for row in range(top, min(bottom + 1, len(cells))):
            if left == right:
                cells[row] = cells[top]
            elif (row, column) != (top, left) and top > 0:
                cells[row] = MERGED


def _mark(columns: list[list[str | None]], row: int, column: int, word: str) -> None:
    if not columns:
        return
    # A formula without a value may stand beyond the cells that have one.
    while column >= len(columns):
        columns.append([None] * len(columns[0]))
    for cells in columns:
        cells.extend([None] * (row + 1 - len(cells)))
    columns[column][row] = word
