"""Typed cells of a workbook: text is always text, numbers, money and dates are what they are.

The only module that knows XlsxWriter. Text never becomes a formula or a link: it is written as a string in the
text format, and a text that begins like a formula also gets Excel's own leading apostrophe.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import Enum
from typing import Any

from generator.report.safe import clean, clip
from handbook.russian.dates import date_short

#: What a cell of an XLSX file holds at most, rows of a sheet, and the year its calendar starts with.
CELL = 32_767
SHEET_ROWS = 1_048_576
_FIRST_YEAR = 1900
#: Two lines of a header, in points.
_HEAD_HEIGHT = 30
#: One line of text, in points, and the tallest row that is still handy.
_LINE = 13
_MOST_LINES = 20
_LONG = 4000

Value = str | int | float | Decimal | date | None


class Style(Enum):
    """How the values of a column look."""

    TEXT = "@"
    WRAPPED = "wrapped"
    INTEGER = "#,##0"
    NUMBER = "#,##0.0###"
    PERCENT = "0.0%"
    DATE = "dd.mm.yyyy"
    MONEY = "money"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, width in characters, and how values look."""

    title: str
    width: int
    style: Style = Style.TEXT


class Book:
    """A workbook being written, sheet by sheet and row by row."""

    def __init__(self, title: str, company: str, created: date, currency: str) -> None:
        """Start a workbook that says it was created on the given day, so that its bytes repeat."""
        import xlsxwriter

        self._buffer = io.BytesIO()
        self._file = xlsxwriter.Workbook(
            self._buffer,
            {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False},
        )
        self._file.set_properties(
            {
                "title": clip(clean(title), 200),
                "company": clip(clean(company), 200),
                "created": datetime.combine(created, time()),
            }
        )
        sign = {"RUB": "₽", "USD": "$", "EUR": "€"}.get(currency, "".join(filter(str.isalnum, currency))[:8])
        base: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top"}
        formats: dict[Style, dict[str, Any]] = {style: {"num_format": style.value} for style in Style}
        formats[Style.WRAPPED] = {"num_format": "@", "text_wrap": True}
        formats[Style.MONEY] = {"num_format": f'#,##0.00 "{sign}"'}
        self._formats = {style: self._file.add_format(base | more) for style, more in formats.items()}
        quoted: dict[str, Any] = base | {"num_format": "@", "quote_prefix": True}
        self._quoted = {style: self._file.add_format(quoted | {"text_wrap": style is Style.WRAPPED}) for style in Style}
        self._head = self._file.add_format(
            base | {"bold": True, "bg_color": "#E8ECF1", "bottom": 1, "bottom_color": "#8A96A3", "text_wrap": True}
        )

    def sheet(self, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Value]], empty: str) -> None:
        """Write a sheet with a header, frozen and filtered.

        Args:
            title: Name of the sheet.
            columns: Its columns.
            rows: Values, as many in a row as there are columns.
            empty: What the sheet says when there are no rows.
        """
        sheet = self._file.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.set_row(0, _HEAD_HEIGHT)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, clip(clean(column.title), CELL), self._head)
        last = 0
        for last, row in enumerate(rows, 1):
            if last == SHEET_ROWS - 1:
                self._text(sheet, (last, 0), "Лист заполнен; остальные строки — в audit.json", Style.TEXT)
                break
            lines = max(_lines(column, value) for column, value in zip(columns, row, strict=True))
            if lines > 1:
                sheet.set_row(last, min(lines, _MOST_LINES) * _LINE)
            for number, (column, value) in enumerate(zip(columns, row, strict=True)):
                self._cell(sheet, (last, number), value, column.style)
        if last == 0:
            self._text(sheet, (1, 0), empty, Style.TEXT)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._file.close()
        return self._buffer.getvalue()

    def _cell(self, sheet: Any, at: tuple[int, int], value: Value, style: Style) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        if value is None or value == "":
            return
        if isinstance(value, str):
            self._text(sheet, at, value, style)
        elif isinstance(value, date) and value.year < _FIRST_YEAR:
            self._text(sheet, at, date_short(value), style)
        elif isinstance(value, date):
            sheet.write_datetime(*at, datetime.combine(value, time()), self._formats[Style.DATE])
        elif math.isfinite(value):
            sheet.write_number(*at, float(value), self._formats[_number_style(value, style)])
        else:
            self._text(sheet, at, str(value), style)

    def _text(self, sheet: Any, at: tuple[int, int], value: str, style: Style) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        text = clean(value)
        if len(text) > CELL:
            mark = "… [обрезано]"
            text = text[: CELL - len(mark)] + mark
        if text.lstrip()[:1] in {"=", "+", "-", "@", "\t"} or value[:1] in {"\t", "\r", "\n"}:
            chosen = self._quoted[style]
        else:
            chosen = self._formats[style if style is Style.WRAPPED else Style.TEXT]
        sheet.write_string(*at, text, chosen)


def _number_style(value: float | Decimal, style: Style) -> Style:
    """A whole number shows no decimals, and a number in a column of texts still looks like one."""
    if style in {Style.TEXT, Style.WRAPPED, Style.NUMBER}:
        return Style.INTEGER if value == int(value) else Style.NUMBER
    return style


def _lines(column: Column, value: Value) -> int:
    """How many lines a wrapped text takes: not every spreadsheet fits the height of rows by itself."""
    if column.style is not Style.WRAPPED or not isinstance(value, str):
        return 1
    return sum(1 + max(len(part) - 1, 0) // column.width for part in value[:_LONG].split("\n"))
