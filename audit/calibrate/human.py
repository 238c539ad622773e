"""Numbers people set as limits: nobody writes «23,4 дня» into an order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import count, takewhile

from handbook.norms.quantity import Unit

_COUNTS = (*range(11), 12, 15, 18, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100)
_HOURS = (0, 1, 2, 3, 4, 6, 8, 12, 16, 20, 24, 32, 40, 48, 60, 72, 80, 96, 120, 160, 200, 240)
_MINUTES = (0, 5, 10, 15, 20, 30, 45, 60, 90, 120, 150, 180, 240, 300, 360, 480, 600, 720)
_STEPS: dict[Unit, tuple[int, ...]] = {
    Unit.COUNT: _COUNTS,
    Unit.DAY: (*range(6), 7, 10, 14, 20, 25, 30, 35, 40, 45, 60, 75, 90, 120, 150, 180, 240, 270, 300, 365),
    Unit.WORKING_DAY: (*range(6), 7, 10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100, 120, 150, 180, 250),
    Unit.HOUR: _HOURS,
    Unit.WORKING_HOUR: _HOURS,
    Unit.MINUTE: _MINUTES,
    Unit.WORKING_MINUTE: _MINUTES,
    Unit.PERCENT: (0, 1, 2, 3, *range(5, 101, 5)),
}
#: How the numbers go on beyond those listed: these times ten, a hundred…
_FURTHER = (10, 12, 15, 20, 25, 30, 40, 50, 60, 80)


def rounded_up(value: Decimal, unit: Unit) -> Decimal:
    """The least number people would set that is not below a value."""
    steps = _up_to(value, unit)
    return Decimal(steps[bisect_left(steps, value)])


def rounded_down(value: Decimal, unit: Unit) -> Decimal:
    """The greatest number people would set that is not above a value; 0 for negative ones."""
    steps = _up_to(value, unit)
    return Decimal(steps[max(bisect_right(steps, value) - 1, 0)])


def _up_to(value: Decimal, unit: Unit) -> list[int]:
    """The numbers of a unit, one at least of them no less than a value."""
    listed = list(_STEPS[unit])
    if value <= listed[-1]:
        return listed
    beyond = takewhile(lambda step: step <= value, _further(listed[-1]))
    found = [*listed, *beyond]
    return [*found, next(_further(found[-1]))]


def _further(last: int) -> Iterator[int]:
    return (step * 10**power for power in count() for step in _FURTHER if step * 10**power > last)
