"""Services of the sample: every manager offers support every month, and now and then a training or a visit."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from audit.sample.market import SERVICES, SUPPORT
from audit.sample.model import AS_OF, FIRST_DAY, SERVICE, Deal, Dice, Line, Step, World
from audit.sample.oracle import available
from audit.sample.words import COMPANIES, CONTACTS, REASONS
from handbook.model.people import Person

_STAGES = ("Новый запрос услуги", "Задача ясна", "Программа отправлена", "Договор услуги")
_STAY = {_STAGES[0]: (0, 1), _STAGES[1]: (1, 3), _STAGES[2]: (2, 5), _STAGES[3]: (2, 4)}
#: Days kept clear of the limit, and days of a month in which support is offered.
_MARGIN, _OFFERED, _LEAVING = 3, (3, 17), timedelta(days=24)
_SUPPORT_PRICE, _WINS, _OTHERS = (8, 30), 0.6, 0.5
#: Months without an offer of support, by the place of the manager in the staff list: the first month of the newcomer,
#: the rush of May, the last month of the one who left.
_NO_OFFER = {(2, 4), (0, 5), (1, 8)}
#: Ages of services sold too slowly; exactly the limit is within the norm.
_SLOW, _ON_THE_LIMIT = (23, 26, 31), 21


def serve(world: World, dice: Dice) -> list[Deal]:
    """All deals on services with the known breaches.

    Args:
        world: The company.
        dice: The source of chance.
    """
    found = [deal for month in _months() for deal in _month(world, dice, month)]
    _put_breaches(world, found)
    return found


def _months() -> list[date]:
    return [date(FIRST_DAY.year, month, 1) for month in range(FIRST_DAY.month, AS_OF.month)]


def _month(world: World, dice: Dice, month: date) -> Iterator[Deal]:
    for place, person in enumerate(world.managers):
        day = _offer_day(world, dice, person, month)
        if day is None:
            continue
        if (place, month.month) not in _NO_OFFER:
            price = dice.whole(*_SUPPORT_PRICE) * 10_000
            yield _deal(world, dice, person, day, Line(SUPPORT, price, 1, price))
        if dice.chance(_OTHERS):
            product, price = dice.one(SERVICES)
            line = Line(product, price, dice.whole(1, 3), price)
            yield _deal(world, dice, person, world.next_working(day + timedelta(days=3)), line)


def _offer_day(world: World, dice: Dice, person: Person, month: date) -> date | None:
    """A day in the middle of the month on which the person is at work."""
    days = [month + timedelta(days=n) for n in range(*_OFFERED)]
    able = [day for day in days if day >= FIRST_DAY and world.working(day) and available(person, day)]
    if person.dismissed:
        able = [day for day in able if day <= person.dismissed - _LEAVING]
    return dice.one(able) if able else None


def _deal(world: World, dice: Dice, person: Person, day: date, line: Line) -> Deal:
    wins, created = dice.chance(_WINS), world.moment(day, dice)
    lasts = len(_STAGES) if wins else dice.whole(2, len(_STAGES))
    limit = world.limit("n-dlitelnost-uslugi", day) - _MARGIN
    steps = _life(world, dice, Step(SERVICE, _STAGES[0], created), lasts)
    while (steps[-1].at.date() - day).days > limit:
        steps = _life(world, dice, steps[0], lasts)
    outcome = "won" if wins else "lost"
    steps[-1].stage = world.final(SERVICE, outcome)
    kept = [step for step in steps if step.at.date() < AS_OF]
    deal = Deal(person.name, SERVICE, kept, outcome if len(kept) == len(steps) else "open")
    deal.company, deal.contact, deal.lines = dice.one(COMPANIES), dice.one(CONTACTS), [line]
    deal.title, deal.source, deal.opening = f"{line.product} для склада", "Повторное обращение", "Развитие клиента"
    deal.reason = dice.one(REASONS) if deal.outcome == "lost" else ""
    deal.creator, deal.planned = person.name, AS_OF + timedelta(days=dice.whole(3, 15))
    return deal


def _life(world: World, dice: Dice, first: Step, lasts: int) -> list[Step]:
    """Entries into so many stages, and one more that ends the deal; its stage is named later."""
    steps = [first]
    for place in range(1, lasts + 1):
        low, high = _STAY[_STAGES[place - 1]]
        at = world.moment(world.next_working(steps[-1].at.date() + timedelta(days=dice.whole(low, high))), dice)
        while at <= steps[-1].at:
            at = world.moment(world.next_working(at.date() + timedelta(days=1)), dice)
        steps.append(Step(SERVICE, _STAGES[place] if place < lasts else "", at))
    return steps


def _put_breaches(world: World, found: list[Deal]) -> None:
    """Deals whose last stage lasted until they were exactly so old."""
    closed = [deal for deal in found if deal.outcome != "open" and deal.created.date() < date(2026, 8, 1)]
    for place, age in enumerate((*_SLOW, _ON_THE_LIMIT)):
        days = timedelta(days=age)
        fitting = (
            deal for deal in closed[5 + 11 * place :] if world.working(deal.created.date() + days) and deal.age < age
        )
        deal = next(fitting)
        deal.steps[-1].at += timedelta(days=age - deal.age)
