"""Working time: which days a company works, from when to when, and how much of it lies between two moments.

A day is worked when it is a working day of the company's week, or a weekend day the production calendar declares
working, and neither a public holiday nor a moved day off. The company's own ``calendar`` overrides prevail over both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

from handbook.calendar_ru import DECREED, HOLIDAYS, YEARS
from handbook.model.company import CalendarOverrides, Schedule, WorkingTime

DAY_SECONDS = 86_400
_HOUR = 3_600
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_DAY = timedelta(days=1)

Segment = tuple[int, int]
_EMPTY: Segment = (0, 0)


@dataclass(frozen=True, slots=True)
class WorkDay:
    """A day of the company's calendar.

    Attributes:
        day: The day.
        is_working: Whether the company works on it.
        before: Working seconds of the day before lunch, as [start, end) from midnight; (0, 0) when there are none.
        after: The same after lunch.
    """

    day: date
    is_working: bool
    before: Segment
    after: Segment

    @property
    def seconds(self) -> int:
        """Working seconds of the whole day."""
        return self.until(DAY_SECONDS)

    def until(self, second: int) -> int:
        """Working seconds of the day up to a second from midnight."""
        return sum(min(max(second - start, 0), end - start) for start, end in (self.before, self.after))


@dataclass(frozen=True, slots=True)
class _Exceptions:
    off: frozenset[str]
    work: frozenset[str]
    short: frozenset[str]


@cache
def _exceptions(year: int) -> _Exceptions:
    if year in YEARS:
        known = YEARS[year]
        off = f"{known.off} {DECREED.get(year, '')}"
        return _Exceptions(
            frozenset(off.split()) | HOLIDAYS, frozenset(known.work.split()), frozenset(known.short.split())
        )
    eves = {date(2001, int(key[:2]), int(key[2:])) - _DAY for key in HOLIDAYS}
    return _Exceptions(HOLIDAYS, frozenset(), frozenset(f"{eve:%m%d}" for eve in eves))


def is_known(year: int) -> bool:
    """Whether the moved days off of a year are known; other years have weekends and public holidays only."""
    return year in YEARS


def unknown_years(first: date, last: date) -> tuple[int, ...]:
    """Years between two days, both included, whose moved days off are not known."""
    return tuple(year for year in range(first.year, last.year + 1) if not is_known(year))


def _second(clock: time, *, end: bool = False) -> int:
    second = clock.hour * _HOUR + clock.minute * 60 + clock.second
    return DAY_SECONDS if end and second == 0 else second


def _schedule(working: WorkingTime, cut: int) -> tuple[Segment, Segment]:
    start, end = _second(working.start), _second(working.end, end=True) - cut
    if end <= start:
        return _EMPTY, _EMPTY
    if working.lunch is None:
        return (start, end), _EMPTY
    pause = min(max(_second(working.lunch.start), start), end)
    resume = min(max(_second(working.lunch.end, end=True), pause), end)
    before = (start, pause) if pause > start else _EMPTY
    return before, ((resume, end) if end > resume else _EMPTY)


class WorkCalendar:
    """The calendar of one company.

    Args:
        working: Its regular week and day, or a schedule of its own.
        overrides: Days on which it departs from the production calendar.
    """

    def __init__(self, working: WorkingTime, overrides: CalendarOverrides | None = None) -> None:
        own = overrides or CalendarOverrides()
        self._on_holidays = isinstance(working, Schedule) and working.on_holidays
        self._week = frozenset(_WEEKDAYS.index(name) for name in working.days)
        self._off, self._work = frozenset(own.days_off), frozenset(own.working_days)
        self._full = _schedule(working, 0)
        self._short = _schedule(working, _HOUR)

    def is_working(self, day: date) -> bool:
        """Whether the company works on a day."""
        if day in self._work:
            return True
        if day in self._off:
            return False
        if self._on_holidays:
            return day.weekday() in self._week
        known, key = _exceptions(day.year), f"{day.month:02d}{day.day:02d}"
        return key not in known.off and (day.weekday() in self._week or key in known.work)

    def is_short(self, day: date) -> bool:
        """Whether the day is worked and is an hour shorter, being the eve of a public holiday."""
        key = f"{day.month:02d}{day.day:02d}"
        short = not self._on_holidays and day not in self._work and key in _exceptions(day.year).short
        return short and self.is_working(day)

    def day(self, day: date) -> WorkDay:
        """The day with its working hours."""
        if not self.is_working(day):
            return WorkDay(day, is_working=False, before=_EMPTY, after=_EMPTY)
        before, after = self._short if self.is_short(day) else self._full
        return WorkDay(day, is_working=True, before=before, after=after)

    def days(self, first: date, last: date) -> Iterator[WorkDay]:
        """Every day from the first to the last, both included."""
        for number in range(first.toordinal(), last.toordinal() + 1):
            yield self.day(date.fromordinal(number))

    def working_seconds(self, start: datetime, end: datetime) -> int:
        """Working seconds between two moments of the company's time; negative when the end comes first.

        Fractions of a second are dropped from both moments.
        """
        if end < start:
            return -self.working_seconds(end, start)
        whole = sum(day.seconds for day in self.days(start.date(), end.date() - _DAY))
        return (
            whole
            + self.day(end.date()).until(_second(end.time()))
            - self.day(start.date()).until(_second(start.time()))
        )
