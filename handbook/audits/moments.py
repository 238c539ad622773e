"""The last day of what a violator is dated with: a day, a week, a month, a quarter."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEK = re.compile(r"(\d{4})-W(\d{2})")
_QUARTER = re.compile(r"(\d{4})-?Q([1-4])")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_SUNDAY, _QUARTER_MONTHS = 7, 3


def last_day(moment: str) -> date | None:
    """The last day of a moment as ``Violation.moment`` writes it; None when it is written otherwise.

    Args:
        moment: «2026-03-05», a time of that day, «2026-W10», «2026-03» or «2026Q1».
    """
    try:
        if week := _WEEK.fullmatch(moment):
            return date.fromisocalendar(int(week[1]), int(week[2]), _SUNDAY)
        if quarter := _QUARTER.fullmatch(moment):
            return _end(int(quarter[1]), int(quarter[2]) * _QUARTER_MONTHS)
        if month := _MONTH.fullmatch(moment):
            return _end(int(month[1]), int(month[2]))
        return date.fromisoformat(moment[:10])
    except (ValueError, OverflowError):
        return None


def _end(year: int, month: int) -> date:
    first = date(year, month, 1)
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
