"""Tasks and complaints of random exports: due by a day or by a moment, done in time, late, on the limit or never."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from typing import Any

from tests.audit.rules.chance.clients import client_ids
from tests.audit.rules.chance.people import DAY, OWNERS, Tables
from tests.audit.rules.chance.planted import NOON, SECOND, delayed, nasty_moment

Row = dict[str, Any]

#: Delays the norms of tasks allow.
TASK_LIMITS = (timedelta(), timedelta(minutes=30), timedelta(hours=4), DAY, 2 * DAY)
#: Working seconds the norms of complaints allow: 8 and 20 hours.
COMPLAINT_LIMITS = (28_800, 72_000)


def _day(moment: datetime) -> datetime:
    return moment.replace(hour=0, minute=0, second=0, microsecond=0)


def _done(dice: random.Random, due: datetime) -> datetime | None:
    chance, late = dice.random(), dice.choice(TASK_LIMITS)
    if chance < 0.2:
        return None
    if chance < 0.4:
        return due + late
    if chance < 0.5:
        return due + late + SECOND
    if chance < 0.6:
        return _day(due + late) + dice.choice([DAY - SECOND, DAY, DAY + SECOND, timedelta()])
    if chance < 0.65:
        return dice.choice([NOON, NOON - SECOND])
    return due + timedelta(minutes=dice.randrange(-9000, 5000))


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add tasks, one for two deals, and complaints, one for five."""
    tables["tasks"] = _tasks(dice, size)
    tables["complaints"] = _complaints(dice, size)


def _tasks(dice: random.Random, size: int) -> list[Row]:
    ids = client_ids(size)
    found = []
    for number in range(size // 2):
        due = None if dice.random() < 0.04 else nasty_moment(dice)
        if due and dice.random() < 0.4:
            due = _day(due)
        start = due or nasty_moment(dice)
        found.append(
            {
                "task_id": str(number),
                "deal_id": str(dice.randrange(1, size + 9)) if dice.random() < 0.6 else None,
                "client_id": dice.choice(ids) if dice.random() < 0.3 else None,
                "employee": dice.choice(OWNERS),
                "kind": dice.choice(["call", "meeting", None]),
                "created_at": start - timedelta(hours=dice.randrange(200)) if dice.random() < 0.9 else None,
                "due_at": due,
                "done_at": _done(dice, start),
            }
        )
    found += [{**row, "employee": "Анна", "done_at": None} for row in dice.sample(found, 2)]
    return [*found, {**found[0], "task_id": None}]


def _complaints(dice: random.Random, size: int) -> list[Row]:
    ids = client_ids(size)
    found = []
    for number in range(size // 5):
        received = None if dice.random() < 0.03 else nasty_moment(dice)
        start = received or nasty_moment(dice)
        found.append(
            {
                "complaint_id": str(number),
                "client_id": dice.choice(ids) if dice.random() < 0.7 else None,
                "order_id": str(dice.randrange(size // 3 + 4)) if dice.random() < 0.6 else None,
                "owner": dice.choice(OWNERS),
                "received_at": received,
                "answered_at": delayed(dice, start, COMPLAINT_LIMITS) if dice.random() < 0.8 else None,
            }
        )
    found += [{**row, "owner": "Анна", "answered_at": None} for row in dice.sample(found, 2)]
    return [*found, {**found[0], "complaint_id": None}]
