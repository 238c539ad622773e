"""Tenders of the sample: two closers take part in a handful a quarter and win every third or so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from audit.sample.market import CUSTOMERS, PLATFORMS, SUBJECTS
from audit.sample.model import AS_OF, TENDER, Deal, Dice, Line, Step, World
from audit.sample.words import CONTACTS

FOUND, DECIDED, APPLIED = "Найден", "Решение об участии", "Заявка подана"
PRICE, DEADLINE, SECURITY, NOTICE = "Начальная цена", "Подать до", "Обеспечение заявки", "Площадка и номер извещения"
#: How the tenders of a quarter ended, in order: won, lost after the bid, dropped before it. A share of a quarter is
#: exactly the norm of the first closer in winter; the second falls short of it in summer.
_ENDS = {
    (3, 1): "WLLLD",
    (4, 1): "WLLWL",
    (3, 4): "WLDLW",
    (4, 4): "LWLWD",
    (3, 7): "LWLWL",
    (4, 7): "LLDLWL",
}
_REASONS = {"L": "Дорого", "D": "Не наш профиль"}
#: The last day of the first tender of a quarter, and days between two tenders of one closer.
_FIRST, _PACE = {1: date(2026, 2, 9), 4: date(2026, 4, 13), 7: date(2026, 7, 13)}, (9, 12)
#: Days a tender is found before the decision, decided on before the bid, and waited for after it.
_FOUND, _PREPARED, _AWAITED = (1, 2), (4, 7), (7, 12)
#: Tenders without an outcome yet, by the place of the closer in the staff list.
_GOING = {3: 1, 4: 2}
_BLANKS = ((SECURITY, ""), (NOTICE, "-"))


def bid(world: World, dice: Dice) -> list[Deal]:
    """All tenders with the known breaches.

    Args:
        world: The company.
        dice: The source of chance.
    """
    found = [deal for place, month in _ENDS for deal in _quarter(world, dice, place, month)]
    for place, number in _GOING.items():
        found += [_tender(world, dice, place, AS_OF - timedelta(days=2 + 2 * n), "G") for n in range(number)]
    for deal, (title, text) in zip(found[2::9], _BLANKS, strict=False):
        deal.card[title] = text
    return found


def _quarter(world: World, dice: Dice, place: int, month: int) -> Iterator[Deal]:
    last = _FIRST[month]
    for end in _ENDS[place, month]:
        yield _tender(world, dice, place, last, end)
        last += timedelta(days=dice.whole(*_PACE))


def _tender(world: World, dice: Dice, place: int, last: date, end: str) -> Deal:
    """A tender told backwards from its last step; ``G`` is one that is still going on."""
    gaps = {"G": (_PREPARED, _FOUND), "D": (_FOUND, _FOUND)}.get(end, (_AWAITED, _PREPARED, _FOUND))
    moments = [world.moment(world.next_working(last), dice)]
    for gap in gaps:
        day = moments[0].date() - timedelta(days=dice.whole(*gap))
        while not world.working(day):
            day -= timedelta(days=1)
        moments.insert(0, world.moment(day, dice))
    outcome = {"W": "won", "G": "open"}.get(end, "lost")
    final = () if end == "G" else (world.final(TENDER, outcome),)
    stages = (FOUND, DECIDED, *(() if end == "D" else (APPLIED,)), *final)
    steps = [Step(TENDER, stage, at) for stage, at in zip(stages, moments, strict=True)]
    deal = Deal(world.managers[place].name, TENDER, steps, outcome)
    deal.company, deal.contact, deal.reason = dice.one(CUSTOMERS), dice.one(CONTACTS), _REASONS.get(end, "")
    _describe(world, deal, dice)
    return deal


def _describe(world: World, deal: Deal, dice: Dice) -> None:
    """The card: a bid is made on the eve of the last day for it."""
    bid_on = deal.steps[min(2, len(deal.steps) - 1)].at.date()
    ends = world.next_working(bid_on + timedelta(days=1))
    subject = dice.one(SUBJECTS)
    price = dice.whole(6, 30) * 50_000
    deal.title, deal.source = f"{deal.company} — {subject} — {ends:%d.%m.%Y}", "Торговая площадка"
    deal.opening, deal.creator, deal.planned = "Инициатива клиента", "", AS_OF + timedelta(days=dice.whole(6, 20))
    deal.lines = [Line(subject[0].upper() + subject[1:], price, 1, price)]
    deal.card = {
        DEADLINE: f"{ends:%d.%m.%Y} 10:00",
        PRICE: f"{price * 108 // 100}.00",
        SECURITY: "0" if dice.chance(0.3) else f"{price // 100}.00",
        NOTICE: f"{dice.one(PLATFORMS)}, {dice.whole(32_000_000, 32_999_999)}",
    }
