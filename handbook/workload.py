"""How much of a working day the operations and meetings of a position take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time

from handbook.book import Handbook
from handbook.model.company import WorkingTime
from handbook.model.duration import minutes
from handbook.model.operation import Operation
from handbook.model.people import Position
from handbook.norms.activity_rate import ActivityRate
from handbook.norms.product_minimum import ProductMinimum
from handbook.work import operations_in_force

#: Working days in a period.
DAYS: dict[str, int] = {"day": 1, "week": 5, "month": 21, "quarter": 63, "year": 247}

_DAILY = re.compile(
    r"ежедневн|по будням|по рабочим дням|понедельника по пятниц|кажд\w+ (?:(?:рабоч|будн)\w+ )?(?:день|утро|вечер)"
)
_WEEKDAY = re.compile(r"понедельник|вторник|сред[уаы]|четверг|пятниц|суббот|воскресень")
_WEEKLY = re.compile(r"еженедельн|кажд\w+ недел|раз в неделю")
_FORTNIGHTLY = re.compile(
    r"раз в (?:две|2) недели|через (?:неделю|одну|один)|кажд\w+ втор(?:ой|ую|ое)\b|(?:не)?ч[её]тн"
)
_MONTHLY = re.compile(r"ежемесячн|месяца|раз в месяц|кажд\w+ месяц")
_QUARTERLY = re.compile(r"ежеквартальн|квартала|раз в квартал|кажд\w+ квартал")
_YEARLY = re.compile(r"ежегодн|раз в (?:пол)?год|полугоди")


@dataclass(frozen=True, slots=True)
class Task:
    """An operation or a meeting, and the minutes of a working day it takes of one performer."""

    title: str
    minutes: float


def working_minutes(hours: WorkingTime) -> int:
    """Minutes of the company's working day without lunch."""
    lunch = _between(hours.lunch.start, hours.lunch.end) if hours.lunch else 0
    return _between(hours.start, hours.end) - lunch


def _between(start: time, end: time) -> int:
    # A day that ends at 00:00 ends with the day.
    return (end.hour * 60 + end.minute or 24 * 60) - (start.hour * 60 + start.minute)


def tasks_of(handbook: Handbook, position: Position) -> Iterator[Task]:
    """What fills the day of one who holds a position; work whose frequency nobody knows is left out.

    Args:
        handbook: The company.
        position: A position; the work is that of the roles it carries.
    """
    day = working_minutes(handbook.company.working_time)
    roles = set(position.roles)
    for operation in operations_in_force(handbook):
        runs = runs_per_day(operation)
        once = sum(
            minutes(step.duration, day)
            for step in operation.steps
            if step.duration is not None and (step.role or operation.owner) in roles
        )
        if runs and once:
            yield Task(operation.title, runs * once)
    for meeting in handbook.meetings.values():
        often = meetings_per_day(meeting.when)
        if often and roles.intersection((meeting.leader, *meeting.participants)):
            yield Task(meeting.title, often * minutes(meeting.duration, day))


def runs_per_day(operation: Operation) -> float:
    """How often one performer goes through an operation, by its load or by a norm that counts it."""
    runs = operation.load.count / DAYS[operation.load.per] if operation.load else 0.0
    for norm in operation.norms:
        least = norm.editions()[-1].min if isinstance(norm, ActivityRate | ProductMinimum) and not norm.draft else None
        if least is not None:
            per = norm.per if isinstance(norm, ActivityRate) else "month"
            runs = max(runs, float(least.value) / DAYS[per])
    return runs


def meetings_per_day(when: str) -> float | None:
    """How often a meeting is held, when its words tell: «ежедневно в 9:15», «по вторникам», «раз в месяц»."""
    text = when.lower().replace("\u00a0", " ")
    # «Первый понедельник месяца» is once a month, so the longer periods are asked first.
    if _YEARLY.search(text):
        return 1 / DAYS["year"]
    if _QUARTERLY.search(text):
        return 1 / DAYS["quarter"]
    if _MONTHLY.search(text):
        return 1 / DAYS["month"]
    if _DAILY.search(text):
        return 1.0
    named = set(_WEEKDAY.findall(text))
    seldom = _FORTNIGHTLY.search(text)
    if named or seldom or _WEEKLY.search(text):
        return max(1, len(named)) / (DAYS["week"] * (2 if seldom else 1))
    return None
