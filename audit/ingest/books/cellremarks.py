"""Remarks about cells of a workbook that do not say what their author meant."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path

from audit.ingest.books.grid import number_of
from audit.ingest.books.xmlsigns import Ref, formulas_without_value, numbers_cut_short
from audit.ingest.containers.archive import archive_of
from audit.ingest.containers.inflate import TornError, pieces
from audit.ingest.sheet import Sheet
from handbook.finding import Finding, Place, Severity

_SHOWN = 20
#: How many digits a whole number has that is longer than programs keep.
_LONG = (16, 25)
_FORMULA = b"<f"

#: Row, as a person sees it, and column, from 0.
Cells = Sequence[tuple[int, int]]


def formula_errors(sheet: Sheet, cells: Cells) -> list[Finding]:
    """The remark on cells that hold an error instead of a value.

    Args:
        sheet: The sheet.
        cells: Where they are.
    """
    message = "вместо значений — ошибки формул (#ССЫЛКА!, #Н/Д и подобные): {}; они считаются пустыми"
    tip = "Исправьте формулы в Excel или вставьте значения вместо них («Специальная вставка» → «Значения»)"
    return _finding("formula-errors", sheet, message, cells, tip)


def untitled(sheet: Sheet, rows: Sequence[int]) -> list[Finding]:
    """The remark on rows with something to the right of the table."""
    if not rows:
        return []
    message = f"справа от таблицы, в столбцах без названия, есть значения (строк: {len(rows)}); они не читаются"
    places = tuple(Place(sheet.file, row=row) for row in rows[:_SHOWN])
    tip = "Если это данные, дайте их столбцам названия в шапке"
    return [Finding("untitled-columns", Severity.INFO, message, places, tip)]


def xml_remarks(sheet: Sheet, source: Path | bytes, part: str | None) -> list[Finding]:
    """Remarks that need a second look at the file: it is taken only when the cells give a reason to.

    Args:
        sheet: The sheet.
        source: The workbook.
        part: The member that holds the sheet, when it is known.
    """
    if not part:
        return []
    found: list[Finding] = []
    try:
        with archive_of(source) as archive:
            member = archive.getinfo(part)
            if _FORMULA in next((piece for piece in pieces(archive, member) if piece), b""):
                message = "формулы сохранены без вычисленных значений: {}; они считаются пустыми"
                tip = "Откройте книгу в Excel и сохраните: значения вычислятся"
                cells = _below(sheet, formulas_without_value(pieces(archive, member)))
                found += _finding("uncomputed-formulas", sheet, message, cells, tip)
            if _long_numbers(sheet):
                message = "числа из 16 и более цифр: {}; Excel хранит только 15 цифр, остальные потеряны"
                tip = "Выгрузите данные в CSV прямо из CRM или задайте столбцу текстовый формат до вставки номеров"
                cells = _below(sheet, numbers_cut_short(pieces(archive, member)))
                found += _finding("lost-digits", sheet, message, cells, tip)
    except (KeyError, TornError, zipfile.BadZipFile):
        return []
    return found


def _long_numbers(sheet: Sheet) -> bool:
    from pyarrow import compute

    for column in sheet.cells().columns[1:]:
        lengths = compute.binary_length(column)
        long = compute.and_(compute.greater_equal(lengths, _LONG[0]), compute.less_equal(lengths, _LONG[1]))
        if compute.any(compute.ascii_is_decimal(column.filter(long))).as_py():
            return True
    return False


def _below(sheet: Sheet, refs: Sequence[Ref]) -> list[tuple[int, int]]:
    places = [(row, number_of(letters) - 1) for row, letters in refs]
    return [(row, column) for row, column in places if row > sheet.header_row and column < len(sheet.headers)]


def _finding(code: str, sheet: Sheet, message: str, cells: Cells, tip: str) -> list[Finding]:
    if not cells:
        return []
    places = tuple(Place(sheet.file, row=row, field=_title(sheet, column)) for row, column in sorted(cells)[:_SHOWN])
    return [Finding(code, Severity.WARNING, message.format(f"клеток {len(cells)}"), places, tip)]


def _title(sheet: Sheet, column: int) -> str | None:
    return sheet.headers[column] if column < len(sheet.headers) and sheet.headers[column] else None
