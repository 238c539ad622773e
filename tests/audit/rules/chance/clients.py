"""Clients of random exports: some without a row, a segment or a time, each silent from a day of its own."""

from __future__ import annotations

import random
from datetime import datetime

from tests.audit.rules.chance.people import DAY, OWNERS, Tables
from tests.audit.rules.chance.planted import NOON, SECOND, nasty_moment

#: Silences a norm allows, in days, and their neighbours.
SILENCES = (0, 1, 13, 14, 14, 14, 15, 29, 30, 30, 31, 59, 60, 60, 61)


def client_ids(size: int) -> list[str]:
    """Numbers of clients; the last tenth has no row of its own."""
    return [str(n) for n in range(1, max(size // 5, 8))]


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add clients and give the deals to them; the first has two rows."""
    ids = client_ids(size)
    found = [
        {
            "client_id": key,
            "segment": "Опт" if key == "1" else dice.choice(["Опт", "опт", " Опт ", "Розница", "Розница", None]),
            "owner": dice.choice(OWNERS),
            "created_at": None if dice.random() < 0.15 else nasty_moment(dice),
        }
        for key in ids[: len(ids) * 9 // 10]
    ]
    tables["clients"] = [*found, {**found[0], "owner": "Анна", "created_at": None}, {**found[0], "client_id": None}]
    for deal in tables["deals"]:
        if deal["client_id"]:
            deal["client_id"] = dice.choice([*ids[:3], dice.choice(ids)])


def silences(dice: random.Random, size: int) -> dict[str, datetime]:
    """The moment of the last contact with each client, many exactly on a limit."""
    found = {}
    for key in client_ids(size):
        days = dice.choice(SILENCES) if dice.random() < 0.7 else dice.randrange(200)
        found[key] = NOON - days * DAY + dice.choice([0, 0, 36_000, 86_399]) * SECOND
    return found
