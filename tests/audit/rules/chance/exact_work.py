"""Work of the careful manager that stands exactly on limits: letters, leads, tasks, debts, discounts and orders."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.audit.rules.chance.exact import HEAD, MANAGER
from tests.audit.rules.chance.people import DAY, Tables
from tests.audit.rules.chance.planted import NOON

#: An open deal of the manager in the first funnel, which nobody moves.
DEAL = "ровно-2"
#: Segments of the clients planted: one owes exactly as much too late as a norm allows, the other nothing too late.
EXACT, CLEAN = "Ровно", "Чисто"


def add(dice: random.Random, tables: Tables, size: int) -> None:  # noqa: ARG001 - the same in every export
    """Add the work."""
    _activities(tables)
    tables["tasks"] += [
        {
            "task_id": "ровно",
            "deal_id": DEAL,
            "employee": MANAGER,
            "due_at": datetime(2026, 3, 10, 15),  # noqa: DTZ001 - naive by design
            "done_at": datetime(2026, 3, 10, 15, 30),  # noqa: DTZ001 - naive by design
        }
    ]
    _leads(tables)
    _debts(tables)
    _discounts(tables)
    _orders(tables)
    _plan(tables)


def _activities(tables: Tables) -> None:
    """Eight letters in March, and calls of a deal of a wholesale client: five in March, one too many in February."""
    client = _wholesale(tables)
    called = next(row["deal_id"] for row in tables["deals"] if row["owner"] == HEAD and row.get("client_id") == client)
    tables["activities"] += [
        {
            "activity_id": f"{kind}-{month}-{day}",
            "kind": kind,
            "direction": "out",
            "deal_id": deal_id,
            "employee": MANAGER,
            "started_at": datetime(2026, month, day, 11),  # noqa: DTZ001 - naive by design
            "is_human": True,
        }
        for kind, month, count, deal_id in (("email", 3, 8, DEAL), ("call", 3, 5, called), ("call", 2, 6, called))
        for day in range(9, 9 + count)
    ]


def _wholesale(tables: Tables) -> str:
    client: str = next(row["client_id"] for row in tables["clients"] if row["segment"] == "Опт")
    return client


def _leads(tables: Tables) -> None:
    """One lead in February and eight in March, answered in 15 minutes, and one of a wholesale client in 45."""
    moments = [datetime(2026, 2, 9, 10), *(datetime(2026, 3, day, 10) for day in (2, 3, 4, 5, 10, 11, 12, 13))]  # noqa: DTZ001 - naive by design
    tables["leads"] += [
        {
            "lead_id": f"ровно-{number}",
            "created_at": moment,
            "source": "Сайт",
            "owner": MANAGER,
            "assigned_at": moment,
            "first_response_at": moment + timedelta(minutes=15),
        }
        for number, moment in enumerate(moments)
    ]
    asked = datetime(2026, 3, 16, 10)  # noqa: DTZ001 - naive by design
    answered = {"created_at": asked, "first_response_at": asked + timedelta(minutes=45)}
    tables["leads"].append({"lead_id": "ровно-45", "deal_id": DEAL, "client_id": _wholesale(tables), **answered})
    moment = datetime(2026, 3, 3, 15)  # noqa: DTZ001 - naive by design
    tables["leads"].append(
        {
            "lead_id": "ровно-опт",
            "created_at": moment,
            "owner": HEAD,
            "deal_id": DEAL,
            "client_id": _wholesale(tables),
            "first_response_at": moment + timedelta(minutes=45),
        }
    )


def _debts(tables: Tables) -> None:
    tables["clients"] += [
        {"client_id": segment, "segment": segment, "owner": MANAGER, "created_at": NOON - days * DAY}
        for segment, days in ((EXACT, 30), (CLEAN, 30), ("Опт", 60))
    ]
    tables["invoices"] += [
        {
            "invoice_id": f"{segment}-{days}",
            "deal_id": deal_id,
            "client_id": segment,
            "owner": MANAGER,
            "amount": Decimal(amount),
            "issued_at": NOON - 90 * DAY,
            "due_at": NOON - days * DAY,
        }
        for segment, days, amount, deal_id in (
            (EXACT, 60, 60, DEAL),
            (EXACT, 0, 40, None),
            (CLEAN, -9, 50, None),
            (None, 15, 10, None),
        )
    ]
    debt = {"amount": Decimal(1), "issued_at": NOON - 30 * DAY, "due_at": NOON - 15 * DAY}
    tables["invoices"].append({"invoice_id": "ничей", **debt})


def _discounts(tables: Tables) -> None:
    """Of two deals with a price won in February one has a discount."""
    won = [
        row
        for row in tables["deals"]
        if row["owner"] == MANAGER and row["outcome"] == "won" and row["closed_at"].month == 2
    ]
    won[0]["discount_percent"], won[1]["discount_percent"] = Decimal(10), Decimal(0)


def _orders(tables: Tables) -> None:
    """Of two orders delivered in February one brought feedback; one was late by as much as it might be."""
    client = _wholesale(tables)
    moment = datetime(2026, 2, 9, 15)  # noqa: DTZ001 - naive by design
    tables["orders"] += [
        {
            "order_id": f"ровно-{late}",
            "deal_id": DEAL,
            "client_id": client,
            "owner": MANAGER,
            "due_at": moment - late * DAY,
            "delivered_at": moment,
        }
        for late in (0, 1)
    ]
    tables["feedback"].append({"feedback_id": "ровно", "order_id": "ровно-0", "received_at": moment + DAY})


def _plan(tables: Tables) -> None:
    """Nothing asked and nothing done in January; four fifths of the plan of March paid."""
    tables["plan"] += [
        {"owner": MANAGER, "month": date(2026, 1, 1), "measure": None, "amount": Decimal(0)},
        {"owner": MANAGER, "month": date(2026, 3, 1), "measure": "paid", "amount": Decimal(100)},
    ]
    tables["payments"].append(
        {"payment_id": "ровно", "owner": MANAGER, "amount": Decimal(80), "paid_at": datetime(2026, 3, 9, 10)}  # noqa: DTZ001 - naive by design
    )
