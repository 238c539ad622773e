"""Words that every view of a calibration has in common."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from handbook.calibration import Calibrated, Calibration, Rung, Scale
from handbook.norms.quantity import Quantity, Unit
from handbook.russian.dates import date_short
from handbook.russian.numbers import NBSP, format_number, percent

#: Units as a table has room for.
SHORT: dict[Unit, str] = {
    Unit.COUNT: "",
    Unit.DAY: "дн.",
    Unit.WORKING_DAY: "раб. дн.",
    Unit.HOUR: "ч",
    Unit.WORKING_HOUR: "раб. ч",
    Unit.MINUTE: "мин",
    Unit.WORKING_MINUTE: "раб. мин",
    Unit.PERCENT: "%",
}
#: «Не менее», «не более».
AT: dict[str, str] = {"min": "не менее", "max": "не более"}


def value_words(value: Decimal, unit: Unit) -> str:
    """A value with its unit in short: «23,4 дн.»."""
    number = format_number(value, 1)
    return f"{number}{NBSP}{SHORT[unit]}" if SHORT[unit] else number


def limit_words(scale: Scale, limit: Quantity) -> str:
    """A limit as a requirement: «не более 25 календарных дней»."""
    return f"{AT[scale.bound]}{NBSP}{limit.words}"


def share_words(violators: int, population: int) -> str:
    """How many break a norm: «180 из 1 204 (15 %)»."""
    if not population:
        return "никого"
    return f"{format_number(violators)} из {format_number(population)} ({percent(violators / population)})"


def rung_words(rung: Rung) -> str:
    """What another limit would find."""
    return share_words(rung.violators, rung.population)


def standing_words(norm: Calibrated, scale: Scale) -> str:
    """Where the limit stands among the values."""
    if norm.spread is None:
        return ""
    number = norm.spread.number
    if not scale.beyond:
        return "мягче всех значений"
    return f"строже, чем {percent(scale.beyond / number)} значений"


def period_words(found: Calibration) -> str:
    """The days that were looked at."""
    return f"{date_short(found.judged_from)} — {date_short(found.as_of - timedelta(days=1))}"
