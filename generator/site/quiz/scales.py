"""Other values a limit could have had: of its unit, of its size, never the limit itself."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from handbook.norms.quantity import Quantity, Unit
from handbook.russian.numbers import counted, format_number

_LADDERS: dict[Unit, tuple[int, ...]] = {
    Unit.COUNT: (1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 150, 200, 300, 500, 1000),
    Unit.DAY: (1, 2, 3, 5, 7, 10, 14, 21, 30, 45, 60, 90, 120, 150, 180, 270, 365),
    Unit.WORKING_DAY: (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60),
    Unit.HOUR: (1, 2, 4, 6, 8, 12, 24, 36, 48, 72, 96),
    Unit.WORKING_HOUR: (1, 2, 4, 6, 8, 12, 16, 24, 32, 40),
    Unit.MINUTE: (5, 10, 15, 20, 30, 45, 60, 90, 120, 180),
    Unit.WORKING_MINUTE: (5, 10, 15, 20, 30, 45, 60, 90, 120, 180),
    Unit.PERCENT: (1, 2, 3, 5, 7, 10, 12, 15, 20, 25, 30, 35, 40, 50, 60, 70, 75, 80, 85, 90, 95, 100),
}
_NAMES: dict[Unit, tuple[str, str, str]] = {
    Unit.DAY: ("календарный день", "календарных дня", "календарных дней"),
    Unit.WORKING_DAY: ("рабочий день", "рабочих дня", "рабочих дней"),
    Unit.HOUR: ("час", "часа", "часов"),
    Unit.WORKING_HOUR: ("рабочий час", "рабочих часа", "рабочих часов"),
    Unit.MINUTE: ("минута", "минуты", "минут"),
    Unit.WORKING_MINUTE: ("рабочая минута", "рабочих минуты", "рабочих минут"),
}


def below(limit: Quantity, taken: Iterable[Quantity] = ()) -> tuple[Quantity, ...]:
    """Smaller values, the nearest first."""
    return tuple(reversed([one for one in _steps(limit) if one.value < limit.value and one not in set(taken)]))


def above(limit: Quantity, taken: Iterable[Quantity] = ()) -> tuple[Quantity, ...]:
    """Greater values, the nearest first."""
    return tuple(one for one in _steps(limit) if one.value > limit.value and one not in set(taken))


def named(value: Quantity) -> str:
    """A value by itself: «30 рабочих минут», «12 %», «5»."""
    if value.unit is Unit.COUNT:
        return format_number(value.value)
    if value.unit is Unit.PERCENT:
        return f"{format_number(value.value)}\u00a0%"
    return counted(value.value, *_NAMES[value.unit])


def _steps(limit: Quantity) -> tuple[Quantity, ...]:
    """Values people choose for limits of this unit; beyond the ladder, shares of the limit itself."""
    ladder = _LADDERS[limit.unit]
    if ladder[0] <= limit.value <= ladder[-1]:
        return tuple(Quantity(Decimal(one), limit.unit) for one in ladder)
    if limit.unit is Unit.PERCENT or limit.value != limit.value.to_integral_value():
        return ()
    shares = (limit.value * tenths // 10 for tenths in (5, 7, 8, 12, 15, 20))
    return tuple(Quantity(Decimal(int(one)), limit.unit) for one in sorted(set(shares)) if one > 0)
