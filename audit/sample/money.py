"""Orders, invoices and payments of the sample as 1C knows them; an order bears the number of its deal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from audit.sample.model import AS_OF, PROJECT, READY, SERVICE, TENDER, Deal, Dice, World

#: Days from the sale to the promised delivery.
_DELIVERY = {READY: (8, 16), PROJECT: (35, 60), SERVICE: (6, 14), TENDER: (15, 25)}
_COST = {READY: (64, 78), PROJECT: (52, 68), SERVICE: (35, 55), TENDER: (72, 86)}
_EARLY = (0, 3)
_BILLED = {READY: "Договор и счёт", PROJECT: "Договор", SERVICE: "Договор услуги"}
_PREPAID, _DEFERRED, _REST = 14, 30, 20
_ON_CREDIT = 0.3
#: Days by which orders came late, and by which others did not come at all; a day late is within the norm.
_LATE, _MISSING, _ON_THE_LIMIT = (2, 3, 5, 9), (6,), (1, 1)
#: Days by which unpaid invoices are overdue; fifteen are within the norm.
_OVERDUE, _NEAR = (2, 6, 15, 17, 24, 38, 71, 96), 14


@dataclass
class Order:
    """What a client was promised, by the deal."""

    deal: Deal
    due: date
    delivered: date | None
    cost: int


@dataclass
class Invoice:
    """A bill on a deal; ``paid`` are the days and sums that came."""

    deal: Deal
    issued: date
    due: date
    amount: int
    paid: list[tuple[date, int]] = field(default_factory=list)
    number: str = ""


@dataclass
class Money:
    """What 1C holds."""

    orders: list[Order]
    invoices: list[Invoice]


def account(world: World, deals: Sequence[Deal], dice: Dice) -> Money:
    """Orders and invoices of all sales with the known breaches.

    Args:
        world: The company.
        deals: Deals of all pipelines.
        dice: The source of chance.
    """
    orders: list[Order] = []
    invoices: list[Invoice] = []
    for deal in sorted(deals, key=lambda item: (item.steps[-1].at, item.number)):
        if deal.outcome == "won" and deal.closed and deal.lines:
            orders.append(_order(world, deal, deal.closed, dice))
            invoices += _invoices(world, orders[-1], dice)
        elif deal.outcome == "open" and deal.steps[-1].stage == _BILLED.get(deal.pipeline):
            issued = deal.steps[-1].at.date()
            invoices.append(Invoice(deal, issued, issued + timedelta(days=_PREPAID), deal.amount))
    invoices = [invoice for invoice in invoices if invoice.issued < AS_OF]
    for invoice in invoices:
        invoice.paid = [(day, amount) for day, amount in invoice.paid if day < AS_OF]
    _let_orders_be_late(orders)
    _let_invoices_be_overdue(invoices)
    invoices.sort(key=lambda invoice: (invoice.issued, invoice.deal.number))
    for number, invoice in enumerate(invoices, 1):
        invoice.number = f"МП-{number:06}"
    return Money(orders, invoices)


def _order(world: World, deal: Deal, sold: date, dice: Dice) -> Order:
    due = world.next_working(sold + timedelta(days=dice.whole(*_DELIVERY[deal.pipeline])))
    delivered = due - timedelta(days=dice.whole(*_EARLY))
    while not world.working(delivered):
        delivered -= timedelta(days=1)
    cost = deal.list_amount * dice.whole(*_COST[deal.pipeline]) // 100
    return Order(deal, due, delivered if delivered < AS_OF else None, cost)


def _invoices(world: World, order: Order, dice: Dice) -> Iterator[Invoice]:
    """What is paid before the sale, and what after the delivery."""
    deal, sold = order.deal, order.deal.closed or AS_OF
    billed = next((step.at.date() for step in deal.steps if step.stage == _BILLED.get(deal.pipeline)), sold)
    before = deal.amount
    if deal.pipeline == TENDER or (deal.pipeline == READY and dice.chance(_ON_CREDIT)):
        before = 0
    elif deal.pipeline == PROJECT:
        before = deal.amount // 2
    if before:
        yield Invoice(deal, billed, max(billed + timedelta(days=_PREPAID), sold), before, [(sold, before)])
    if before < deal.amount and order.delivered:
        days = _REST if deal.pipeline == PROJECT else _DEFERRED
        paid = world.next_working(order.delivered + timedelta(days=days - dice.whole(2, 12)))
        rest = deal.amount - before
        due = order.delivered + timedelta(days=days)
        yield Invoice(deal, order.delivered, due, rest, list(_parts(world, paid, rest, dice)))


def _parts(world: World, day: date, amount: int, dice: Dice) -> Iterator[tuple[date, int]]:
    """Some pay in two parts, the second a few days later."""
    if dice.chance(0.1):
        yield day, amount // 2
        yield world.next_working(day + timedelta(days=2)), amount - amount // 2
    else:
        yield day, amount


def _let_orders_be_late(orders: Sequence[Order]) -> None:
    done = [order for order in orders if order.delivered and order.due < AS_OF - timedelta(days=max(_LATE) + 1)]
    pace = len(done) // (len(_LATE) + len(_ON_THE_LIMIT) + 1)
    for place, days in enumerate((*_LATE, *_ON_THE_LIMIT), 1):
        done[place * pace].delivered = done[place * pace].due + timedelta(days=days)
    going = [order for order in orders if order.delivered is None]
    for order, days in zip(going, _MISSING, strict=False):
        order.due = AS_OF - timedelta(days=days)


def _let_invoices_be_overdue(invoices: Sequence[Invoice]) -> None:
    """Of the invoices sent after the delivery, small ones due near the wanted days were not paid in the end."""
    credit = [item for item in invoices if item.paid and item.issued >= item.deal.steps[-1].at.date() < item.paid[0][0]]
    credit = [item for item in credit if item.paid[0][0] > item.issued]
    for days in _OVERDUE:
        wanted = AS_OF - timedelta(days=days)
        near = min(credit, key=lambda item: (abs((item.due - wanted).days) // _NEAR, item.amount, item.deal.number))
        credit.remove(near)
        near.due = wanted
        near.paid = near.paid[:1] if len(near.paid) > 1 and near.paid[0][0] < AS_OF else []
