"""Orders and feedback of random exports: delivered on the limit, a day beyond it, early or never."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any

from tests.audit.rules.chance.clients import client_ids
from tests.audit.rules.chance.people import DAY, OWNERS, Tables
from tests.audit.rules.chance.planted import EDGES, NOON, nasty_moment

Row = dict[str, Any]

#: Days late, and days between delivery and audit, on the edges of the limits.
LATE = (0, 0, 0, 1, 2, 3, 4)
AGES = (0, 1, 2, 9, 10, 11)


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add orders, one for three deals, and feedback on half of them, sometimes twice, sometimes after the audit."""
    tables["orders"] = _orders(dice, size)
    tables["feedback"] = _feedback(dice, tables["orders"])


def _orders(dice: random.Random, size: int) -> list[Row]:
    ids = client_ids(size)
    found = []
    for number in range(size // 3):
        due = None if dice.random() < 0.05 else nasty_moment(dice)
        start = due or nasty_moment(dice)
        delivered = start + dice.choice(LATE) * DAY + timedelta(minutes=dice.randrange(-600, 600))
        if dice.random() < 0.15:
            delivered = NOON - dice.choice(AGES) * DAY + dice.choice([timedelta(), timedelta(hours=23)])
        elif dice.random() < 0.15:
            delivered = dice.choice(EDGES)
        found.append(
            {
                "order_id": str(number),
                "deal_id": str(dice.randrange(1, size + 9)) if dice.random() < 0.7 else None,
                "client_id": dice.choice(ids) if dice.random() < 0.6 else None,
                "owner": dice.choice(OWNERS) if dice.random() < 0.8 else None,
                "created_at": start - timedelta(days=dice.randrange(40)) if dice.random() < 0.9 else None,
                "due_at": due,
                "delivered_at": delivered if dice.random() < 0.8 else None,
            }
        )
    found += [{**row, "owner": "Анна", "delivered_at": None} for row in dice.sample(found, 2)]
    return [*found, {**found[0], "order_id": None}]


def _feedback(dice: random.Random, placed: list[Row]) -> list[Row]:
    found: list[Row] = []
    for row in placed:
        for _ in range(dice.choice([0, 0, 0, 1, 1, 2])):
            moment = (row["delivered_at"] or nasty_moment(dice)) + timedelta(hours=dice.randrange(-20, 900))
            moment = dice.choice([moment, moment, moment, NOON, None])
            found.append({"feedback_id": str(len(found)), "order_id": row["order_id"], "received_at": moment})
    return [*found, {"feedback_id": "чужой", "order_id": "нет такого", "received_at": NOON - DAY}]
