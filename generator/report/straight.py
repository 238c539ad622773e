"""Rows written straight into a worksheet as XML: the way of XlsxWriter, cell by cell, takes three times as long.

Only plain rows of a table go this way: texts, numbers and dates. Everything else of a sheet, and a row with a link or
with a text near the limit of a cell, is left to XlsxWriter; both may follow each other in one sheet.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from generator.report.cells import FIRST_YEAR, Link, Value, harmless
from generator.report.looks import Look
from handbook.russian.dates import date_short

#: XlsxWriter counts a text in units of UTF-16, a letter being two of them at most.
_SURE = 16_000
#: Longer texts seldom repeat.
_SHORT = 120
#: Day 0 of spreadsheets, and the first day after the 29th of February 1900, which they believe in.
_EPOCH, _AFTER_LEAP = date(1899, 12, 30).toordinal(), 61
#: What Excel would read as a character by its code.
_CODED = re.compile("_(?=x[0-9a-fA-F]{4}_)")
_LETTERS = 26


class Straight:
    """The rows of one worksheet of a workbook with constant memory.

    Args:
        sheet: The worksheet; rows are written downwards, each once.
        looks: Formats of its columns.
    """

    def __init__(self, sheet: Any, looks: Sequence[Look]) -> None:  # noqa: ANN401 - XlsxWriter is untyped
        self._sheet = sheet
        self._columns = [(_letters(number), look) for number, look in enumerate(looks)]
        self._marks: dict[Any, str] = {}

    def put(self, at: int, row: Sequence[Value], height: int | None = None) -> bool:
        """Write a row; whether it was plain enough to be written.

        Args:
            at: Its number, from 0.
            row: Values, as many as there are columns.
            height: Its height in points; None for the usual one.
        """
        for value in row:
            if isinstance(value, Link) or (isinstance(value, str) and len(value) > _SURE):
                return False
        place = str(at + 1)
        cells = "".join(
            self._cell(letters, place, value, look) for (letters, look), value in zip(self._columns, row, strict=True)
        )
        tall = f' ht="{height}" customHeight="1"' if height else ""
        # What XlsxWriter still holds of the rows above goes first, and it is told how far the sheet reaches.
        self._sheet._write_single_row(at)  # noqa: SLF001 - there is no public way to write out the rows above
        self._sheet._check_dimensions(at, len(self._columns) - 1)  # noqa: SLF001 - see above
        self._sheet.row_data_fh.write(f'<row r="{place}"{tall}>{cells}</row>')
        return True

    def _cell(self, letters: str, place: str, value: Value, look: Look) -> str:
        if value is None or value == "":
            return f'<c r="{letters}{place}"{self._mark(look.blank)}/>' if look.blank is not None else ""
        if isinstance(value, date):
            if value.year >= FIRST_YEAR:
                return f'<c r="{letters}{place}"{self._mark(look.day)}><v>{_serial(value)}</v></c>'
            value = date_short(value)
        elif not isinstance(value, str | Link):
            if math.isfinite(value):
                form = look.whole if value == int(value) else look.number
                return f'<c r="{letters}{place}"{self._mark(form)}><v>{float(value):.16G}</v></c>'
            value = str(value)
        text = str(value)
        inner, risky = _known(text) if len(text) <= _SHORT else _inner(text)
        mark = self._mark(look.tints.get(text) or (look.quoted if risky else look.text))
        return f'<c r="{letters}{place}"{mark} t="inlineStr"><is><t{inner}</t></is></c>'

    def _mark(self, form: Any) -> str:  # noqa: ANN401 - see above
        """The attribute by which a cell names its format."""
        found = self._marks.get(form)
        if found is None:
            index = form._get_xf_index()  # noqa: SLF001 - the number of a format is told nowhere else
            found = self._marks[form] = f' s="{index}"'
        return found


def _inner(text: str) -> tuple[str, bool]:
    """The end of the opening tag and the words after it; and whether a spreadsheet might take them for a formula."""
    shown, risky = harmless(text)
    keep = ' xml:space="preserve"' if shown != shown.strip() else ""
    return f"{keep}>{escape(_CODED.sub('_x005F_', shown))}", risky


_known = lru_cache(maxsize=8192)(_inner)


@lru_cache(maxsize=4096)
def _serial(day: date) -> int:
    number = day.toordinal() - _EPOCH
    return number if number >= _AFTER_LEAP else number - 1


def _letters(number: int) -> str:
    """The letters of a column: A, Z, AA."""
    text = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, _LETTERS)
        text = chr(ord("A") + rest) + text
    return text
