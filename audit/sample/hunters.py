"""Calls of the sample's managers on the line of the search: enough talks a day, save for the known breaches."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit.sample.model import AS_OF, FIRST_DAY, Activity, Dice, World
from audit.sample.oracle import available

#: Talks of a usual day, how often there is one more, and how often a number is busy first.
_TALKS, _MORE, _FAILED = 4, 0.3, 0.06
#: Days with too few talks, by the place of the manager in the staff list: the rush of May, the last days of the one
#: who left, the first days of the newcomer.
_FEW = {
    **{(0, date(2026, 5, day)): 1 for day in (13, 14, 15, 18)},
    **{(1, date(2026, 8, day)): 0 for day in (26, 27, 28, 31)},
    **{(2, date(2026, 4, day)): day // 3 for day in (1, 2, 3, 6, 7)},
}


@dataclass(frozen=True)
class Dial:
    """A number called on the line of the search: nobody's lead or deal yet."""

    employee: str
    at: datetime
    success: bool


def dial(world: World, activities: Sequence[Activity], dice: Dice) -> list[Dial]:
    """Calls that, with those on leads and deals, make up a day's number of talks.

    Args:
        world: The company.
        activities: What else was done.
        dice: The source of chance.
    """
    talks = Counter((item.employee, item.at.date()) for item in activities if is_talk(item))
    found: list[Dial] = []
    day = FIRST_DAY
    while day < AS_OF:
        for place, person in enumerate(world.managers):
            if not world.working(day) or not available(person, day):
                continue
            usual = _TALKS + dice.chance(_MORE)
            wanted = _FEW.get((place, day), usual) - talks[person.name, day]
            for _ in range(wanted):
                found.append(Dial(person.name, world.moment(day, dice), success=True))
                if dice.chance(_FAILED):
                    found.append(Dial(person.name, world.moment(day, dice), success=False))
        day += timedelta(days=1)
    return sorted(found, key=lambda item: (item.at, item.employee))


def is_talk(item: Activity) -> bool:
    """Whether an activity is a call of ours that was answered."""
    return item.kind == "call" and item.direction == "out" and item.success
