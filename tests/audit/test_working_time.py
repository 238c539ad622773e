"""Working time in SQL against a count of minutes one by one, and norms that follow schedules of their own."""

from __future__ import annotations

import random
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from audit.database import connect
from audit.engines.embedded import Embedded
from audit.prepare.days import create_days
from audit.rules.base import worked
from handbook.calendar import WorkCalendar
from handbook.model.company import CalendarOverrides, Lunch, Schedule, WorkingTime
from tests.audit.rules.world import at, audit, company, handbook, norm

FIRST, LAST = date(2024, 1, 1), date(2027, 12, 31)
MINUTE = timedelta(minutes=1)
LUNCH = Lunch(start=time(12, 30), end=time(13, 15))
SCHEDULES: dict[str, WorkingTime] = {
    "обычный день": WorkingTime(),
    "без обеда, до полуночи": WorkingTime(start=time(15), end=time(0), lunch=None),
    "шестидневка": WorkingTime(
        days=("mon", "tue", "wed", "thu", "fri", "sat"), start=time(8, 20), end=time(17, 5), lunch=LUNCH
    ),
    "без выходных": Schedule(
        id="call",
        title="Колл-центр",
        days=("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        start=time(7),
        end=time(22),
        lunch=None,
        on_holidays=True,
    ),
    "круглые сутки": WorkingTime(start=time(0), end=time(0), lunch=None),
}
OVERRIDES = CalendarOverrides(days_off=(date(2025, 7, 4),), working_days=(date(2026, 3, 7), date(2026, 12, 31)))


def minutes(calendar: WorkCalendar, working: WorkingTime) -> bytes:
    """A byte for every minute of four years, 1 when it is worked; written without the arithmetic under test."""
    found = bytearray()
    for number in range((LAST - FIRST).days + 1):
        day = FIRST + timedelta(days=number)
        begin = working.start.hour * 60 + working.start.minute
        end = (working.end.hour * 60 + working.end.minute or 24 * 60) - 60 * calendar.is_short(day)
        pause = range(0)
        if working.lunch:
            pause = range(
                working.lunch.start.hour * 60 + working.lunch.start.minute,
                working.lunch.end.hour * 60 + working.lunch.end.minute,
            )
        works = calendar.is_working(day)
        found += bytes(works and begin <= minute < end and minute not in pause for minute in range(24 * 60))
    return bytes(found)


@pytest.mark.parametrize("name", SCHEDULES)
def test_ten_thousand_spans_agree_with_a_count_of_minutes(name: str) -> None:
    working = SCHEDULES[name]
    calendar = WorkCalendar(working, OVERRIDES)
    every = minutes(calendar, working)
    dice = random.Random(name)  # noqa: S311 - reproducible spans
    start = datetime(2024, 1, 1)  # noqa: DTZ001 - the company's time, without zone
    spans = []
    for number in range(10_000):
        first = dice.randrange(len(every))
        length = dice.choice([0, 1, 60, 480, 1440, dice.randrange(20_000), dice.randrange(len(every))])
        last = min(first + length, len(every) - 1)
        spans.append((number, start + MINUTE * first, start + MINUTE * last, every.count(1, first, last)))
    engine = Embedded(connect())
    create_days(engine, "days", calendar, FIRST, LAST)
    columns = {"n": "INTEGER", "a": "TIMESTAMP", "b": "TIMESTAMP", "expected": "BIGINT"}
    engine.fill("spans", columns, spans)
    seconds = f"{worked('z', 's.b')} - {worked('x', 's.a')}"
    wrong = engine.rows(
        f"SELECT s.*, {seconds} AS seconds FROM spans AS s "  # noqa: S608 - constants of the rules
        "JOIN days AS x ON x.day = CAST(s.a AS DATE) JOIN days AS z ON z.day = CAST(s.b AS DATE) "
        f"WHERE {seconds} <> s.expected * 60"
    )
    assert list(wrong) == []
    assert engine.rows("SELECT COUNT(*) AS n FROM spans WHERE expected > 0")[0]["n"] > 4000


def test_a_norm_may_follow_a_schedule_of_its_own() -> None:
    """A lead of Saturday morning: the office answers on Monday in time, the call centre has been late since 10:30."""
    call = {
        "id": "call",
        "title": "Колл-центр",
        "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "start": "08:00",
        "end": "20:00",
        "lunch": None,
        "on_holidays": True,
    }
    tables: dict[str, Any] = {
        "deals": [{"deal_id": "1", "created_at": at("2026-03-14 10:00"), "owner": "Анна"}],
        "leads": [
            {
                "lead_id": "L1",
                "created_at": at("2026-03-14 10:00"),
                "first_response_at": at("2026-03-16 09:30"),
                "owner": "Анна",
            }
        ],
    }
    norms = [
        norm(id="office", kind="response_time", max="30 wmin"),
        norm(id="call-centre", kind="response_time", max="30 wmin", schedule="call"),
    ]
    book = handbook(norms, own=company(schedules=[call]))
    office, centre = audit(connect(), book, tables, as_of=date(2026, 3, 20)).verdicts
    assert [item.key for item in office.violations] == []
    assert [(item.key, item.actual) for item in centre.violations] == [("L1", 1410.0)]


@pytest.mark.parametrize("on_holidays", [False, True])
def test_a_schedule_may_disregard_holidays(*, on_holidays: bool) -> None:
    week: tuple[Any, ...] = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
    schedule = Schedule(id="s", title="С", days=week, on_holidays=on_holidays)
    calendar = WorkCalendar(schedule, CalendarOverrides(days_off=(date(2026, 6, 15),)))
    assert calendar.is_working(date(2026, 6, 12)) is on_holidays
    assert calendar.is_short(date(2026, 6, 11)) is not on_holidays
    assert not calendar.is_working(date(2026, 6, 15))
    assert calendar.is_working(date(2026, 6, 14))
