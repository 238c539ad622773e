"""Invoices due on every edge, payments in part, in full, in excess or in other money, plans and rates."""

from __future__ import annotations

import random
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from tests.audit.rules.chance.clients import client_ids
from tests.audit.rules.chance.people import DAY, OWNERS, STAFF, Tables
from tests.audit.rules.chance.planted import NOON, nasty_moment

Row = dict[str, Any]

CURRENCIES = (None, "RUB", "RUB", "RUB", "RUB", "RUR", "USD", " usd", "EUR", "CNY")
#: Days overdue on the edges of the limits and of the ages of a debt.
AGES = (-1, 0, 1, 2, 14, 15, 16, 30, 31, 60, 61, 90, 91)
#: Somebody unknown to the staff whose share of overdue debt is exactly thirty per cent.
EXACT = "Ровно Тридцать"
#: Whose plan is written by ``exact_work``.
CAREFUL = "Ника"


def _invoice(dice: random.Random, number: int, ids: list[str]) -> Row:
    due = NOON - dice.choice(AGES) * DAY if dice.random() < 0.6 else nasty_moment(dice)
    due += dice.choice([timedelta(), timedelta(), timedelta(hours=15), timedelta(seconds=86_399)])
    return {
        "invoice_id": str(number),
        "deal_id": dice.choice([str(number), str(number), str(number), str(max(number - 3, 1)), None]),
        "client_id": dice.choice(ids) if dice.random() < 0.6 else None,
        "owner": dice.choice(OWNERS) if dice.random() < 0.7 else None,
        "amount": dice.choice([None, *[Decimal(dice.randrange(90) * 10)] * 8, Decimal("0.07")]),
        "currency": dice.choice(CURRENCIES),
        "issued_at": due - timedelta(days=dice.randrange(60)) if dice.random() < 0.9 else None,
        "due_at": due if dice.random() < 0.95 else None,
    }


def _exact() -> list[Row]:
    return [
        {
            "invoice_id": f"ровно-{days}",
            "client_id": "нет такого",
            "owner": EXACT,
            "amount": Decimal(amount),
            "issued_at": NOON - 90 * DAY,
            "due_at": NOON + days * DAY,
        }
        for days, amount in ((-1, 30), (0, 30), (9, 40))
    ]


def _strays(dice: random.Random, size: int) -> list[Row]:
    """Payments of any deal or invoice."""
    found = []
    for _ in range(size):
        link = dice.choice([("deal_id", str(dice.randrange(size + 9))), ("invoice_id", str(dice.randrange(size)))])
        found.append(
            {
                link[0]: link[1],
                "owner": dice.choice([None, *OWNERS]),
                "amount": dice.choice([None, Decimal(dice.randrange(900)), Decimal("0.07")]),
                "currency": dice.choice(CURRENCIES),
                "paid_at": nasty_moment(dice),
            }
        )
    return found


def _instalments(dice: random.Random, invoice: Row) -> list[Row]:
    """Payments of an invoice."""
    found = []
    for _ in range(dice.choice([0, 0, 1, 2])):
        amount, part = invoice["amount"], Decimal(dice.choice(["0.5", "0.5", "1", "1", "0.3", "1.2", "0.9999", "-0.5"]))
        found.append(
            {
                "invoice_id": invoice["invoice_id"],
                "amount": None if amount is None else (amount * part).quantize(Decimal("0.0001")),
                "currency": invoice["currency"] if dice.random() < 0.85 else dice.choice(CURRENCIES),
                "paid_at": nasty_moment(dice) if dice.random() < 0.95 else None,
            }
        )
    return found


def _plan(dice: random.Random) -> list[Row]:
    return [
        {
            "owner": owner,
            "month": date(2025 + (month - 1) // 12, (month - 1) % 12 + 1, dice.choice([1, 1, 15])),
            "measure": dice.choice([None, "won", "paid"]),
            "amount": dice.choice([None, Decimal(0), Decimal(dice.randrange(1, 90) * 100)]),
        }
        for owner in (*(person["name"] for person in STAFF if person["name"] != CAREFUL), "Чужой Человек", None)
        for month in range(11, 18)
        for _ in range(dice.choice([0, 1, 1, 1, 2]))
    ]


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add what was invoiced, paid and planned."""
    ids = client_ids(size)
    billed = [_invoice(dice, number, ids) for number in range(1, size, 3)]
    paid = [*_strays(dice, size // 3), *(row for invoice in billed for row in _instalments(dice, invoice))]
    dice.shuffle(paid)
    again = [{**row, "owner": "Анна", "amount": Decimal(5)} for row in dice.sample(billed, 2)]
    tables["invoices"] = [*billed, *again, *_exact(), {**billed[0], "invoice_id": None}]
    tables["payments"] = [{"payment_id": str(number), **row} for number, row in enumerate(paid)]
    tables["plan"] = _plan(dice)
    tables["fx"] = [
        {"currency": "USD", "day": date(2025, 12, 20), "rate": Decimal("80.1234")},
        {"currency": "USD", "day": date(2026, 2, 20), "rate": Decimal("0.9999")},
        {"currency": "EUR", "day": date(2026, 1, 20), "rate": Decimal("1.5")},
    ]
