"""Violators of the sample among orders, invoices and payments, feedback and complaints."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from audit.sample.model import AS_OF, World
from audit.sample.money import Invoice, Money, Order
from audit.sample.voices import Complaint, Feedback

_DAY = timedelta(days=1)
_END = datetime.combine(AS_OF, time())
_BUCKETS = ((15, "1-15"), (30, "16-30"), (60, "31-60"), (90, "61-90"))
_HOURS = 8


def money_breaks(world: World, money: Money, plan: Mapping[tuple[str, date], Decimal]) -> dict[str, set[str]]:
    """Norms on orders and debts.

    Args:
        world: The company.
        money: What 1C holds.
        plan: The plan of payments.
    """
    came, late = receipts(money), [item for item in money.orders if item.due < AS_OF]
    return {
        "n-srok-zakaza": {
            str(order.deal.number)
            for order in late
            if ((order.delivered or AS_OF) - order.due).days > world.limit("n-srok-zakaza", order.due)
        },
        "n-prosrochka": {
            f"{invoice.number}|{_bucket(_overdue(invoice))}"
            for invoice in money.invoices
            if _debt(invoice) > 0 and _overdue(invoice) > world.limit("n-prosrochka", AS_OF - _DAY)
        },
        "n-dolya-prosrochki": _share(world, money.invoices),
        "n-plan-oplat": {
            f"{owner}|{month:%Y-%m}"
            for (owner, month), amount in plan.items()
            if came.get((owner, month), 0) * 100 < Decimal(str(world.limit("n-plan-oplat", month, lower=True))) * amount
        },
    }


def receipts(money: Money) -> dict[tuple[str, date], int]:
    """Roubles that came, by owner and month."""
    found: dict[tuple[str, date], int] = defaultdict(int)
    for invoice in money.invoices:
        for day, amount in invoice.paid:
            found[invoice.deal.owner, day.replace(day=1)] += amount
    return dict(found)


def _debt(invoice: Invoice) -> int:
    return invoice.amount - sum(amount for _, amount in invoice.paid)


def _overdue(invoice: Invoice) -> int:
    return (AS_OF - invoice.due).days


def _bucket(days: int) -> str:
    return next((name for last, name in _BUCKETS if days <= last), "90+")


def _share(world: World, invoices: Sequence[Invoice]) -> set[str]:
    debts = [invoice for invoice in invoices if _debt(invoice) > 0]
    late = sum(_debt(invoice) for invoice in debts if _overdue(invoice) > 0)
    limit = Decimal(str(world.limit("n-dolya-prosrochki", AS_OF - _DAY)))
    return {"company"} if late * 100 > limit * sum(map(_debt, debts)) else set()


def voice_breaks(
    world: World, orders: Sequence[Order], feedback: Sequence[Feedback], complaints: Sequence[Complaint]
) -> dict[str, set[str]]:
    """Norms on feedback and complaints.

    Args:
        world: The company.
        orders: All orders.
        feedback: What clients said of them.
        complaints: All complaints in their order.
    """
    answered = {item.order.deal.number for item in feedback}
    months: dict[date, list[bool]] = defaultdict(list)
    after = getattr(world.handbook.norms["n-otzyvy"].norm, "after").value  # noqa: B009 - a parameter of this kind alone
    for order in orders:
        if order.delivered and (AS_OF - order.delivered).days > after:
            months[order.delivered.replace(day=1)].append(order.deal.number in answered)
    few = {
        f"company|{month:%Y-%m}"
        for month, hits in months.items()
        if sum(hits) * 100 < world.limit("n-otzyvy", month, lower=True) * len(hits)
    }
    slow = {
        f"П-{number:02}"
        for number, item in enumerate(complaints, 1)
        if world.calendar.working_seconds(item.received, item.answered or _END)
        > 3600 * _HOURS * world.limit("n-pretenziya", item.received.date())
    }
    return {"n-otzyvy": few, "n-pretenziya": slow}
