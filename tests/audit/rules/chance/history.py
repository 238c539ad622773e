"""What happened to deals: stages they went through, owners they changed, fields somebody corrected."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

from tests.audit.rules.chance.funnels import STAGES, beginning, following
from tests.audit.rules.chance.people import AS_OF, DAY, FIRST, OWNERS, Tables, some_moment

MIDNIGHT = datetime(AS_OF.year, AS_OF.month, AS_OF.day)  # noqa: DTZ001 - naive by design
#: Who moves deals and corrects them: people, someone the staff does not know, nobody.
HANDS = (*OWNERS, "Глеб", "Павел", "Робот")
#: How a table of changes names deals, and once something else that has the same numbers.
OBJECTS = ("deal", "deal", "deal", "Deals", None, "lead")


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add the history of most deals."""
    tables |= {name: [] for name in ("stage_changes", "owner_changes", "field_changes")}
    for deal in tables["deals"]:
        moments = [moment for moment in (deal["created_at"], deal["closed_at"]) if moment]
        if dice.random() < 0.65:
            history = _stages(dice, deal)
            dice.shuffle(history)
            tables["stage_changes"] += history
            moments += [row["entered_at"] for row in history if row["entered_at"]]
        if dice.random() < 0.35:
            tables["owner_changes"] += _owners(dice, deal, moments)
        if dice.random() < 0.15:
            tables["field_changes"] += _fields(dice, deal["deal_id"])
        if deal["planned_close"]:
            tables["field_changes"] += _pushes(dice, deal)
    tables["field_changes"] += _bursts(dice, size)
    tables["deals"] += [{**deal, "owner": "Анна"} for deal in dice.sample(tables["deals"], 4)]
    tables["stage_changes"].append(
        {"deal_id": "нет такой", "event_id": "1", "pipeline": "Типовые", "stage": "Договор", "entered_at": FIRST}
    )


def _stages(dice: random.Random, deal: dict[str, Any]) -> list[dict[str, Any]]:
    pipeline = deal["pipeline"] if deal["pipeline"] in STAGES else "Типовые"
    moment = deal["created_at"] or some_moment(dice)
    found: list[dict[str, Any]] = []
    stage = beginning(pipeline) if dice.random() < 0.9 else _any(dice, pipeline)
    style = dice.choice(["digits", "text", "none"])
    for _ in range(dice.randrange(1, 8)):
        number = dice.choice(["", "", "0"]) + str(dice.randrange(1, 200))
        event = {"digits": number, "text": f"e{dice.randrange(40)}", "none": None}[style]
        found.append(
            {
                "deal_id": deal["deal_id"],
                "event_id": event,
                "pipeline": None if dice.random() < 0.1 else pipeline,
                "stage": None if dice.random() < 0.02 else stage if dice.random() < 0.97 else "Старая стадия",
                "entered_at": None if dice.random() < 0.02 else moment,
                "changed_by": dice.choice(HANDS),
            }
        )
        step = dice.random()
        if step < 0.1:
            pipeline = dice.choice(list(STAGES))
        if step < 0.75:
            stage = dice.choice(following(pipeline, stage))
        elif step < 0.95:
            stage = _any(dice, pipeline)
        wait = dice.choice([0, 0, 1, 8, 24, 48, 72, 72, 240, dice.randrange(900)])
        moment += timedelta(hours=wait, seconds=dice.choice([0, 0, 1, -1]) if wait else 0)
    return found


def _any(dice: random.Random, pipeline: str) -> str:
    return str(dice.choice(STAGES[pipeline])["title"])


def _owners(dice: random.Random, deal: dict[str, Any], moments: list[datetime]) -> list[dict[str, Any]]:
    found = []
    owner = dice.choice(OWNERS)
    times = [dice.choice([some_moment(dice), *moments, MIDNIGHT]) for _ in range(dice.randrange(1, 4))]
    for at in sorted(times):
        new = dice.choice(OWNERS)
        old = dice.choice(OWNERS) if dice.random() < 0.05 else owner
        found.append(_change(dice, deal["deal_id"], at, old=old, new=new))
        owner = new
    if dice.random() < 0.9:
        deal["owner"] = owner
    return found


def _change(dice: random.Random, number: str, at: datetime, **columns: str | None) -> dict[str, Any]:
    return {"object": "deal", "id": number, "at": at, "by": dice.choice(HANDS), **columns}


def _fields(dice: random.Random, deal_id: str) -> list[dict[str, Any]]:
    field = dice.choice(["stage", "outcome", "closed_at"])
    known: dict[str, list[str | None]] = {
        "stage": ["Договор", "Отказ"],
        "outcome": ["open", "lost", None],
        "closed_at": [None, "2026-03-01 10:00:00"],
    }
    return [
        _change(dice, deal_id, some_moment(dice), field=field, old=dice.choice(known[field]), new=None)
        for _ in range(dice.randrange(1, 3))
    ]


def _pushes(dice: random.Random, deal: dict[str, Any]) -> list[dict[str, Any]]:
    """Corrections of the planned date, most of them to a later one; the last leads to the date of the deal."""
    found: list[dict[str, Any]] = []
    new: date | None = deal["planned_close"]
    for _ in range(dice.choice([0, 0, 1, 2, 2, 3, 4])):
        old = None if new is None or dice.random() < 0.1 else new - DAY * dice.choice([7, 7, 14, 1, 0, -5])
        at = dice.choice([some_moment(dice), MIDNIGHT, MIDNIGHT - timedelta(seconds=1)])
        row = _change(dice, deal["deal_id"], at, field="planned_close", old=_text(dice, old), new=_text(dice, new))
        found.append(row | {"object": dice.choice(OBJECTS)})
        new = old
    return found


def _text(dice: random.Random, day: date | None) -> str | None:
    return "скоро" if dice.random() < 0.02 else day.isoformat() if day else None


def _bursts(dice: random.Random, size: int) -> list[dict[str, Any]]:
    """Corrections of titles one right after another, many of them at exactly the same distance."""
    found = []
    for _ in range(size // 12):
        at, hand = some_moment(dice), dice.choice(HANDS)
        gap = dice.choice([0, 60, 60, 90, 120, 121, 150, 600])
        for _ in range(dice.randrange(2, 9)):
            row = _change(dice, str(dice.randrange(size)), at, field="title", old="Было", new="Стало")
            found.append(row | {"object": dice.choice([*OBJECTS, "client"]), "by": hand})
            at += timedelta(seconds=gap)
    return found
