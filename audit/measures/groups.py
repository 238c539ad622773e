"""What tables of measures share: the period, the group, sums by both, and shares of one number in another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

from audit.engines.base import Row
from audit.rules.scope import Condition
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.model.indicator import DealIndicator

#: Titles of the dimensions, and what stands in the row of those that have none.
_GROUPS: dict[str, tuple[str, str]] = {
    "owner": ("Ответственный", "без ответственного"),
    "pipeline": ("Воронка", "без воронки"),
    "product": ("Продукт", "без продукта"),
    "segment": ("Сегмент", "без сегмента"),
    "stage": ("Ушли со стадии", "стадия неизвестна"),
    "client": ("Клиент", "без клиента"),
}
#: SQL of the period of a fact on a day of ``days AS c``.
_PERIODS: dict[str, str] = {
    "all": "CAST(NULL AS VARCHAR)",
    "month": "c.month_key",
    "quarter": "c.quarter_key",
}
_MINUTE = Decimal("0.0001")
_KOPECK = Decimal("0.01")

#: A key of a row: period, group.
Key = tuple[str | None, str | None]


def group_sql(by: str, alias: str = "d") -> str:
    """SQL of the group of a row: a column named like the dimension."""
    return "CAST(NULL AS VARCHAR)" if by == "company" else f"{alias}.{by}"


def period_sql(per: str) -> str:
    """SQL of the period of a fact joined with ``days AS c``."""
    return _PERIODS[per]


def days_join(per: str, day: str) -> str:
    """The join with the calendar that ``period_sql`` needs."""
    return "" if per == "all" else f"JOIN days AS c ON c.day = {day}"


def in_period(day: str) -> str:
    """The condition that a day belongs to what is audited."""
    return f"{day} >= coalesce(CAST($judged_from AS DATE), DATE '0001-01-01') AND {day} < CAST($as_of AS DATE)"


def of_pipelines(indicator: DealIndicator, column: str = "d.pipeline") -> Condition:
    """The condition on the pipelines of an indicator."""
    found = Condition()
    found.texts("pipeline", f"lower(trim({column})) IN ({{}})", indicator.pipelines)
    return found


def key_columns(by: str, per: str = "all") -> tuple[MeasureColumn, ...]:
    """The columns that name the period and the group of a row, where there are several."""
    period = (MeasureColumn("period", "Период"),) if per != "all" else ()
    return (*period, *((MeasureColumn(by, _GROUPS[by][0]),) if by != "company" else ()))


def key_cells(key: Key, by: str, per: str = "all") -> tuple[Cell, ...]:
    """The cells under ``key_columns``."""
    period, group = key
    named: tuple[Cell, ...] = (group if group is not None else _GROUPS[by][1],) if by != "company" else ()
    return (*((period,) if per != "all" else ()), *named)


def total_cells(by: str, per: str = "all") -> tuple[Cell, ...]:
    """The cells under ``key_columns`` in a row of totals."""
    width = len(key_columns(by, per))
    return ("Всего", *[None] * (width - 1)) if width else ()


def order(key: Key) -> tuple[str, bool, str]:
    """Sorts rows: by period, then by group, those without one last."""
    period, group = key
    return (period or "", group is None, group or "")


def key_of(row: Row) -> Key:
    """The key of an answer with the columns ``period`` and ``group_name``."""
    return row["period"], row["group_name"]


def summed(rows: Iterable[Row], names: Sequence[str]) -> dict[Key, dict[str, Decimal]]:
    """The sums of columns by key, rows of one key added up."""
    found: dict[Key, dict[str, Decimal]] = defaultdict(lambda: dict.fromkeys(names, Decimal(0)))
    for row in rows:
        sums = found[key_of(row)]
        for name in names:
            sums[name] += decimal(row[name])
    return dict(found)


def decimal(value: Any) -> Decimal:  # noqa: ANN401 - whatever number an engine returns
    """An exact number of an engine's answer; nothing is zero."""
    return Decimal(0) if value is None else Decimal(value)


def total(sums: Mapping[Key, Mapping[str, Decimal]], names: Sequence[str]) -> dict[str, Decimal]:
    """The sums over all keys."""
    return {name: sum((item[name] for item in sums.values()), Decimal(0)) for name in names}


def exact(value: Fraction | Decimal, step: Decimal = _MINUTE) -> Decimal:
    """A number as it is recorded, rounded once, halves away from zero."""
    number = Fraction(value) / Fraction(step)
    whole = (abs(number) + Fraction(1, 2)).__floor__()
    return (Decimal(whole if number >= 0 else -whole) * step).quantize(step, rounding=ROUND_HALF_UP)


def money(value: Fraction | Decimal) -> Decimal:
    """A sum as it is recorded: to the kopeck."""
    return exact(value, _KOPECK)


def percent(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """One number in per cent of another; None when there is nothing to divide by."""
    return exact(100 * Fraction(part) / Fraction(whole)) if whole else None


def ratio(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """One number divided by another; None when there is nothing to divide by."""
    return exact(Fraction(part) / Fraction(whole)) if whole else None


def each(part: Decimal | int, whole: Decimal | int) -> Decimal | None:
    """Money on one of what is counted; None when there is none."""
    return money(Fraction(part) / Fraction(whole)) if whole else None


def count(name: str, title: str) -> MeasureColumn:
    """A column of counts."""
    return MeasureColumn(name, title, CellKind.COUNT)


def sum_of(name: str, title: str) -> MeasureColumn:
    """A column of money."""
    return MeasureColumn(name, title, CellKind.MONEY)


def share_of(name: str, title: str) -> MeasureColumn:
    """A column of per cent."""
    return MeasureColumn(name, title, CellKind.PERCENT)


def days_of(name: str, title: str) -> MeasureColumn:
    """A column of days."""
    return MeasureColumn(name, title, CellKind.DAYS)
