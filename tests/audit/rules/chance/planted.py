"""Moments where rules go wrong, and delays that meet a limit to the second."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from handbook.calendar import WorkCalendar
from tests.audit.rules.chance.people import AS_OF, DAY, FIRST, LAST, some_moment
from tests.audit.rules.world import company

SECOND = timedelta(seconds=1)
NOON = datetime(AS_OF.year, AS_OF.month, AS_OF.day)  # noqa: DTZ001 - naive by design
#: The day of the audit, its eve, days off, a short day, lunch, and hours outside the working day.
EDGES: tuple[datetime, ...] = (
    NOON,
    NOON - SECOND,
    NOON - DAY,
    *(
        datetime.fromisoformat(text)
        for text in (
            "2025-12-31 12:00",
            "2026-01-04 11:00",
            "2026-01-31 15:00",
            "2026-03-01 00:00",
            "2026-03-06 17:30",
            "2026-03-09 09:00",
            "2026-03-31 23:59:59",
            "2026-04-13 00:00",
            "2026-04-14 13:30",
            "2026-04-14 08:59:59",
            "2026-04-14 18:00",
            "2026-04-11 12:00",
        )
    ),
)
_CALENDAR = WorkCalendar(company().working_time, company().calendar)


def nasty_moment(dice: random.Random, first: datetime = FIRST, last: datetime = LAST) -> datetime:
    """A moment, one time in eight on an edge, mostly on a working day before the audit."""
    chance = dice.random()
    if chance < 0.12:
        return dice.choice(EDGES)
    if chance < 0.15:
        return some_moment(dice, first, last) + timedelta(microseconds=dice.randrange(1_000_000))
    return some_moment(dice, first, last if chance < 0.4 else max(min(last, NOON), first + DAY))


def after_working(start: datetime, seconds: int) -> datetime:
    """The earliest moment by which so many working seconds have passed since the start."""
    day: date = start.date()
    gone = _CALENDAR.day(day).until(start.hour * 3600 + start.minute * 60 + start.second)
    left = seconds + gone
    while (whole := _CALENDAR.day(day).seconds) < left:
        left -= whole
        day += DAY
    for begin, end in (_CALENDAR.day(day).before, _CALENDAR.day(day).after):
        if left <= end - begin:
            return datetime(day.year, day.month, day.day) + timedelta(seconds=begin + left)  # noqa: DTZ001 - the same
        left -= end - begin
    return start


def delayed(dice: random.Random, start: datetime, limits: Sequence[int]) -> datetime:
    """A moment after a start: on a limit of working seconds, a second beyond it, at once, before it, or any time."""
    chance = dice.random()
    if chance < 0.25:
        return after_working(start, dice.choice(limits))
    if chance < 0.35:
        return after_working(start, dice.choice(limits)) + SECOND
    if chance < 0.45:
        return start
    if chance < 0.5:
        return start - timedelta(minutes=dice.randrange(3000))
    if chance < 0.55:
        return dice.choice(EDGES)
    return start + timedelta(seconds=int(dice.expovariate(1 / 90_000)))
