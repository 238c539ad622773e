"""Typed cells: text is always text, numbers and dates are what they are, a link leads only where a page may lead.

Text never becomes a formula or a link: it is written as a string in the text format, and a text that begins like a
formula also gets Excel's own leading apostrophe.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from generator.report.looks import Look
from generator.report.safe import clean, link
from handbook.russian.dates import date_short

#: What a cell of an XLSX file holds at most, and the year its calendar starts with.
CELL = 32_767
FIRST_YEAR = 1900
#: Longest address and most links of a sheet that Excel takes; so many also open at once.
_ADDRESS = 2_000
LINKS = 5_000
_LONG = 4000
#: Longer texts seldom repeat.
_SHORT = 120
#: What a spreadsheet takes for the beginning of a formula.
_FORMULA = frozenset({"=", "+", "-", "@", "\t"})


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a page; without an address that may be followed it is a text."""

    text: str
    address: str | None


Value = str | int | float | Decimal | date | Link | None


def put(sheet: Any, at: tuple[int, int], value: Value, look: Look) -> None:  # noqa: ANN401 - XlsxWriter is untyped
    """Write a value into a cell."""
    if isinstance(value, str):
        if value:
            put_text(sheet, at, value, look)
        elif look.blank is not None:
            sheet.write_blank(*at, None, look.blank)
    elif value is None:
        if look.blank is not None:
            sheet.write_blank(*at, None, look.blank)
    elif isinstance(value, Link):
        _put_link(sheet, at, value, look)
    elif isinstance(value, date):
        if value.year < FIRST_YEAR:
            put_text(sheet, at, date_short(value), look)
        else:
            sheet.write_datetime(*at, datetime.combine(value, time()), look.day)
    elif math.isfinite(value):
        sheet.write_number(*at, float(value), look.whole if value == int(value) else look.number)
    else:
        put_text(sheet, at, str(value), look)


def put_text(sheet: Any, at: tuple[int, int], value: str, look: Look) -> None:  # noqa: ANN401 - see above
    """Write a text; the tint is that of its word."""
    text, risky = _known(value) if len(value) <= _SHORT else harmless(value)
    tinted = look.tints.get(value)
    sheet.write_string(*at, text, tinted or (look.quoted if risky else look.text))


def _put_link(sheet: Any, at: tuple[int, int], value: Link, look: Look) -> None:  # noqa: ANN401 - see above
    address = link(value.address)
    if not value.text:
        return
    if not address or len(address) > _ADDRESS or address.startswith(("/", "#", "?")):
        put_text(sheet, at, value.text, look)
        return
    target = address if address.startswith(("http://", "https://")) else f"external:{address}"
    sheet.write_url(*at, target, look.link, harmless(value.text)[0])


def harmless(value: str) -> tuple[str, bool]:
    """The text a cell can hold, and whether a spreadsheet might take it for a formula."""
    text = clean(value)
    if len(text) > CELL:
        mark = "… [обрезано]"
        text = text[: CELL - len(mark)] + mark
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter would take it for marked text and write it as it is.
        text += "\N{ZERO WIDTH SPACE}"
    return text, text.lstrip()[:1] in _FORMULA or value[:1] in {"\t", "\r", "\n"}


#: Titles, names of people and files come many times.
_known = lru_cache(maxsize=4096)(harmless)


def lines(value: Value, width: int) -> int:
    """How many lines a wrapped text takes: not every spreadsheet fits the height of rows by itself."""
    text = value.text if isinstance(value, Link) else value
    if not isinstance(text, str):
        return 1
    if len(text) <= width and "\n" not in text:
        return 1
    return sum(1 + max(len(part) - 1, 0) // width for part in text[:_LONG].split("\n"))
