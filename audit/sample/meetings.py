"""Meetings and calls of the sample's managers: enough meetings every week, save for the known breaches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from audit.sample.hands import DEFENDED
from audit.sample.model import AS_OF, FIRST_DAY, Activity, Deal, Dice, World
from audit.sample.oracle import available
from handbook.model.people import Person

_WEEK = timedelta(days=7)
_FULL_WEEK = 3
_MOST = 7
#: Meetings of weeks with too few of them, by the place of the manager in the staff list: the rush of May, the last
#: weeks of the one who left, the first weeks of the newcomer, the spring before a weak quarter.
_FEW = {
    (0, date(2026, 5, 11)): 2,
    (0, date(2026, 5, 18)): 3,
    (1, date(2026, 8, 17)): 2,
    (1, date(2026, 8, 24)): 1,
    (2, date(2026, 3, 30)): 0,
    (2, date(2026, 4, 6)): 2,
    (5, date(2026, 4, 13)): 2,
    (5, date(2026, 4, 20)): 3,
    (5, date(2026, 5, 25)): 1,
    (5, date(2026, 6, 8)): 3,
}
#: A week whose fourth meeting was held on Saturday, at an exhibition: it counts.
_SATURDAY = (3, date(2026, 3, 16))
#: Projects, by place among those nobody met with, whose managers did not go at all.
_UNMET = {2, 5, 8}
_CALLED, _TRIED_BEFORE, _INCOMING = 0.45, 0.15, 0.2


def meet(world: World, deals: Sequence[Deal], dice: Dice) -> list[Activity]:
    """All meetings of the managers, those that are only planned too.

    Args:
        world: The company.
        deals: The deals as they happened.
        dice: The source of chance.
    """
    managers = [person for person in world.handbook.staff if person.position == "menedzher"]
    found: list[Activity] = []
    monday = FIRST_DAY - timedelta(days=FIRST_DAY.weekday())
    while monday < AS_OF:
        for place, person in enumerate(managers):
            days = [day for day in _week(monday) if world.working(day) and available(person, day)]
            found += [_meeting(deals, dice, person, at) for at in _moments(world, dice, place, monday, days)]
            if (place, monday) in _FEW:
                # A meeting that was planned and not held does not count.
                found.append(_meeting(deals, dice, person, world.moment(days[-1], dice), done=False))
        monday += _WEEK
    tomorrow = world.next_working(AS_OF)
    staying = [person for person in managers if available(person, tomorrow)]
    return found + [_meeting(deals, dice, person, world.moment(tomorrow, dice), done=False) for person in staying]


def meet_before_defence(world: World, deals: Sequence[Deal], held: Sequence[Activity], dice: Dice) -> list[Activity]:
    """Meetings on projects whose offer would be defended without one; a few projects are left without.

    Args:
        world: The company.
        deals: The deals as they happened.
        held: Meetings there are.
        dice: The source of chance.
    """
    staff = {person.name: (place, person) for place, person in enumerate(world.managers)}
    met: dict[int | None, datetime] = {}
    for item in held:
        if item.done:
            met[item.deal] = min(item.at, met.get(item.deal, item.at))
    found: list[Activity] = []
    unmet = 0
    for deal in deals:
        defended = next((step.at for step in deal.steps if step.stage == DEFENDED), None)
        if defended is None or met.get(deal.number, defended) < defended:
            continue
        unmet += 1
        place, person = staff[deal.owner]
        days = [deal.created.date() + timedelta(days=n) for n in range(1, (defended.date() - deal.created.date()).days)]
        able = [day for day in days if world.working(day) and available(person, day)]
        able = [day for day in able if (place, day - timedelta(days=day.weekday())) not in _FEW]
        if able and unmet not in _UNMET:
            found.append(Activity("meeting", world.moment(dice.one(able), dice), deal.owner, deal.number))
    return found


def _week(monday: date) -> list[date]:
    days = (monday + timedelta(days=n) for n in range(7))
    return [day for day in days if FIRST_DAY < day < AS_OF]


def _moments(world: World, dice: Dice, place: int, monday: date, days: Sequence[date]) -> Iterator[datetime]:
    if not days:
        return
    few = _FEW.get((place, monday))
    number = few if few is not None else dice.whole(4, _MOST) if len(days) >= _FULL_WEEK else len(days)
    if (place, monday) == _SATURDAY:
        number = 3
        yield datetime.combine(monday + timedelta(days=5), time(11, 30))
    for _ in range(number):
        yield world.moment(dice.one(days), dice)


def _meeting(deals: Sequence[Deal], dice: Dice, person: Person, at: datetime, *, done: bool = True) -> Activity:
    """A meeting on an open deal of one's own, else on a colleague's."""
    going = [deal for deal in deals if deal.created < at and (deal.closed is None or at < deal.steps[-1].at)]
    mine = [deal for deal in going if deal.owner == person.name]
    return Activity("meeting", at, person.name, dice.one(mine or going).number, done=done)


def call(world: World, deals: Sequence[Deal], dice: Dice) -> list[Activity]:
    """Calls after which deals moved on, some at the second attempt.

    Args:
        world: The company.
        deals: The deals as they happened.
        dice: The source of chance.
    """
    staff = {person.name: person for person in world.handbook.staff}
    found: list[Activity] = []
    for deal in deals:
        for before, after in zip(deal.steps, deal.steps[1:], strict=False):
            at = after.at - timedelta(minutes=dice.whole(4, 12))
            if not dice.chance(_CALLED) or at <= before.at or not available(staff[deal.owner], at.date()):
                continue
            tried = at - timedelta(minutes=dice.whole(30, 90))
            if dice.chance(_TRIED_BEFORE) and before.at < tried:
                found.append(Activity("call", tried, deal.owner, deal.number, direction="out", success=False))
            direction = "in" if dice.chance(_INCOMING) else "out"
            found.append(Activity("call", at, deal.owner, deal.number, direction=direction))
    return found
