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
from functools import lru_cache
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
#: Longer texts seldom repeat.
_SHORT = 120
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = frozenset({"=", "+", "-", "@", "\t"})

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


@dataclass(frozen=True, slots=True)
class Block:
    """One of several tables of a sheet.

    Attributes:
        title: The line above it.
        columns: Its columns; their widths are those of the sheet.
        rows: Values, as many in a row as there are columns.
        notes: Lines under it.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    notes: Sequence[str]


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
        head = {"bold": True, "bg_color": "#E8ECF1", "bottom": 1, "bottom_color": "#8A96A3", "text_wrap": True}
        self._head = self._file.add_format(base | head)
        # Titles of blocks and of their columns may come from a CRM.
        self._title = self._file.add_format(quoted | {"bold": True, "font_size": 12})
        self._block_head = self._file.add_format(quoted | head)

    def sheet(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        empty: str,
        *,
        to_print: bool = False,
    ) -> None:
        """Write a sheet with a header, frozen and filtered.

        Args:
            title: Name of the sheet.
            columns: Its columns.
            rows: Values, as many in a row as there are columns.
            empty: What the sheet says when there are no rows.
            to_print: Whether the columns are printed on one page, side by side, with lines between cells.
        """
        sheet = self._file.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        if to_print:
            sheet.fit_to_pages(1, 0)
            sheet.hide_gridlines(0)
            sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
            sheet.set_footer("&C&P / &N")
        sheet.set_row(0, _HEAD_HEIGHT)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, clip(clean(column.title), CELL), self._head)
        plain = self._look(Style.TEXT)
        looks = [self._look(column.style) for column in columns]
        wrapped = [(number, one.width) for number, one in enumerate(columns) if one.style is Style.WRAPPED]
        last = 0
        for last, row in enumerate(rows, 1):
            if last == SHEET_ROWS - 1:
                _text(sheet, (last, 0), "Лист заполнен; остальные строки — в audit.json", plain)
                break
            lines = max((_lines(row[number], width) for number, width in wrapped), default=1)
            if lines > 1:
                sheet.set_row(last, min(lines, _MOST_LINES) * _LINE)
            for number, (look, value) in enumerate(zip(looks, row, strict=True)):
                if value is not None:
                    _cell(sheet, (last, number), value, look)
        if last == 0:
            _text(sheet, (1, 0), empty, plain)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)

    def blocks(self, title: str, widths: Sequence[int], blocks: Iterable[Block], empty: str) -> None:
        """Write a sheet of several tables, one under another.

        Args:
            title: Name of the sheet.
            widths: Widths of its columns in characters.
            blocks: The tables.
            empty: What the sheet says when there are none.
        """
        sheet = self._file.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(9)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        plain, at = self._look(Style.TEXT), 0
        for block in blocks:
            if at + len(block.rows) + len(block.notes) + 2 >= SHEET_ROWS:
                _text(sheet, (at, 0), "Лист заполнен; остальное — в audit.json", plain)
                return
            at = self._block(sheet, at, block) + 2
        if at == 0:
            _text(sheet, (0, 0), empty, plain)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._file.close()
        return self._buffer.getvalue()

    def _block(self, sheet: Any, at: int, block: Block) -> int:  # noqa: ANN401 - XlsxWriter is untyped
        """Write a table from a row on; the last row it takes."""
        sheet.write_string(at, 0, _harmless(block.title)[0], self._title)
        if block.columns:
            at += 1
            sheet.set_row(at, _HEAD_HEIGHT)
        for number, column in enumerate(block.columns):
            sheet.write_string(at, number, clip(clean(column.title), CELL), self._block_head)
        looks = [self._look(column.style) for column in block.columns]
        for row in block.rows:
            at += 1
            for number, (look, value) in enumerate(zip(looks, row, strict=True)):
                if value is not None:
                    _cell(sheet, (at, number), value, look)
        for note in block.notes:
            at += 1
            _text(sheet, (at, 0), note, self._look(Style.TEXT))
        return at

    def _look(self, style: Style) -> _Look:
        loose = style in {Style.TEXT, Style.WRAPPED, Style.NUMBER}
        return _Look(
            text=self._formats[style if style is Style.WRAPPED else Style.TEXT],
            quoted=self._quoted[style],
            day=self._formats[Style.DATE],
            # A whole number shows no decimals, and a number in a column of texts still looks like one.
            whole=self._formats[Style.INTEGER if loose else style],
            number=self._formats[Style.NUMBER if loose else style],
        )


@dataclass(frozen=True, slots=True)
class _Look:
    """Formats of a column by what its value turns out to be, found once for all its rows."""

    text: Any
    quoted: Any
    day: Any
    whole: Any
    number: Any


def _cell(sheet: Any, at: tuple[int, int], value: str | float | Decimal | date, look: _Look) -> None:  # noqa: ANN401 - XlsxWriter is untyped
    if isinstance(value, str):
        if value:
            _text(sheet, at, value, look)
    elif isinstance(value, date):
        if value.year < _FIRST_YEAR:
            _text(sheet, at, date_short(value), look)
        else:
            sheet.write_datetime(*at, datetime.combine(value, time()), look.day)
    elif math.isfinite(value):
        sheet.write_number(*at, float(value), look.whole if value == int(value) else look.number)
    else:
        _text(sheet, at, str(value), look)


def _text(sheet: Any, at: tuple[int, int], value: str, look: _Look) -> None:  # noqa: ANN401 - XlsxWriter is untyped
    text, risky = _known(value) if len(value) <= _SHORT else _harmless(value)
    sheet.write_string(*at, text, look.quoted if risky else look.text)


def _harmless(value: str) -> tuple[str, bool]:
    """The text a cell can hold, and whether a spreadsheet might take it for a formula."""
    text = clean(value)
    if len(text) > CELL:
        mark = "… [обрезано]"
        text = text[: CELL - len(mark)] + mark
    return text, text.lstrip()[:1] in _FORMULA or value[:1] in {"\t", "\r", "\n"}


#: Titles, names of people and files come many times.
_known = lru_cache(maxsize=4096)(_harmless)


def _lines(value: Value, width: int) -> int:
    """How many lines a wrapped text takes: not every spreadsheet fits the height of rows by itself."""
    if not isinstance(value, str):
        return 1
    if len(value) <= width and "\n" not in value:
        return 1
    return sum(1 + max(len(part) - 1, 0) // width for part in value[:_LONG].split("\n"))
