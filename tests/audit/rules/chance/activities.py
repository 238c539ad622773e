"""Activities of random exports: people and robots, links of every sort, late entries, times on every edge."""

from __future__ import annotations

import random
from datetime import datetime
from typing import Any

from tests.audit.rules.chance.clients import silences
from tests.audit.rules.chance.people import OWNERS, Tables
from tests.audit.rules.chance.planted import SECOND, delayed, nasty_moment

Row = dict[str, Any]

KINDS = ("call", "call", "call", "meeting", "email", "message", "quote", "visit", "other", None)
DIRECTIONS = ("out", "out", "in", None)
RESULTS = ("success", "success", "fail", "unknown", None)
HUMANS = (True, True, True, True, None, None, False)
#: Working seconds the norms of entry allow: 45 minutes, 4 and 24 hours.
ENTRY_LIMITS = (2_700, 14_400, 86_400)


def activity(dice: random.Random, number: int, started: datetime | None) -> Row:
    """One activity without links."""
    recorded = delayed(dice, started, ENTRY_LIMITS) if started and dice.random() < 0.8 else None
    if not started and dice.random() < 0.5:
        recorded = nasty_moment(dice)
    return {
        "activity_id": None if dice.random() < 0.01 else str(number),
        "kind": dice.choice(KINDS),
        "direction": dice.choice(DIRECTIONS),
        "deal_id": None,
        "lead_id": None,
        "client_id": None,
        "employee": dice.choice(OWNERS),
        "started_at": started,
        "recorded_at": recorded,
        "result": dice.choice(RESULTS),
        "is_human": dice.choice(HUMANS),
    }


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add four activities for each deal, one for most clients, and quotes."""
    silent = silences(dice, size)
    ids = list(silent)
    entries = [(row["deal_id"], row["entered_at"]) for row in tables["stage_changes"] if row["entered_at"]]
    found: list[Row] = []
    for number in range(size * 4):
        row = activity(dice, number, None if dice.random() < 0.02 else nasty_moment(dice))
        if dice.random() < 0.4:
            row["deal_id"] = str(dice.randrange(1, size + 9))
        if dice.random() < 0.3:
            _with_client(dice, row, dice.choice(ids), silent)
        found.append(row)
    for key, moment in silent.items():
        if dice.random() < 0.8:
            row = activity(dice, len(found), moment)
            found.append({**row, "client_id": key, "result": dice.choice(["success", "unknown", None])})
    for deal_id, moment in dice.sample(entries, min(size // 2, len(entries))):
        row = activity(dice, len(found), moment + dice.choice([-1, 0, 0, 1]) * SECOND)
        found.append({**row, "deal_id": deal_id, "client_id": None})
    found += dice.sample(found, 5)
    dice.shuffle(found)
    tables["activities"] = found
    tables["quotes"] = [_quote(dice, number, *dice.choice(entries)) for number in range(size // 2)]


def _quote(dice: random.Random, number: int, deal_id: str, moment: datetime) -> Row:
    near = moment + dice.choice([-90_000, -1, 0, 0, 1, 90_000]) * SECOND
    return {
        "quote_id": str(number),
        "deal_id": dice.choice([deal_id, deal_id, deal_id, None]),
        "owner": dice.choice(OWNERS),
        "created_at": dice.choice([near, near, near, nasty_moment(dice), None]),
    }


def _with_client(dice: random.Random, row: Row, key: str, silent: dict[str, datetime]) -> None:
    """Link an activity to a client unless the client is silent by then; robots and failures know no silence."""
    heard = row["is_human"] is not False and row["result"] != "fail"
    if not (heard and row["started_at"] and row["started_at"] > silent[key]):
        row["client_id"] = key
        if dice.random() < 0.5:
            row["deal_id"] = None
