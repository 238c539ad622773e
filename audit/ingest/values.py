"""Values that the fast path could not read: one text in, a value, an agreed blank, or «unread» out.

The fast path (``convert``) reads the common shapes by the thousand; here each distinct leftover is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
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
_CLOCK = r"(?:[ T,]+(?:в )?(?P<h>\d{1,2}):(?P<min>\d{2})(?::(?P<s>\d{2})(?:[.,]\d+)?)?(?: ?(?P<half>[ap])\.?m\.?)?)?"
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
#: «3/4/2023» is a day in March or in April; only the column can tell.
_SLASHED = re.compile(r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<y>\d{4})" + _CLOCK + r"$", re.IGNORECASE)
#: «03-04-2026» and «03.04.26» have the day first, unless the column proves otherwise.
_PARTED = re.compile(r"(?P<one>\d{1,2})(?P<mark>[-.])(?P<two>\d{1,2})(?P=mark)" + _YEAR + _CLOCK + r"$", re.IGNORECASE)
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
_MONTHS_A_YEAR = _HALF_DAY = 12
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f'’]")
_CURRENCY = (
    r"(?:[₽$€£¥₸₴₾₼%]|us\$|руб(?:\.|лей|ля|ль)?|р\.?|грн\.?|тг\.?|тенге|долл?(?:\.|аров|ара|ар)?|евро|шт\.?"
    r"|rub|rur|usd|eur|gbp|cny|kzt|byn|uah)"
)
#: Any number of digits with marks between them; what the marks mean is told later.
_AMOUNT = re.compile(
    rf"(?P<open>\()?(?P<sign>[-+]?){_CURRENCY}?(?P<inner>[-+]?)(?P<digits>\d[\d.,]*){_CURRENCY}?(?(open)\))",
    re.IGNORECASE,
)
_NO_AMOUNT = re.compile(rf"[-—–]?{_CURRENCY}?", re.IGNORECASE)
_COMMA_GROUPS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_POINT_GROUPS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ONE_MARK = re.compile(r"\d+(?:[.,]\d+)?")
#: «1,250» and «1.250»: a quarter more than one, or a thousand and more.
_EITHER_WAY = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_YES = frozenset({"да", "y", "yes", "true", "1", "истина", "+", "on", "вкл", "✓", "✔", "☑"})
_NO = frozenset({"нет", "n", "no", "false", "0", "ложь", "-", "off", "выкл", "✗", "☐"})


class Order(Enum):
    """What comes first in dates with slashes."""

    DAY = "d"
    MONTH = "m"


def read_moment(
    text: str, *, months: bool = False, order: Order | None = None, month_first: str = ""
) -> datetime | Unread | None:
    """A date or a moment as people and CRMs write it.

    Args:
        text: «2 янв. 2026», «Jan 2, 2024», «31.12.25 9:05», «не закрыта», «01.01.0001».
        months: Whether a month without a day («март 2026», «03.2026») is a date too: its first day.
        order: How dates with slashes are written in this column, as ``slash_order`` tells; None leaves them unread.
        month_first: Marks between the parts of dates in which the month comes first, as ``month_first_marks`` tells.

    Returns:
        The moment without a zone, None for an agreed blank, UNREAD for anything else.
    """
    text = " ".join(text.split())
    if text.casefold() in _NO_DATE:
        return None
    parted = _PARTED.match(text) if month_first else None
    if parted and parted["mark"] in month_first:
        return _ordered(parted, Order.MONTH)
    for shape in (*_SHAPES, *(_MONTH_SHAPES if months else ())):
        match = shape.match(text)
        if match:
            return _moment(match.groupdict())
    slashed = _SLASHED.match(text) if order else None
    if slashed:
        return _ordered(slashed, order)
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return UNREAD
    # Moments with an offset are the fast path's; one it refused has an offset nobody can be sure of.
    return UNREAD if moment.tzinfo else _sane(moment)


def slash_order(texts: Iterable[str]) -> Order | None:
    """How a column writes dates with slashes, when a day beyond the twelfth proves it and none speaks against it.

    Args:
        texts: Its distinct values.
    """
    return _order([match for match in map(_SLASHED.match, (" ".join(text.split()) for text in texts)) if match])


def month_first_marks(texts: Iterable[str]) -> str:
    """The marks of dates that a column proves to be written with the month first: «03.13.2026», and no day there.

    Args:
        texts: Its distinct values.

    Returns:
        "", "-", "." or both.
    """
    found = [match for match in map(_PARTED.match, (" ".join(text.split()) for text in texts)) if match]
    marks = sorted({match["mark"] for match in found})
    return "".join(mark for mark in marks if _order([match for match in found if match["mark"] == mark]) is Order.MONTH)


def _order(dates: Sequence[re.Match[str]]) -> Order | None:
    first, second = (any(int(match[part]) > _MONTHS_A_YEAR for match in dates) for part in ("one", "two"))
    if first == second:
        return None
    return Order.DAY if first else Order.MONTH


def _ordered(date: re.Match[str], order: Order | None) -> datetime | Unread | None:
    parts = date.groupdict()
    day, month = ("two", "one") if order is Order.MONTH else ("one", "two")
    return _moment(parts | {"d": parts[day], "m": parts[month]})


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
    half = parts.get("half")
    if half:
        if not 1 <= hour <= _HALF_DAY:
            return UNREAD
        hour = hour % _HALF_DAY + (_HALF_DAY if half.casefold() == "p" else 0)
    try:
        day = int(parts.get("d") or 1)
        return _sane(datetime(year, month, day, hour, minute, second))  # noqa: DTZ001 - naive by design
    except ValueError:
        return UNREAD


def _sane(moment: datetime) -> datetime | Unread | None:
    if moment.date() == date.min:
        return None
    return moment if FIRST_YEAR <= moment.year <= LAST_YEAR else UNREAD


def read_number(text: str, groups: str = "") -> Decimal | Unread | None:
    """A number with spaces, a currency and any decimal mark: «€ 3.500,00», «1 250 000,50 ₽», «1000|RUB», «(5,00)».

    Args:
        text: What is written.
        groups: Marks that part thousands in this column, as ``group_marks`` tells; a comma or a point that stands
            alone before three digits is a decimal mark otherwise: «1,250» is 1.25, as the Russian notation has it.

    Returns:
        The number, None for an agreed blank, UNREAD for anything else, and for a number that reads both ways in a
        column that is written both ways.
    """
    found = _amount(text)
    if found is None:
        return None if _NO_AMOUNT.fullmatch(_bare(text)) else UNREAD
    sign, digits = found
    if _EITHER_WAY.fullmatch(digits) and groups:
        if len(groups) > 1:
            return UNREAD
        if groups in digits:
            digits = digits.replace(groups, "")
    if _ONE_MARK.fullmatch(digits):
        plain = digits.replace(",", ".")
    elif _COMMA_GROUPS.fullmatch(digits):
        plain = digits.replace(",", "")
    elif _POINT_GROUPS.fullmatch(digits):
        plain = digits.replace(".", "").replace(",", ".")
    else:
        return UNREAD
    number = Decimal(sign + plain)
    return number if abs(number) < BEYOND else UNREAD


def group_marks(texts: Iterable[str]) -> str:
    """The marks that part thousands somewhere in a column: «1,234,567», «1,250.50», «1.250,50», or any dollar.

    Args:
        texts: Its distinct values.

    Returns:
        "", ",", "." or both when the column is written both ways.
    """
    marks = set()
    for text in texts:
        found = _amount(text)
        if found is None:
            continue
        digits = found[1]
        if "$" in text:
            marks.add(",")
        if not _ONE_MARK.fullmatch(digits):
            shapes = ((",", _COMMA_GROUPS), (".", _POINT_GROUPS))
            marks |= {mark for mark, shape in shapes if shape.fullmatch(digits)}
    return "".join(sorted(marks))


def either_way(text: str) -> str | None:
    """The digits of a number that reads both ways, whatever stands beside them: «USD 12,500»; None for any other."""
    found = _amount(text)
    return found[1] if found and _EITHER_WAY.fullmatch(found[1]) else None


def decimal_mark(text: str) -> str:
    """The mark before the hundredths of a number that reads one way only: «12,5», «0,125»; empty when it has none."""
    found = _amount(text)
    if found is None or not _ONE_MARK.fullmatch(found[1]) or _EITHER_WAY.fullmatch(found[1]):
        return ""
    return "," if "," in found[1] else "." if "." in found[1] else ""


def _amount(text: str) -> tuple[str, str] | None:
    """The sign and the digits of a number with their marks; None when it is none."""
    match = _AMOUNT.fullmatch(_bare(text))
    if match is None or (match["sign"] and match["inner"]):
        return None
    minus = match["open"] or "-" in match["sign"] + match["inner"]
    return "-" if minus else "", match["digits"]


def _bare(text: str) -> str:
    """A number without blanks and without the currency that Bitrix24 writes behind a bar."""
    return _SPACES.sub("", text.split("|", maxsplit=1)[0]).replace("\u2212", "-")


def read_flag(text: str) -> bool | Unread:
    """Yes or no in Russian, English and CRM notation."""
    low = text.strip().casefold()
    return True if low in _YES else False if low in _NO else UNREAD
