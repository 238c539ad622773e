"""Words inside drawings: short enough for their room, and safe whatever a CRM holds."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from generator.diagram.measure import Style, text_width
from generator.report import short, words
from generator.report.safe import line
from handbook.russian.numbers import DASH, NBSP, format_number
from handbook.russian.numbers import money as exact

#: The page is read in whatever face the reader has; some are wider than the one we measure by.
_WIDER = 1.08
_LONGEST = 120
_NAME = 60
_ISOLATE, _END = "\u2068", "\u2069"
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_FULL_NAME = 3
_MANY = 10_000


def width(text: str, size: float = 11, *, bold: bool = False) -> float:
    """How wide a text is at most."""
    return text_width(text, Style(size, bold)) * _WIDER


def fitted(text: str, room: float, size: float = 11, *, bold: bool = False) -> str:
    """The text as far as there is room for it, an ellipsis in place of the rest."""
    whole = line(text, _LONGEST)
    if width(whole, size, bold=bold) <= room:
        return whole
    while whole and width(f"{whole}…", size, bold=bold) > room:
        whole = whole[:-1].rstrip()
    return f"{whole}…"


def name(text: str, limit: int = _NAME) -> str:
    """A name inside a sentence: what is written from right to left must not turn the words around it."""
    shown = line(text, limit)
    turned = any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in shown)
    return f"{_ISOLATE}{shown}{_END}" if turned else shown


def initials(text: str) -> str:
    """A full name as its surname and initials; anything else stays as it is."""
    parts = text.split()
    if len(parts) != _FULL_NAME or not all(part[:1].isupper() and part[1:].isalpha() for part in parts):
        return text
    return f"{parts[0]} {parts[1][0]}.{NBSP}{parts[2][0]}."


def percent(value: float | None) -> str:
    """Per cent of 0…100 in two or three digits; a dash when there is none."""
    return DASH if value is None else short.share(value / 100)


def money(value: float | None, currency: str) -> str:
    """Money in two or three digits."""
    return DASH if value is None else short.money(Decimal(f"{value:.12g}"), currency)


def cash(value: float | None, currency: str) -> str:
    """Money as a table shows it, without kopecks."""
    return DASH if value is None else exact(Decimal(f"{value:.0f}"), currency)


def days(value: float | None) -> str:
    """Days with one digit."""
    return DASH if value is None else format_number(Decimal(f"{value:.12g}"), 1)


def count(value: float | None) -> str:
    """A number of objects."""
    return DASH if value is None else format_number(Decimal(f"{value:.12g}"))


def brief(value: float | None) -> str:
    """A number of objects where there is little room: «12», «340 тыс.»."""
    if value is None:
        return DASH
    return count(value) if abs(value) < _MANY else short.money(Decimal(f"{value:.12g}"), "")


def share(value: float | None) -> str:
    """Per cent of 0…100 as a table shows them."""
    return DASH if value is None else words.share(value / 100)
