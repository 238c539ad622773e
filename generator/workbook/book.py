"""The sources as a workbook: styled, with lists to choose from, notes on keys, and a memory of what was exported."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.report.safe import clean, clip
from generator.workbook.codecs import Names, Number, Whole, tidied
from generator.workbook.derived import titles_of
from generator.workbook.guide import GUIDE
from generator.workbook.notes import note
from generator.workbook.plan import Column, Plan, Titles, value_at
from generator.workbook.sheets import PLANS
from generator.workbook.sources import Row, Sources

#: Hidden sheets: what every cell said when exported, and what the lists to choose from hold.
MEMORY, LISTS, HELP = "_исходное", "_списки", "Справка"
#: What a cell of an XLSX file holds at most.
CELL = 32_767
_CUT = "… [обрезано]"
_FORMULA = ("=", "+", "-", "@", "\t")
_LINE, _MOST_LINES, _HEAD_HEIGHT = 13, 14, 30
#: So many rows below the last are ready for new records.
_SPARE = 200
#: Wider sheets are printed on several pages side by side: on one, nobody could read them.
_ONE_PAGE = 320
_BORN = datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed mark, so that the same sources give the same bytes


def names_of(sources: Sources) -> Names:
    """Identifiers and titles of everything cells may name."""
    titles: dict[str, dict[str, str]] = {}
    shorts: dict[str, dict[str, str]] = {}
    for plan in PLANS:
        if plan.target:
            shorts[plan.target] = {row.key: str(row.data.get("short") or "") for row in plan.rows(sources)}
            titles[plan.target] = {
                row.key: str(row.data.get("title") or row.data.get("term") or "") for row in plan.rows(sources)
            }
    return Names(titles, shorts)


def cells_of(plan: Plan, row: Row, titles: Titles) -> Iterator[str]:
    """What the cells of a row say, after its key and its owner."""
    for column in plan.columns:
        if column.derived:
            yield column.derived(row, titles)
        else:
            yield column.codec.show(value_at(row.data, column.place(row.data)))


def book(sources: Sources, company: str) -> bytes:
    """The workbook of a company's sources, the same bytes for the same sources.

    Args:
        sources: Every file of the company.
        company: Its name, for the properties of the file.
    """
    import xlsxwriter

    buffer = io.BytesIO()
    file = xlsxwriter.Workbook(
        buffer, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    file.set_properties({"title": "Регламент продаж", "company": clip(clean(company), 200), "created": _BORN})
    written = _Written(file, sources, names_of(sources))
    for plan in PLANS:
        written.sheet(plan)
    written.help()
    written.lists()
    written.memory()
    file.close()
    return buffer.getvalue()


@dataclass(frozen=True)
class _Looks:
    """Formats of the workbook."""

    head: Any
    fixed_head: Any
    text: Any
    quoted: Any
    number: Any
    fixed: Any
    fixed_quoted: Any
    title: Any
    plain: Any


class _Written:
    """A workbook on its way to be written."""

    def __init__(self, file: Any, sources: Sources, names: Names) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        self._file = file
        self._sources = sources
        self._titles = titles_of(sources)
        self._names = names
        self._remembered: list[tuple[str, ...]] = []
        self._looks = _looks(file)
        #: The column of the sheet of lists that holds the identifiers of each kind.
        self._columns = {target: number for number, target in enumerate(names.titles)}

    def sheet(self, plan: Plan) -> None:
        """Write the records of one sheet."""
        sheet = self._file.add_worksheet(plan.title)
        lead = 2 if plan.owner else 1
        looks = self._looks
        sheet.freeze_panes(1, lead)
        sheet.set_landscape()
        sheet.set_paper(8)
        if sum(column.width for column in plan.columns) <= _ONE_PAGE:
            sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.set_row(0, _HEAD_HEIGHT)
        sheet.set_column(0, lead - 1, 24, looks.fixed)
        sheet.write_string(0, 0, plan.key_title, looks.fixed_head)
        sheet.write_comment(0, 0, _KEY_NOTE, _NOTE_SIZE)
        if plan.owner:
            sheet.write_string(0, 1, plan.owner[0], looks.fixed_head)
        for number, column in enumerate(plan.columns, lead):
            fixed = bool(column.derived)
            sheet.set_column(number, number, column.width, looks.fixed if fixed else looks.text)
            sheet.write_string(0, number, column.title, looks.fixed_head if fixed else looks.head)
            words = note(plan, column)
            if words:
                sheet.write_comment(0, number, words, _NOTE_SIZE)
        self._remembered.append((plan.title, "", *(column.title for column in plan.columns)))
        last = 0
        for last, row in enumerate(plan.rows(self._sources), 1):
            self._row(sheet, last, plan, row)
        for number, column in enumerate(plan.columns, lead):
            self._choose(sheet, number, last + _SPARE, column)
        if plan.owner:
            self._choose(sheet, 1, last + _SPARE, Column("", target=plan.owner[1]))
        sheet.autofilter(0, 0, max(last, 1), lead + len(plan.columns) - 1)

    def help(self) -> None:
        """Write the sheet that tells how to edit the others."""
        sheet = self._file.add_worksheet(HELP)
        sheet.set_column(0, 0, 34, self._looks.text)
        sheet.set_column(1, 1, 110, self._looks.text)
        for number, (title, text) in enumerate(GUIDE):
            sheet.write_string(number, 0, title, self._looks.title)
            sheet.write_string(number, 1, text, self._looks.text)
            sheet.set_row(number, _LINE * (1 + len(text) // 110 + text.count("\n")) + 4)

    def lists(self) -> None:
        """Write the hidden sheet that lists to choose from stand on."""
        sheet = self._file.add_worksheet(LISTS)
        sheet.hide()
        for target, number in self._columns.items():
            for row, name in enumerate(self._names.titles[target]):
                sheet.write_string(row, number, clip(clean(name), CELL), self._looks.plain)

    def memory(self) -> None:
        """Write the hidden sheet that remembers what was exported."""
        sheet = self._file.add_worksheet(MEMORY)
        sheet.very_hidden()
        for number, cells in enumerate(self._remembered):
            for column, text in enumerate(cells):
                if text:
                    sheet.write_string(number, column, text, self._looks.plain)

    def _row(self, sheet: Any, number: int, plan: Plan, row: Row) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        looks = self._looks
        texts = [clean(text) for text in cells_of(plan, row, self._titles)]
        fixed = [bool(column.derived) or len(text) > CELL for column, text in zip(plan.columns, texts, strict=True)]
        texts = [clipped(text) for text in texts]
        lines = max((_lines(text, column.width) for text, column in zip(texts, plan.columns, strict=True)), default=1)
        sheet.set_row(number, _LINE * min(lines, _MOST_LINES) + 2)
        lead = [row.key, row.owner] if plan.owner else [row.key]
        for column, text in enumerate(lead):
            _text(sheet, (number, column), text, looks.fixed, looks.fixed_quoted)
        for place, (one, text, locked) in enumerate(zip(plan.columns, texts, fixed, strict=True), len(lead)):
            value = None if one.derived else value_at(row.data, one.place(row.data))
            if not locked and isinstance(one.codec, Whole | Number) and type(value) in (int, float):
                sheet.write_number(number, place, value, looks.number)
            elif text:
                _text(
                    sheet,
                    (number, place),
                    text,
                    *((looks.fixed, looks.fixed_quoted) if locked else (looks.text, looks.quoted)),
                )
        said = (
            "" if locked and not column.derived else tidied(text)
            for column, text, locked in zip(plan.columns, texts, fixed, strict=True)
        )
        self._remembered.append((plan.title, row.key, *said))

    def _choose(self, sheet: Any, number: int, last: int, column: Column) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        rule: dict[str, Any] = {
            "validate": "list",
            "error_type": "warning",
            "error_title": "Нет в списке",
            "error_message": "Такого значения нет в списке. Оставить его?",
        }
        if column.choices and not column.derived and len(",".join(column.choices)) <= _CHOICES:
            sheet.data_validation(1, number, last, number, rule | {"source": list(column.choices)})
        elif column.target and self._names.titles.get(column.target):
            place = _letters(self._columns[column.target])
            end = len(self._names.titles[column.target])
            sheet.data_validation(1, number, last, number, rule | {"source": f"='{LISTS}'!${place}$1:${place}${end}"})


_KEY_NOTE = (
    "По этому столбцу строка узнаётся: не меняйте его у прежних строк.\n"
    "У новой строки оставьте пустым или впишите свой идентификатор латиницей."
)
_NOTE_SIZE = {"x_scale": 2.2, "y_scale": 1.1, "font_size": 9}
#: Excel refuses longer lists of words.
_CHOICES = 255


def _looks(file: Any) -> _Looks:  # noqa: ANN401 - XlsxWriter is untyped
    base: dict[str, Any] = {"font_name": "Arial", "font_size": 10, "valign": "top", "text_wrap": True}
    line = {"border": 1, "border_color": "#D5DAE0"}
    text = base | line | {"num_format": "@"}
    grey = {"bg_color": "#EDEFF2", "font_color": "#5B6673"}
    head = base | {"bold": True, "bottom": 1, "bottom_color": "#8A96A3", "bg_color": "#DCE8F7"}
    add = file.add_format
    return _Looks(
        head=add(head),
        fixed_head=add(head | {"bg_color": "#D9DDE2", "font_color": "#4A5460"}),
        text=add(text),
        quoted=add(text | {"quote_prefix": True}),
        number=add(base | line | {"num_format": "General"}),
        fixed=add(text | grey),
        fixed_quoted=add(text | grey | {"quote_prefix": True}),
        title=add(base | {"bold": True}),
        plain=add({"num_format": "@", "quote_prefix": True}),
    )


def _text(sheet: Any, at: tuple[int, int], text: str, look: Any, quoted: Any) -> None:  # noqa: ANN401 - XlsxWriter is untyped
    sheet.write_string(*at, text, quoted if text.lstrip()[:1] in _FORMULA and text.strip() else look)


def _lines(text: str, width: int) -> int:
    return sum(1 + max(len(part) - 1, 0) // max(width, 1) for part in text[:4000].split("\n"))


def clipped(text: str) -> str:
    """A text as far as a cell can hold it."""
    return text if len(text) <= CELL else f"{text[: CELL - 20]}{_CUT}"


def is_clipped(text: str) -> bool:
    """Whether a cell holds the beginning of a text only."""
    return text.endswith(_CUT) and len(text) > CELL - 2 * len(_CUT)


def _letters(column: int) -> str:
    """The name of a column, counted from zero: A, B… Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def cell_name(row: int, column: int) -> str:
    """The name of a cell, counted from zero: B7."""
    return f"{_letters(column)}{row + 1}"


def remembered(rows: Sequence[Sequence[str | None]]) -> dict[tuple[str, str], dict[str, str]]:
    """What the hidden sheet remembers: sheet and key of a row → heading of a column → what the cell said."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    headings: dict[str, Sequence[str | None]] = {}
    for title, key, *cells in (row for row in rows if len(row) > 1):
        if not title:
            continue
        if not key:
            headings[title] = cells
            continue
        heads = headings.get(title, ())
        found[title, key] = {head: tidied(cell) for head, cell in zip(heads, cells, strict=False) if head}
    return found
