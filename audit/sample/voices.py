"""What clients said after the delivery: feedback on most orders, and complaints that were answered in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from audit.sample.model import AS_OF, Dice, World
from audit.sample.money import Order

_SCORES = (5, 5, 4, 5, 3, 4, 5)
_WORDS = ("Смена довольна", "Приёмка идёт быстрее", "Хотели бы инструкцию короче", "Спасибо инженеру", "")
#: Of so many orders one is silent; in the month of holidays every second was, nobody called.
_SILENT, _SILENT_MONTH = 4, (date(2026, 5, 1), 2)
_ASKED = (7, 12)
_COMPLAINTS = 14
#: Complaints, by place: answered days too late, never answered, answered exactly in time.
_LATE, _NEVER, _ON_THE_LIMIT = {4: 5, 9: 4}, 11, 6


@dataclass(frozen=True)
class Feedback:
    """What a client said of an order."""

    order: Order
    at: date
    score: int
    text: str


@dataclass
class Complaint:
    """A complaint and its answer."""

    order: Order
    received: datetime
    answered: datetime | None


def ask(world: World, orders: Sequence[Order], dice: Dice) -> list[Feedback]:
    """Feedback on orders, collected a week after the delivery.

    Args:
        world: The company.
        orders: All orders.
        dice: The source of chance.
    """
    months: dict[date, list[Order]] = defaultdict(list)
    for order in sorted(orders, key=lambda item: (item.delivered or AS_OF, item.deal.number)):
        if order.delivered:
            months[order.delivered.replace(day=1)].append(order)
    found: list[Feedback] = []
    for month, done in months.items():
        silent = _SILENT_MONTH[1] if month == _SILENT_MONTH[0] else _SILENT
        for place, order in enumerate(done, 1):
            day = world.next_working((order.delivered or AS_OF) + timedelta(days=dice.whole(*_ASKED)))
            if place % silent and day < AS_OF:
                found.append(Feedback(order, day, dice.one(_SCORES), dice.one(_WORDS)))
    return found


def complain(world: World, orders: Sequence[Order], dice: Dice) -> list[Complaint]:
    """Complaints on delivered orders with the known breaches.

    Args:
        world: The company.
        orders: All orders.
        dice: The source of chance.
    """
    done = [order for order in orders if order.delivered and order.delivered < AS_OF - timedelta(days=35)]
    pace = len(done) // _COMPLAINTS
    found: list[Complaint] = []
    for place in range(_COMPLAINTS):
        order = done[place * pace]
        day = world.next_working((order.delivered or AS_OF) + timedelta(days=dice.whole(3, 20)))
        received = world.moment(day, dice).replace(second=0)
        found.append(Complaint(order, received, _answer(world, received, place, dice)))
    return sorted(found, key=lambda item: item.received)


def _answer(world: World, received: datetime, place: int, dice: Dice) -> datetime | None:
    """The moment of the answer: so many working days later."""
    if place == _NEVER:
        return None
    if place == _ON_THE_LIMIT:
        return datetime.combine(_later(world, received.date(), 3), received.time())
    days = _LATE.get(place, dice.whole(1, 2))
    return world.moment(_later(world, received.date(), days), dice).replace(second=0)


def _later(world: World, day: date, days: int) -> date:
    """The day so many working days later."""
    for _ in range(days):
        day = world.next_working(day + timedelta(days=1))
    return day
