"""The table ``days``: the company's calendar with running totals, so that working time is a subtraction.

Working seconds between two moments are ``seconds_before`` of the second day plus what of it has gone, less the same of
the first. Working days after a day up to another are the difference of ``working_days``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from audit.engines.base import Engine
from handbook.calendar import WorkCalendar
from handbook.model.company import Company

_COLUMNS = {
    "day": "DATE",
    "is_working": "BOOLEAN",
    "start1": "INTEGER",
    "end1": "INTEGER",
    "start2": "INTEGER",
    "end2": "INTEGER",
    "seconds_before": "BIGINT",
    "working_days": "INTEGER",
    "week": "DATE",
    "week_end": "DATE",
    "week_key": "VARCHAR",
    "month": "DATE",
    "month_end": "DATE",
    "month_key": "VARCHAR",
    "quarter": "DATE",
    "quarter_end": "DATE",
    "quarter_key": "VARCHAR",
}


def month_start(year: int, month: int) -> date:
    """The first day of a month; months beyond December belong to the next year."""
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def table_of(company: Company, schedule: str | None) -> str:
    """The table of a schedule's calendar, ``days`` of the company's own one."""
    ids = [item.id for item in company.schedules]
    return f"days_{ids.index(schedule)}" if schedule in ids else "days"


def create_calendars(engine: Engine, company: Company, schedules: Iterable[str], first: date, last: date) -> None:
    """Create ``days`` and a table like it for every schedule that is asked about.

    Args:
        engine: Where.
        company: Whose calendars.
        schedules: Identifiers of its schedules.
        first: The first day they hold.
        last: The last one.
    """
    wanted = set(schedules)
    create_days(engine, "days", WorkCalendar(company.working_time, company.calendar), first, last)
    for schedule in company.schedules:
        if schedule.id in wanted:
            table = table_of(company, schedule.id)
            create_days(engine, table, WorkCalendar(schedule, company.calendar), first, last)


def create_days(engine: Engine, table: str, calendar: WorkCalendar, first: date, last: date) -> None:
    """Create a calendar from the first to the last day, both included; ends of periods are exclusive."""
    found = []
    seconds = working = 0
    for item in calendar.days(first, last):
        day = item.day
        working += item.is_working
        quarter = (day.month - 1) // 3
        monday = day - timedelta(days=day.weekday())
        found.append(
            (
                day,
                item.is_working,
                *item.before,
                *item.after,
                seconds,
                working,
                monday,
                monday + timedelta(days=7),
                monday.isoformat(),
                day.replace(day=1),
                month_start(day.year, day.month + 1),
                f"{day.year:04d}-{day.month:02d}",
                month_start(day.year, quarter * 3 + 1),
                month_start(day.year, quarter * 3 + 4),
                f"{day.year:04d}Q{quarter + 1}",
            )
        )
        seconds += item.seconds
    engine.fill(table, _COLUMNS, found)


def create_people(engine: Engine, first: date, last: date) -> None:
    """Create ``people``, one row per employee, and ``available_days``, the days each is expected to work.

    Args:
        engine: Where.
        first: The first day for which availability is wanted.
        last: The last one.
    """
    engine.table(
        "people",
        """
        SELECT name, position, hired, dismissed FROM (
            SELECT name, position, coalesce(hired_at, DATE '0001-01-01') AS hired,
                coalesce(dismissed_at, DATE '9999-12-31') AS dismissed,
                ROW_NUMBER() OVER (PARTITION BY name ORDER BY source_file, source_row) AS copy
            FROM employees WHERE name IS NOT NULL
        ) AS numbered WHERE copy = 1
        """,
    )
    engine.table(
        "available_days",
        """
        SELECT p.name, c.day, c.month, c.quarter
        FROM people AS p JOIN days AS c ON c.day BETWEEN p.hired AND p.dismissed
        WHERE c.is_working AND c.day BETWEEN $first AND $last AND NOT EXISTS (
            SELECT 1 FROM absences AS a
            WHERE a.employee = p.name AND c.day BETWEEN a.from_day AND coalesce(a.to_day, a.from_day)
        )
        """,
        {"first": first - timedelta(days=31), "last": last},
    )
