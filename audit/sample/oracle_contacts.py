"""Violators of the sample among enquiries and weeks of meetings, counted the slow and obvious way."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from audit.sample.model import AS_OF, FIRST_DAY, Activity, Lead, World
from audit.sample.oracle import available

_END = datetime.combine(AS_OF, time())
_WEEK = timedelta(days=7)
#: Weeks with fewer available days are not judged.
_LEAST_DAYS = 3


def contact_breaks(world: World, leads: Sequence[Lead], activities: Sequence[Activity]) -> dict[str, set[str]]:
    """Norms on the first answer and on meetings a week.

    Args:
        world: The company.
        leads: All enquiries.
        activities: All calls, meetings and letters.
    """
    return {"n-reakciya": _slow(world, leads, activities), "n-vstrechi": _few(world, activities)}


def _slow(world: World, leads: Sequence[Lead], activities: Sequence[Activity]) -> set[str]:
    answers: dict[int, datetime] = {}
    for item in activities:
        if item.lead is None or item.at < item.lead.arrived:
            continue
        if item.direction == "out" or (item.direction == "in" and item.success):
            number = item.lead.number
            answers[number] = min(item.at, answers.get(number, item.at))
    found: set[str] = set()
    for lead in leads:
        waited = world.calendar.working_seconds(lead.arrived, answers.get(lead.number, _END))
        if waited > 60 * world.limit("n-reakciya", lead.arrived.date()):
            found.add(str(lead.number))
    return found


def _few(world: World, activities: Sequence[Activity]) -> set[str]:
    held: Counter[tuple[str, date]] = Counter()
    for item in activities:
        if item.kind == "meeting" and item.done:
            day = item.at.date()
            held[item.employee, day - timedelta(days=day.weekday())] += 1
    found: set[str] = set()
    for person in world.handbook.staff:
        monday = FIRST_DAY - timedelta(days=FIRST_DAY.weekday())
        while person.position == "menedzher" and monday + _WEEK <= AS_OF:
            days = [monday + timedelta(days=n) for n in range(7)]
            able = sum(world.working(day) and available(person, day) for day in days)
            least = world.limit("n-vstrechi", monday, lower=True)
            if able >= _LEAST_DAYS and held[person.name, monday] < least:
                found.add(f"{person.name}|{monday}")
            monday += _WEEK
    return found
