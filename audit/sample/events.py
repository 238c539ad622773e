"""Events of the sample: who was invited, how far each guest went, and who called those that were interested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from audit.sample.market import prospect
from audit.sample.model import Activity, Dice, Lead, World
from audit.sample.words import COMPANIES

#: Columns of a guest's way, in order, and the share of guests that get on to each.
STEPS = (
    ("Доставлено", 0.95),
    ("Обзвонен", 0.85),
    ("Откликнулся", 0.8),
    ("Зарегистрирован", 0.85),
    ("Подтвердил", 0.9),
    ("Пришёл", 0.9),
    ("Заинтересовался", 0.75),
)
_EVENTS = (
    ("М-1", "День склада «Камская тара»", date(2026, 3, 18)),
    ("М-2", "Семинар «Маркировка без остановки приёмки»", date(2026, 5, 21)),
    ("М-3", "День склада «Кунгур-Керамика»", date(2026, 9, 9)),
)
_CLIENTS, _PROSPECTS, _FIRST_PROSPECT = 9, 13, 140
#: Interested guests, by their place, who were called late or not at all; exactly four days is within the norm.
_LATE, _NEVER, _ON_THE_LIMIT = (2, 20), (5,), (14, 4)


@dataclass
class Guest:
    """A company invited to an event; ``way`` holds the moments of the steps it took."""

    event: str
    company: str
    invited: datetime
    way: list[datetime] = field(default_factory=list)

    @property
    def interested(self) -> datetime | None:
        """When the guest showed interest."""
        return self.way[-1] if len(self.way) == len(STEPS) else None


@dataclass
class Events:
    """Events, their guests, and the leads and talks that came of them."""

    events: Sequence[tuple[str, str, date]] = _EVENTS
    guests: list[Guest] = field(default_factory=list)
    leads: list[Lead] = field(default_factory=list)
    talks: list[Activity] = field(default_factory=list)


def host(world: World, dice: Dice) -> Events:
    """All events with the known breaches.

    Args:
        world: The company.
        dice: The source of chance.
    """
    found = Events()
    for number, (event, _, day) in enumerate(found.events):
        clients = [COMPANIES[(7 * n + 3 * number) % len(COMPANIES)] for n in range(_CLIENTS)]
        strangers = [prospect(_FIRST_PROSPECT + _PROSPECTS * number + n) for n in range(_PROSPECTS)]
        found.guests += [_guest(world, dice, event, day, company) for company in (*clients, *strangers)]
    interested = [guest for guest in found.guests if guest.interested]
    for place, guest in enumerate(interested):
        _talk(world, dice, found, guest, place)
    return found


def _guest(world: World, dice: Dice, event: str, day: date, company: str) -> Guest:
    invited = world.moment(_before(world, day, 15), dice)
    hours = (time(10, dice.whole(0, 20)), time(10 + dice.whole(1, 2), dice.whole(25, 59)))
    moments = (
        invited + timedelta(minutes=dice.whole(1, 9)),
        world.moment(_before(world, day, dice.whole(6, 9)), dice),
        world.moment(_before(world, day, dice.whole(4, 5)), dice),
        world.moment(_before(world, day, dice.whole(2, 3)), dice),
        world.moment(_before(world, day, 1), dice),
        *(datetime.combine(day, hour) for hour in hours),
    )
    guest = Guest(event, company, invited)
    for moment, (_, share) in zip(moments, STEPS, strict=True):
        if not dice.chance(share):
            break
        guest.way.append(moment)
    return guest


def _before(world: World, day: date, days: int) -> date:
    """The day so many working days before another."""
    for _ in range(days):
        day -= timedelta(days=1)
        while not world.working(day):
            day -= timedelta(days=1)
    return day


def _talk(world: World, dice: Dice, found: Events, guest: Guest, place: int) -> None:
    """The talk at the event, the lead made of the form, and the call that followed."""
    at, (late, days) = guest.interested, _ON_THE_LIMIT
    if at is None or place in _NEVER:
        return
    wait = days if place == late else 6 if place in _LATE else 1
    called = datetime.combine(at.date() + timedelta(days=wait), time(15, dice.whole(0, 50)))
    if not world.working(called.date()):
        called = datetime.combine(world.next_working(called.date()), called.time())
    arrived = called - timedelta(minutes=dice.whole(4, 20))
    lead = Lead(arrived, "Гость мероприятия", "Мероприятие", guest.company, "Качественный лид")
    found.leads.append(lead)
    marketer, caller = world.one("marketolog"), world.one("assistent")
    found.talks.append(Activity("meeting", at, marketer, None, lead, subject="Разговор на мероприятии"))
    found.talks.append(Activity("call", called, caller, None, lead, "out"))
