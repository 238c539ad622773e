"""Words that every view of a calibration has in common."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from handbook.calibration import PERCENTS, Calibrated, Calibration, Rung, Scale
from handbook.norms.quantity import Quantity, Unit
from handbook.russian.dates import date_short
from handbook.russian.numbers import NBSP, counted, format_number, percent

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
    return f"{_of(violators, population)} ({percent(violators / population)})"


def _of(part: int, whole: int) -> str:
    return f"{format_number(part)} из {format_number(whole)}"


def rung_words(rung: Rung) -> str:
    """What another limit would find."""
    return share_words(rung.violators, rung.population)


def standing_words(norm: Calibrated, scale: Scale) -> str:
    """Where the limit stands among the values: «за предел выходит 2,4 % значений (24 из 1 011)»."""
    if norm.spread is None:
        return ""
    number = norm.spread.number
    if not scale.beyond:
        return "за предел не выходит ни одно значение"
    if number == 1:
        return "единственное значение за пределом"
    return f"за предел выходит {percent(scale.beyond / number)} значений ({_of(scale.beyond, number)})"


def spread_words(norm: Calibrated) -> str:
    """How the values lie; one value, or equal ones, are told without percentiles."""
    spread = norm.spread
    if spread is None:
        return ""
    most = value_words(spread.most, norm.unit)
    if spread.number == 1:
        return f"Измерено одно значение: {most}"
    number = counted(spread.number, "значение", "значения", "значений")
    if spread.least == spread.most:
        return f"{number}, и все равны: {most}"
    marks = " · ".join(
        f"P{mark} {format_number(value, 1)}" for mark, value in zip(PERCENTS, spread.percentiles, strict=True)
    )
    return f"{number} от {format_number(spread.least, 1)} до {most}: {marks}"


def differing_words(norm: Calibrated) -> str:
    """Why the breaches are not the values beyond the limit, or the values not the judged objects; else nothing."""
    spread = norm.spread
    if spread is None or not norm.population:
        return ""
    told = []
    if spread.number != norm.population:
        value = counted(spread.number, "значение", "значения", "значений")
        judged = f"проверено {format_number(norm.population)}, а измерено {value}"
        unpaid = norm.kind == "overdue_debt" and spread.number < norm.population
        why = "у оплаченных счетов просрочки нет" if unpaid else "измерить можно не всё или не один раз"
        told.append(f"{judged}: {why}; доли в таблице — от проверенного")
    beyond = sum(scale.beyond for scale in norm.scales)
    if norm.violators < beyond:
        outside = counted(beyond, "значение", "значения", "значений")
        told.append(
            f"за пределом {outside}, а нарушений {format_number(norm.violators)}: остальные судятся по прежней "
            "редакции, разрешены исключением или относятся к одному нарушителю"
        )
    elif norm.violators > beyond:
        told.append("нарушений больше, чем значений за пределом: норма судит и то, чего в этих значениях нет")
    return "; ".join(told)


def why_words(scale: Scale) -> str:
    """Why a limit is proposed and what share would break it, or why none is."""
    rung = scale.rung
    return f"{scale.why}; новый нарушат {rung_words(rung)}" if rung else scale.why


def period_words(found: Calibration) -> str:
    """The days that were looked at."""
    return f"{date_short(found.judged_from)} — {date_short(found.as_of - timedelta(days=1))}"
