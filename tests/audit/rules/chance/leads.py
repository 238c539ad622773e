"""Leads of random exports with the activities that answer them, many exactly on a limit of working minutes."""

from __future__ import annotations

import random
from typing import Any

from tests.audit.rules.chance.activities import activity
from tests.audit.rules.chance.clients import client_ids
from tests.audit.rules.chance.people import OWNERS, Tables
from tests.audit.rules.chance.planted import delayed, nasty_moment

Row = dict[str, Any]

#: Working seconds the norms of response allow: 15 and 45 minutes, 4 hours.
RESPONSE_LIMITS = (900, 2_700, 14_400)


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add leads, one for three deals, and the activities that answer them."""
    ids = client_ids(size)
    found: list[Row] = []
    answers: list[Row] = []
    for number in range(size // 3):
        lead = _lead(dice, f"L{number}", ids, size)
        found.append(lead)
        for _ in range(dice.choice([0, 0, 1, 1, 2, 4])):
            start = lead["created_at"]
            moment = delayed(dice, start, RESPONSE_LIMITS) if start else nasty_moment(dice)
            row = activity(dice, 10**6 + len(answers), moment if dice.random() < 0.98 else None)
            if dice.random() < 0.5:
                row |= {"kind": "call", "direction": "out", "is_human": True}
            answers.append({**row, "lead_id": lead["lead_id"]})
    found += [{**lead, "owner": "Анна"} for lead in dice.sample(found, 2)]
    found.append({**found[0], "lead_id": None})
    tables["leads"] = found
    tables["activities"] += answers


def _lead(dice: random.Random, key: str, ids: list[str], size: int) -> Row:
    created = None if dice.random() < 0.03 else nasty_moment(dice)
    start = created or nasty_moment(dice)
    return {
        "lead_id": key,
        "created_at": created,
        "source": dice.choice(["Сайт", "сайт ", "Звонок", None]),
        "owner": dice.choice(OWNERS),
        "assigned_at": delayed(dice, start, (3_600,)) if dice.random() < 0.85 else None,
        "first_response_at": delayed(dice, start, RESPONSE_LIMITS) if dice.random() < 0.35 else None,
        "first_response_by": dice.choice(OWNERS) if dice.random() < 0.3 else None,
        "deal_id": str(dice.randrange(1, size + 5)) if dice.random() < 0.6 else None,
        "client_id": dice.choice(ids) if dice.random() < 0.5 else None,
    }
