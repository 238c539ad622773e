"""Values that the fast path could not read: one text in, a value, an agreed blank, or «unread» out.

The fast path (``convert``) reads the common shapes by the thousand; here each distinct leftover is read once.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias


class Unread(Enum):
    """The text is not empty and says nothing that could be read."""

    UNREAD = "unread"


UNREAD = Unread.UNREAD
Read: TypeAlias = datetime | Decimal | bool | Unread | None

#: Years no business fact has; CRM and accounting systems write them for «no date».
FIRST_YEAR = 1900
LAST_YEAR = 2200
#: No number of a business fact is so great; the canonical type holds no greater one.
BEYOND = Decimal(10) ** 14
_NO_DATE = frozenset({"не закрыта", "не закрыт", "не указана", "не указано", "нет", "-", "—", "never", "none", "null"})
_MONTHS = (
    "январь января янв january jan",
    "февраль февраля фев февр february feb",
    "март марта мар march mar",
    "апрель апреля апр april apr",
    "май мая may",
    "июнь июня июн june jun",
    "июль июля июл july jul",
    "август августа авг august aug",
    "сентябрь сентября сен сент september sept sep",
    "октябрь октября окт october oct",
    "ноябрь ноября ноя нояб november nov",
    "декабрь декабря дек december dec",
)
_MONTH = {word: number for number, words in enumerate(_MONTHS, 1) for word in words.split()}
_CLOCK = r"(?:[ T,]+(?:в )?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?)?"
_YEAR = r"(?P<y>\d{4}|\d{2})"
_SHAPES = tuple(
    re.compile(pattern + _CLOCK + r"$", re.IGNORECASE)
    for pattern in (
        r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\." + _YEAR + r"(?: ?г\.?)?",
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})",
        r"(?P<d>\d{1,2})-(?P<m>\d{1,2})-(?P<y>\d{4})",
        r"«?(?P<d>\d{1,2})»?[ -](?P<word>[а-яёa-z]{3,9})\.?[ -]" + _YEAR + r"(?: ?г(?:\.|ода)?)?",
        r"(?P<word>[a-z]{3,9})\.? (?P<d>\d{1,2}),? (?P<y>\d{4})",
    )
)
_MONTH_SHAPES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})$",
        r"(?P<m>\d{1,2})[-/.](?P<y>\d{4})$",
        r"(?P<word>[а-яёa-z]{3,9})\.?,? (?P<y>\d{4})(?: ?г(?:\.|ода?)?)?$",
    )
)
_CENTURY = 100
_PIVOT = 70
_SPACES = re.compile(r"[\s\u00a0\u2007\u202f'’]")
_MONEY_WORDS = re.compile(r"(?:₽|\$|€|£|руб(?:\.|лей|ля|ль)?|р\.|rub|rur|usd|eur|kzt|byn|тг|%|шт\.?)", re.IGNORECASE)
_YES = frozenset({"да", "y", "yes", "true", "1", "истина", "+"})
_NO = frozenset({"нет", "n", "no", "false", "0", "ложь", "-"})


def read_moment(text: str, *, months: bool = False) -> datetime | Unread | None:
    """A date or a moment as people and CRMs write it.

    Args:
        text: «2 янв. 2026», «Jan 2, 2024», «31.12.25 9:05», «не закрыта», «01.01.0001».
        months: Whether a month without a day («март 2026», «03.2026») is a date too: its first day.

    Returns:
        The moment without a zone, None for an agreed blank, UNREAD for anything else.
    """
    text = " ".join(text.split())
    if text.casefold() in _NO_DATE:
        return None
    for shape in (*_SHAPES, *(_MONTH_SHAPES if months else ())):
        match = shape.match(text)
        if match:
            return _moment(match.groupdict())
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return UNREAD
    # Moments with an offset are the fast path's; one it refused has an offset nobody can be sure of.
    return UNREAD if moment.tzinfo else _sane(moment)


def _moment(parts: dict[str, str | None]) -> datetime | Unread | None:
    word = parts.get("word")
    month = _MONTH.get(word.casefold(), 0) if word else int(parts.get("m") or 0)
    year_text = parts["y"] or ""
    year = int(year_text)
    if len(year_text) == 2:  # noqa: PLR2004 - a year of two digits
        year += (_CENTURY * 20) if year < _PIVOT else (_CENTURY * 19)
    hour, minute, second = (int(parts.get(key) or 0) for key in ("h", "min", "s"))
    if year == 0:
        return None
    try:
        day = int(parts.get("d") or 1)
        return _sane(datetime(year, month, day, hour, minute, second))  # noqa: DTZ001 - naive by design
    except ValueError:
        return UNREAD


def _sane(moment: datetime) -> datetime | Unread | None:
    if moment.date() == date.min:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else UNREAD


def read_number(text: str) -> Decimal | Unread | None:
    """A number with spaces, a currency and any decimal mark: «€ 3.500,00», «1 250 000,50 ₽», «1000|RUB».

    A single separator before exactly three digits at the end is a decimal mark if it is a comma or a point
    alone: «1,250» is 1.25, as the Russian notation has it.
    """
    bare = _MONEY_WORDS.sub("", _SPACES.sub("", text.split("|", maxsplit=1)[0]))
    if bare in {"", "-", "—"}:
        return None
    bare = bare.replace("\u2212", "-")
    last = max(bare.rfind(","), bare.rfind("."))
    if last >= 0:
        whole, fraction = bare[:last], bare[last + 1 :]
        mark = bare[last]
        if bare.count(mark) > 1:
            whole, fraction = bare, ""
        bare = re.sub(r"[.,]", "", whole) + (f".{fraction}" if fraction else "")
    if not re.fullmatch(r"[-+]?\d+(?:\.\d+)?", bare):
        return UNREAD
    number = Decimal(bare)
    return number if abs(number) < BEYOND else UNREAD


def read_flag(text: str) -> bool | Unread:
    """Yes or no in Russian, English and CRM notation."""
    low = text.strip().casefold()
    return True if low in _YES else False if low in _NO else UNREAD
