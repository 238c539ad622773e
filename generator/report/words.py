"""Values of an audit in Russian words: measures, moments, shares, rows."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import ROUND_FLOOR, Decimal

from handbook.finding import Place
from handbook.norms.quantity import Quantity, Unit
from handbook.result import Violation
from handbook.russian.dates import date_short, month_period, quarter_period, week_period
from handbook.russian.numbers import DASH, NBSP, format_number, plural

#: 1 / 2-4 / 5 and more / a fraction.
_NOUNS: dict[Unit, tuple[str, str, str, str]] = {
    Unit.DAY: ("день", "дня", "дней", "дня"),
    Unit.WORKING_DAY: ("рабочий день", "рабочих дня", "рабочих дней", "рабочего дня"),
    Unit.HOUR: ("час", "часа", "часов", "часа"),
    Unit.WORKING_HOUR: ("рабочий час", "рабочих часа", "рабочих часов", "рабочего часа"),
    Unit.MINUTE: ("минута", "минуты", "минут", "минуты"),
    Unit.WORKING_MINUTE: ("рабочая минута", "рабочие минуты", "рабочих минут", "рабочей минуты"),
}
_MINUTES = frozenset({Unit.MINUTE, Unit.WORKING_MINUTE})
_LONG_MINUTES = 120
_FINEST = 6
_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?")


def measure(value: float | None, unit: str, beside: float | None = None) -> str:
    """A measured value with its noun: «16,4 рабочего часа», «135 рабочих минут (2,3 ч)».

    Args:
        value: The value; None when what is measured is absent.
        unit: Short unit name, see ``Unit``; a name not known stands as it is.
        beside: The limit shown next to it: digits are added until the two differ, for a breach by a
            minute must not read «8 часов при норме 8 часов».
    """
    if value is None or not math.isfinite(value):
        return DASH
    number = _distinct(value, beside)
    known = _unit(unit)
    text = format_number(number)
    if known is None:
        return f"{text}{NBSP}{unit}"
    if known is Unit.COUNT:
        return text
    if known is Unit.PERCENT:
        return f"{text}{NBSP}%"
    one, few, many, part = _NOUNS[known]
    noun = plural(number, one, few, many) if number == number.to_integral_value() else part
    hours = f" ({format_number(number / 60, 1)}{NBSP}ч)" if known in _MINUTES and number >= _LONG_MINUTES else ""
    return f"{text}{NBSP}{noun}{hours}"


def requirement(item: Violation) -> str:
    """The limit a violator was judged by: «не более 8 рабочих часов»; a dash when there is no number."""
    if item.limit is None or not math.isfinite(item.limit):
        return DASH
    known = _unit(item.unit)
    value = _decimal(item.limit)
    words = Quantity(value, known).words if known is not None else f"{format_number(value)}{NBSP}{item.unit}"
    if item.actual is None or not math.isfinite(item.actual) or item.actual == item.limit:
        return words
    return f"{'не более' if item.actual > item.limit else 'не менее'} {words}"


def beyond(item: Violation) -> str | None:
    """How far the fact is from the limit: «сверх нормы 81», «до нормы не хватает 3»; None without a number."""
    fact, limit = item.actual, item.limit
    if fact is None or limit is None or fact == limit or not math.isfinite(fact) or not math.isfinite(limit):
        return None
    known = _unit(item.unit)
    number = format_number(_distinct(abs(fact - limit), None))
    number += f"{NBSP}п.{NBSP}п." if known is Unit.PERCENT else ""
    return f"сверх нормы {number}" if fact > limit else f"до нормы не хватает {number}"


def moment(text: str) -> str:
    """A norm date or period as people write it: «05.03.2026», «неделя с 02.03.2026», «март 2026»."""
    try:
        if found := _DAY.fullmatch(text):
            day = date_short(date.fromisoformat(found[1]))
            return f"{day} {found[2]}" if found[2] else day
        if found := _WEEK.fullmatch(text):
            return week_period(date.fromisocalendar(int(found[1]), int(found[2]), 1))
        if found := _QUARTER.fullmatch(text):
            return quarter_period(date(int(found[1]), int(found[2]) * 3, 1))
        if found := _MONTH.fullmatch(text):
            return month_period(date(int(found[1]), int(found[2]), 1))
    except ValueError:
        return text
    return text


def points(value: float | None) -> str:
    """A score of 0…100 with one digit; only a score without a single breach reads 100."""
    if value is None or not math.isfinite(value):
        return DASH
    return format_number(tenth(value))


def tenth(score: float) -> Decimal:
    """A score as it is shown, so that differences of scores agree with what stands beside them."""
    return _decimal(score).quantize(Decimal("0.1"), rounding=ROUND_FLOOR)


def share(value: float) -> str:
    """A share as per cent with one digit; a small one never reads as zero, an incomplete one never as 100."""
    number = _decimal(value) * 100
    shown = number.quantize(Decimal("0.1"))
    if number > 0 and shown == 0:
        return f"менее{NBSP}0,1{NBSP}%"
    if number < 100 <= shown:  # noqa: PLR2004 - the whole in per cent
        return f"99,9{NBSP}%"
    return f"{format_number(shown)}{NBSP}%"


def ranges(rows: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Rows gathered into runs of neighbours, in the order given: 2, 3, 4, 9 → (2, 4), (9, 9)."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        else:
            runs.append((row, row))
    return tuple(runs)


def row_list(rows: Sequence[int], limit: int) -> str:
    """Rows in words: «2–5, 9, 12–40 и ещё 17»; at most ``limit`` runs are named."""
    runs = ranges(sorted(rows))
    shown = ", ".join(f"{first}" if first == last else f"{first}–{last}" for first, last in runs[:limit])
    left = sum(last - first + 1 for first, last in runs[limit:])
    return f"{shown} и ещё{NBSP}{format_number(left)}" if left else shown


def places(items: Sequence[Place], limit: int) -> tuple[str, ...]:
    """Places of a finding in words, rows of one column together: «deals.csv, столбец «Сумма», строки 2–5».

    Args:
        items: The places.
        limit: How many runs of rows are named for each column.
    """
    groups: dict[tuple[str, str | None], list[int]] = {}
    for item in items:
        rows = groups.setdefault((str(item) if item.line else item.file, item.field), [])
        if item.row is not None and item.line is None:
            rows.append(item.row)
    found = []
    for (file, field), rows in groups.items():
        parts = [file]
        if field:
            parts.append(f"столбец «{field}»")
        if rows:
            parts.append(f"{'строка' if len(rows) == 1 else 'строки'} {row_list(rows, limit)}")
        found.append(", ".join(parts))
    return tuple(found)


def last_day(as_of: date) -> date:
    """The last audited day: ``as_of`` itself is not audited any more."""
    return as_of - timedelta(days=1) if as_of > date.min else as_of


def _unit(name: str) -> Unit | None:
    try:
        return Unit(name)
    except ValueError:
        return None


def _decimal(value: float) -> Decimal:
    return Decimal(f"{value:.12g}")


def _distinct(value: float, beside: float | None) -> Decimal:
    number = _decimal(value)
    for places in range(1, _FINEST):
        shown = number.quantize(Decimal(1).scaleb(-places)) if abs(value) < 1e12 else number  # noqa: PLR2004 - 12 digits are all a float is read with
        if beside is None or value == beside or shown != _decimal(beside):
            return shown.normalize() if shown else Decimal(0)
    return number
