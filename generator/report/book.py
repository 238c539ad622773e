"""A workbook written sheet by sheet: a header that stays in sight, filters, widths, print setup.

The only module that starts XlsxWriter; formats are in ``looks``, cells in ``cells``.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from generator.report.cells import CELL, LINKS, Link, Value, harmless, lines, put, put_text
from generator.report.looks import Look, Looks, Style, Tint
from generator.report.safe import clean, clip
from generator.report.straight import Straight
from handbook.russian.numbers import format_number

__all__ = [
    "CELL",
    "PRINTED",
    "SCREEN",
    "SHEET_ROWS",
    "Block",
    "Book",
    "Column",
    "Layout",
    "Link",
    "Style",
    "Tint",
    "Value",
]

#: Rows of a sheet of an XLSX file.
SHEET_ROWS = 1_048_576
#: Two lines of a header, in points.
_HEAD_HEIGHT = 30
#: One line of text, in points, and the tallest row that is still handy.
_LINE = 13
_MOST_LINES = 20
_BAR = "#8FB3DE"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, width in characters, and how values look.

    Attributes:
        tints: Colours of its words; a colour never says what the word does not.
        bar: The number that a bar behind the values fills the cell at; None draws no bars.
        choices: The words a person may enter, or the formula of their range for the first row; with any, or with
            ``entry``, the column is there to be filled in.
        entry: Whether a person fills the column in.
    """

    title: str
    width: int
    style: Style = Style.TEXT
    tints: Mapping[str, Tint] = field(default_factory=dict)
    bar: float | None = None
    choices: tuple[str, ...] | str = ()
    entry: bool = False


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


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is seen besides its cells.

    Attributes:
        to_print: Whether the columns are printed on one page, side by side, with lines between cells.
        paper: How many columns go to paper, from the first on; None for all.
        notes: Lines under the table.
        hidden: Whether only programs see the sheet.
    """

    to_print: bool = False
    paper: int | None = None
    notes: Sequence[str] = ()
    hidden: bool = False


#: Made to be read on a screen; made to be printed.
SCREEN, PRINTED = Layout(), Layout(to_print=True)


class Book:
    """A workbook being written, sheet by sheet and row by row."""

    def __init__(self, title: str, company: str, created: date, currency: str, rest: str = "") -> None:
        """Start a workbook that says it was created on the given day, so that its bytes repeat.

        Args:
            title: Of the file.
            company: Whose it is.
            created: The day.
            currency: Of its sums.
            rest: Where rows are that a sheet has no room for, to stand after «в»; empty when nowhere.
        """
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
        self._looks = Looks(self._file, currency)
        self._rest = rest

    def sheet(
        self,
        title: str,
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
        empty: str,
        layout: Layout = SCREEN,
    ) -> None:
        """Write a sheet with a header, frozen and filtered.

        Args:
            title: Name of the sheet.
            columns: Its columns.
            rows: Values, as many in a row as there are columns.
            empty: What the sheet says when there are no rows.
            layout: How it is printed, and what stands under the table.
        """
        sheet = self._file.add_worksheet(title)
        sheet.freeze_panes(1, 0)
        _on_paper(sheet, to_print=layout.to_print)
        sheet.repeat_rows(0)
        if layout.hidden:
            sheet.very_hidden()
        sheet.set_row(0, _HEAD_HEIGHT)
        for number, column in enumerate(columns):
            sheet.set_column(number, number, column.width)
            sheet.write_string(0, number, clip(clean(column.title), CELL), self._looks.head)
        plain = self._looks.look(Style.TEXT)
        last, left = self._rows(sheet, columns, rows)
        if last == 0:
            put_text(sheet, (1, 0), empty, plain)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        _finish(sheet, columns, last)
        under = (
            [f"Лист заполнен, не поместилось строк: {format_number(left)}" + self._elsewhere("они")]
            if left
            else layout.notes
        )
        for at, note in enumerate(under, max(last, 1) + (1 if left else 2)):
            if at < SHEET_ROWS:
                put_text(sheet, (at, 0), note, plain)
        if layout.paper is not None:
            sheet.print_area(0, 0, max(last, 1) + len(under) + 1, layout.paper - 1)

    def _rows(
        self,
        sheet: Any,  # noqa: ANN401 - XlsxWriter is untyped
        columns: Sequence[Column],
        rows: Iterable[Sequence[Value]],
    ) -> tuple[int, int]:
        """Write rows under the header; the last one written, and how many there was no room for."""
        looks = [
            self._looks.look(column.style, column.tints, Tint.ENTRY if column.entry or column.choices else None)
            for column in columns
        ]
        numbered = tuple(enumerate(looks))
        wrapped = [
            (number, one.width) for number, one in enumerate(columns) if one.style in {Style.WRAPPED, Style.FACT}
        ]
        last, links = 0, 0
        straight = Straight(sheet, looks)
        turn = iter(rows)
        for row in turn:
            if last == SHEET_ROWS - 2:
                return last, 1 + sum(1 for _ in turn)
            last += 1
            links += any(isinstance(value, Link) for value in row)
            values = row if links <= LINKS else [one.text if isinstance(one, Link) else one for one in row]
            tall = max((lines(values[number], width) for number, width in wrapped), default=1)
            height = min(tall, _MOST_LINES) * _LINE if tall > 1 else None
            if straight.put(last, values, height):
                continue
            if height:
                sheet.set_row(last, height)
            for (number, look), value in zip(numbered, values, strict=True):
                put(sheet, (last, number), value, look)
        return last, 0

    def blocks(self, title: str, widths: Sequence[int], blocks: Iterable[Block], empty: str) -> None:
        """Write a sheet of several tables, one under another.

        Args:
            title: Name of the sheet.
            widths: Widths of its columns in characters.
            blocks: The tables.
            empty: What the sheet says when there are none.
        """
        sheet = self._file.add_worksheet(title)
        _on_paper(sheet, to_print=True)
        for number, width in enumerate(widths):
            sheet.set_column(number, number, width)
        plain, at = self._looks.look(Style.TEXT), 0
        for block in blocks:
            if at + len(block.rows) + len(block.notes) + 2 >= SHEET_ROWS:
                put_text(sheet, (at, 0), "Лист заполнен" + self._elsewhere("остальное"), plain)
                return
            at = self._block(sheet, at, block, plain) + 2
        if at == 0:
            put_text(sheet, (0, 0), empty, plain)

    def content(self) -> bytes:
        """Close the workbook and return its bytes."""
        self._file.close()
        return self._buffer.getvalue()

    def _elsewhere(self, what: str) -> str:
        return f"; {what} — в {self._rest}" if self._rest else ""

    def _block(self, sheet: Any, at: int, block: Block, plain: Look) -> int:  # noqa: ANN401 - XlsxWriter is untyped
        """Write a table from a row on; the last row it takes."""
        sheet.write_string(at, 0, harmless(block.title)[0], self._looks.title)
        if block.columns:
            at += 1
            sheet.set_row(at, _HEAD_HEIGHT)
        for number, column in enumerate(block.columns):
            sheet.write_string(at, number, clip(clean(column.title), CELL), self._looks.block_head)
        looks = [self._looks.look(column.style, column.tints) for column in block.columns]
        for row in block.rows:
            at += 1
            for number, (look, value) in enumerate(zip(looks, row, strict=True)):
                put(sheet, (at, number), value, look)
        for note in block.notes:
            at += 1
            put_text(sheet, (at, 0), note, plain)
        return at


def _on_paper(sheet: Any, *, to_print: bool) -> None:  # noqa: ANN401 - XlsxWriter is untyped
    """Landscape A4; to be printed, also as wide as the page and with lines between cells."""
    sheet.set_landscape()
    sheet.set_paper(9)
    if to_print:
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        sheet.set_footer("&C&P / &N")


def _finish(sheet: Any, columns: Sequence[Column], last: int) -> None:  # noqa: ANN401 - XlsxWriter is untyped
    """Bars behind numbers, and what may be entered."""
    for number, column in enumerate(columns):
        where = (1, number, max(last, 1), number)
        if column.bar is not None and last:
            ends = {"min_type": "num", "min_value": 0, "max_type": "num", "max_value": column.bar}
            sheet.conditional_format(*where, {"type": "data_bar", "bar_color": _BAR, **ends})
        if column.choices:
            told = {"error_title": "Выберите из списка", "error_message": "Подходит одно из слов списка."}
            source = column.choices if isinstance(column.choices, str) else list(column.choices)
            sheet.data_validation(*where, {"validate": "list", "source": source, **told})
        elif column.entry and column.style is Style.DATE:
            told = {"error_title": "Нужна дата", "error_message": "Напишите день так: 05.10.2026."}
            after = {"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)}
            sheet.data_validation(*where, {**after, **told, "error_type": "warning"})
