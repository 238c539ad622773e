from datetime import date, datetime, time, timedelta

import holidays
import pytest

from handbook.calendar import WorkCalendar, is_known, unknown_years
from handbook.calendar_ru import DECREED, HOLIDAYS, YEARS
from handbook.model.company import CalendarOverrides, Lunch, WorkingTime

DAY = timedelta(days=1)
PLAIN = WorkCalendar(WorkingTime())
HOUR = 3600


def days_of(year: int) -> list[date]:
    return [date(year, 1, 1) + DAY * n for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]


def key(day: date) -> str:
    return f"{day:%m%d}"


def expected_working(year: int) -> set[date]:
    source = holidays.country_holidays("RU", years=year, language="ru")
    decreed = set(DECREED.get(year, "").split())
    return {
        day
        for day in days_of(year)
        if (day.weekday() < 5 and day not in source and key(day) not in decreed) or day in source.weekend_workdays
    }


def expected_short(year: int) -> set[date]:
    """Eves of public holidays that are worked, and working weekend days swapped with such an eve."""
    source = holidays.country_holidays("RU", years=year, language="ru")
    working = expected_working(year)
    eves = {day for day in days_of(year) if key(day + DAY) in HOLIDAYS}
    swapped = {
        date(*(int(part) for part in reversed(name.rpartition(" ")[2].rstrip(")").split("."))))
        for day, name in source.items()
        if day in eves and "перенесено с" in name
    }
    return (eves & working) | (swapped & working)


@pytest.mark.parametrize("year", sorted(YEARS))
def test_the_shipped_calendar_agrees_with_the_holidays_package(year: int) -> None:
    assert {day for day in days_of(year) if PLAIN.is_working(day)} == expected_working(year)


@pytest.mark.parametrize("year", sorted(YEARS))
def test_shortened_days_are_eves_of_holidays_or_days_swapped_with_them(year: int) -> None:
    assert {day for day in days_of(year) if PLAIN.is_short(day)} == expected_short(year)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 4, 27), True),  # a Saturday worked instead of 29 April
        (date(2024, 4, 29), False),
        (date(2026, 1, 9), False),  # moved from 3 January
        (date(2026, 5, 9), False),  # a holiday on a Saturday
        (date(2020, 4, 15), False),  # declared non-working by decree
        (date(2026, 6, 15), True),
    ],
)
def test_days_known_to_everyone(day: date, *, working: bool) -> None:
    assert PLAIN.is_working(day) is working


@pytest.mark.parametrize(
    ("lunch", "hours"), [((17, 0, 18, 0), 8), ((16, 30, 17, 30), 7.5), ((13, 0, 14, 0), 7), ((9, 0, 18, 0), 0)]
)
def test_the_lunch_of_a_short_day_ends_with_it(lunch: tuple[int, int, int, int], hours: float) -> None:
    pause = Lunch(start=time(*lunch[:2]), end=time(*lunch[2:]))
    assert WorkCalendar(WorkingTime(lunch=pause)).day(date(2024, 11, 2)).seconds == hours * HOUR


def test_a_short_day_of_less_than_an_hour_is_empty() -> None:
    calendar = WorkCalendar(WorkingTime(start=time(9), end=time(9, 30), lunch=None))
    assert calendar.day(date(2024, 11, 2)).seconds == 0


def test_a_short_day_ends_an_hour_earlier() -> None:
    assert PLAIN.day(date(2024, 11, 2)).seconds == 7 * HOUR
    assert PLAIN.day(date(2024, 11, 1)).seconds == 8 * HOUR


def test_overrides_prevail() -> None:
    calendar = WorkCalendar(
        WorkingTime(),
        CalendarOverrides(days_off=(date(2026, 3, 2),), working_days=(date(2026, 5, 9),)),
    )
    assert not calendar.is_working(date(2026, 3, 2))
    assert calendar.day(date(2026, 5, 9)).seconds == 8 * HOUR


def test_a_six_day_week_rests_on_holidays() -> None:
    calendar = WorkCalendar(WorkingTime(days=("mon", "tue", "wed", "thu", "fri", "sat")))
    assert calendar.is_working(date(2026, 6, 20))
    assert not calendar.is_working(date(2026, 5, 9))


@pytest.mark.parametrize(
    ("working", "seconds"),
    [
        (WorkingTime(lunch=None), 9 * HOUR),
        (WorkingTime(start=time(9), end=time(0)), 14 * HOUR),
        (WorkingTime(lunch=Lunch(start=time(9), end=time(10))), 8 * HOUR),
        (WorkingTime(lunch=Lunch(start=time(17), end=time(18))), 8 * HOUR),
        (WorkingTime(lunch=Lunch(start=time(9), end=time(18))), 0),
        (WorkingTime(start=time(20), end=time(0), lunch=Lunch(start=time(23), end=time(0))), 3 * HOUR),
    ],
)
def test_schedules(working: WorkingTime, seconds: int) -> None:
    assert WorkCalendar(working).day(date(2026, 6, 15)).seconds == seconds


@pytest.mark.parametrize(
    ("start", "end", "seconds"),
    [
        ("2026-06-15 09:00", "2026-06-15 18:00", 8 * HOUR),
        ("2026-06-15 12:30", "2026-06-15 14:30", HOUR),
        ("2026-06-15 13:10", "2026-06-15 13:50", 0),
        ("2026-06-19 17:00", "2026-06-22 10:00", 2 * HOUR),  # over a weekend
        ("2026-06-10 17:00", "2026-06-15 09:30", HOUR + 7 * HOUR + HOUR // 2),  # 11 June is short, 12 a holiday
        ("2026-06-20 10:00", "2026-06-21 10:00", 0),
        ("2026-06-15 23:00", "2026-06-16 03:00", 0),
        ("2026-06-15 10:00", "2026-06-15 09:30", -HOUR // 2),
    ],
)
def test_working_seconds(start: str, end: str, seconds: int) -> None:
    assert PLAIN.working_seconds(datetime.fromisoformat(start), datetime.fromisoformat(end)) == seconds


def test_working_seconds_agree_with_counting_minute_by_minute() -> None:
    start = datetime.fromisoformat("2026-04-29 16:41")
    minutes = 0
    for step in range(1, 60 * 24 * 14):
        moment = start + timedelta(minutes=step - 1)
        hour = moment.hour
        short = moment.date() in {date(2026, 4, 30), date(2026, 5, 8)}
        minutes += (
            moment.weekday() < 5
            and moment.date() not in {date(2026, 5, 1), date(2026, 5, 11)}
            and (9 <= hour < 13 or 14 <= hour < (17 if short else 18))
        )
        if step % 397 == 0:
            assert PLAIN.working_seconds(start, start + timedelta(minutes=step)) == minutes * 60


def test_unknown_years_are_told() -> None:
    assert is_known(2015)
    assert not is_known(2028)
    assert unknown_years(date(2014, 5, 1), date(2028, 1, 1)) == (2014, 2028)
    assert PLAIN.is_short(date(2030, 4, 30))
    assert not PLAIN.is_working(date(2030, 1, 3))
