"""Violators of the sample among people's work: calls, records, tasks, leads given, clients and guests spoken with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from audit.sample.events import Events
from audit.sample.farmers import Client
from audit.sample.hunters import Dial, is_talk
from audit.sample.model import AS_OF, FIRST_DAY, Activity, Deal, Lead, World
from audit.sample.oracle import available
from audit.sample.tasks import MONEY_STAGES, Task

_DAY = timedelta(days=1)
_END = datetime.combine(AS_OF, time())
_GUEST_DAYS = 4


def work_breaks(world: World, activities: Sequence[Activity], dials: Sequence[Dial]) -> dict[str, set[str]]:
    """Norms on calls a day and on records of meetings and letters.

    Args:
        world: The company.
        activities: All calls, meetings and letters.
        dials: Calls on the line of the search.
    """
    managers = {person.name for person in world.managers}
    event_staff = {world.one("marketolog"), world.one("assistent")}
    return {
        "n-zvonki": _few_talks(world, activities, dials),
        "n-vnesenie-kontaktov": _recorded_late(world, activities, managers, "n-vnesenie-kontaktov"),
        "n-itogi-v-crm": _recorded_late(world, activities, event_staff, "n-itogi-v-crm"),
    }


def _few_talks(world: World, activities: Sequence[Activity], dials: Sequence[Dial]) -> set[str]:
    talks = Counter((item.employee, item.at.date()) for item in activities if is_talk(item))
    talks.update((item.employee, item.at.date()) for item in dials if item.success)
    found = set()
    for person in world.managers:
        day = FIRST_DAY
        while day < AS_OF:
            least = world.limit("n-zvonki", day, lower=True)
            if world.working(day) and available(person, day) and talks[person.name, day] < least:
                found.add(f"{person.name}|{day}")
            day += _DAY
    return found


def _recorded_late(world: World, activities: Sequence[Activity], people: set[str], norm: str) -> set[str]:
    found = set()
    for item in activities:
        # Calls come from the telephone itself and have no time of record.
        if item.kind == "call" or not item.done or item.employee not in people or item.at.date() >= AS_OF:
            continue
        recorded = item.recorded or item.at
        hours = world.calendar.working_seconds(item.at, recorded) / 3600 if recorded > item.at else 0
        if recorded < _END and hours > world.limit(norm, item.at.date()):
            found.add(str(item.number))
    return found


def task_breaks(world: World, tasks: Sequence[Task]) -> dict[str, set[str]]:
    """Norms on tasks of managers, of payments and of events.

    Args:
        world: The company.
        tasks: All tasks.
    """
    managers = {person.name for person in world.managers}
    day = world.limit("n-dela-menedzhera", AS_OF - _DAY) * 24 * 3600
    late = {task.number: _late(task) for task in tasks if task.due < _END}
    own = [task for task in tasks if task.number in late and task.employee in managers]
    of_money = [task for task in own if task.deal and task.deal.steps[-1].stage in MONEY_STAGES]
    others = [task for task in tasks if task.number in late and task.employee not in managers]
    return {
        "n-dela-menedzhera": {str(task.number) for task in own if late[task.number] > day},
        "n-napominaniya": {str(task.number) for task in of_money if late[task.number] > 0},
        "n-dela-meropriyatiya": {str(task.number) for task in others if late[task.number] > 0},
    }


def _late(task: Task) -> float:
    """Seconds after the deadline."""
    return ((task.done or _END) - task.due).total_seconds()


def lead_breaks(world: World, leads: Sequence[Lead]) -> dict[str, set[str]]:
    """The norm on leads given to a manager in a month.

    Args:
        world: The company.
        leads: All enquiries.
    """
    given = Counter((lead.owner, lead.assigned.date().replace(day=1)) for lead in leads if lead.assigned)
    over = {(owner, month) for (owner, month), number in given.items() if number > world.limit("n-limit-lidov", month)}
    return {"n-limit-lidov": {f"{owner}|{month:%Y-%m}" for owner, month in over}}


def client_breaks(
    world: World, clients: Sequence[Client], deals: Sequence[Deal], activities: Sequence[Activity]
) -> dict[str, set[str]]:
    """Norms on the days since the last contact with a client.

    Args:
        world: The company.
        clients: The clients.
        deals: Deals of all pipelines.
        activities: All calls, meetings and letters.
    """
    company = {deal.number: deal.company for deal in deals}
    last: dict[str, date] = {}
    for item in activities:
        if item.deal is not None and item.done and item.success and item.at < _END:
            name = company[item.deal]
            last[name] = max(item.at.date(), last.get(name, item.at.date()))
    busy = {deal.company for deal in deals if deal.outcome == "open"}
    gaps = {client.name: (AS_OF - last.get(client.name, client.created.date())).days for client in clients}
    longest, keys = world.limit("n-kontakt-klienta", AS_OF - _DAY), world.limit("n-kontakt-klyuchevogo", AS_OF - _DAY)
    return {
        "n-kontakt-klienta": {name for name, days in gaps.items() if name not in busy and days > longest},
        "n-kontakt-klyuchevogo": {item.name for item in clients if item.segment and gaps[item.name] > keys},
    }


def guest_breaks(events: Events, deals: Sequence[Deal], activities: Sequence[Activity]) -> dict[str, set[str]]:
    """The norm on guests that showed interest: a call, or a meeting on a later day, within four days.

    Args:
        events: All events.
        deals: Deals of all pipelines.
        activities: All calls, meetings and letters.
    """
    company = {deal.number: deal.company for deal in deals}
    talks: dict[str, list[Activity]] = {}
    for item in activities:
        if item.kind in {"call", "meeting"} and item.done and item.success and item.at < _END:
            name = company[item.deal] if item.deal is not None else item.lead.company if item.lead else ""
            talks.setdefault(name, []).append(item)
    found = set()
    for guest in events.guests:
        at = guest.interested
        if at is None:
            continue
        later = [
            item.at.date()
            for item in talks.get(guest.company, ())
            if item.at >= at and (item.kind == "call" or item.at.date() > at.date())
        ]
        if (min(later, default=AS_OF) - at.date()).days > _GUEST_DAYS:
            found.add(f"{guest.event}|{guest.company}")
    return {"n-gosti-v-rabotu": found}
