"""Rows written straight are the same cells that XlsxWriter would write."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from generator.report import book as books
from generator.report.book import Book, Column, Link, Style
from generator.report.cells import CELL, Value
from generator.report.looks import Tint
from generator.report.straight import Straight

COLUMNS = (
    Column("Текст", 12, Style.WRAPPED, tints={"беда": Tint.BAD}),
    Column("Сумма", 12, Style.MONEY),
    Column("Доля", 12, Style.PERCENT),
    Column("День", 12, Style.DATE),
    Column("Ввод", 12, entry=True),
)
ROWS: tuple[tuple[Value, ...], ...] = (
    ("беда", Decimal("12.50"), 0.125, date(2026, 3, 5), None),
    ("=1+1", 7, float("nan"), date(1899, 5, 1), "да"),
    ("<r>a&b<t/></r>", -0.0, 1.0, date(1900, 2, 28), None),
    ("_x0041_ и\x01\n<b>", 10**15, 1e-7, date(1900, 3, 1), ""),
    ("  края  ", None, None, None, "+7"),
    (Link("страница", "../site/n/"), 1.5, 2, date(9999, 12, 31), None),
    ("я" * (CELL - 1), 0, 0.5, None, None),
)


def cells(content: bytes) -> list[tuple[object, ...]]:
    sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
    return [
        (
            cell.coordinate,
            cell.data_type,
            cell.value,
            cell.number_format,
            cell.fill.start_color.rgb,
            cell.quotePrefix,
            cell.alignment.wrap_text,
            cell.hyperlink.target if cell.hyperlink else None,
            # XlsxWriter rounds points to pixels.
            round(sheet.row_dimensions[cell.row].height or 0),
        )
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if cell.value is not None or cell.has_style
    ]


def made() -> bytes:
    book = Book("Проба", "Компания", date(2026, 10, 1), "RUB")
    book.sheet("Лист", COLUMNS, ROWS, "пусто", books.Layout(notes=("под таблицей",)))
    return book.content()


def test_cells_are_those_of_xlsxwriter(monkeypatch: pytest.MonkeyPatch) -> None:
    straight = cells(made())
    monkeypatch.setattr(Straight, "put", lambda *_: False)
    assert straight == cells(made())
    assert any(cell[2] == "под таблицей" for cell in straight)
