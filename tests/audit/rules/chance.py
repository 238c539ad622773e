"""Random exports with everything that goes wrong in real ones, the same for the same seed."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from handbook.norms import Norm
from tests.audit.rules.world import FUNNELS, norm

DAY = timedelta(days=1)
FIRST, LAST = datetime(2025, 11, 3), datetime(2026, 5, 20)  # noqa: DTZ001 - naive by design - times are the company's, without zone
AS_OF = date(2026, 4, 15)

STAFF: tuple[dict[str, Any], ...] = (
    {"name": "Анна", "position": "menedzher"},
    {
        "name": "Борис",
        "position": "menedzher",
        "hired": date(2026, 1, 12),
        "absences": [
            {"from": date(2026, 2, 2), "to": date(2026, 2, 15)},
            {"from": date(2026, 4, 6), "to": date(2026, 4, 10)},
        ],
    },
    {"name": "Вера", "position": "menedzher", "dismissed": date(2026, 2, 27)},
    {"name": "Глеб", "position": "rop", "absences": [{"from": date(2025, 12, 29), "to": date(2026, 1, 16)}]},
    {"name": "Ольга", "position": "menedzher", "hired": date(2026, 3, 1)},
)
OWNERS = ("Анна", "Анна", "Борис", "Борис", "Вера", "Глеб", "Чужой Человек", None)

NORMS: tuple[Norm, ...] = (
    norm(
        id="age-editions",
        kind="deal_age",
        scope={"pipelines": ["типовые "]},
        limits=[
            {"from": date(2025, 12, 1), "max": "20 d"},
            {"from": date(2026, 2, 1), "max": "5 wd"},
            {"from": date(2026, 3, 1), "max": "10 d"},
        ],
    ),
    norm(id="age-working", kind="deal_age", max="12 wd"),
    norm(id="age-positions", kind="deal_age", max="15 d", scope={"positions": ["menedzher"]}),
    norm(id="age-amount", kind="deal_age", max="15 d", scope={"amount": {"min": 100, "max": 5000}}),
    norm(
        id="age-narrow",
        kind="deal_age",
        max="9 d",
        scope={"products": ["Сканер"], "sources": ["Сайт", "Звонок"], "segments": ["Опт"]},
    ),
    norm(id="age-stages", kind="deal_age", max="9 d", scope={"stages": ["Квалификация", "Продано"]}),
    norm(id="stage-days", kind="stage_age", stage="Квалификация", max="3 d"),
    norm(id="stage-hours", kind="stage_age", stage="Договор", max="48 h", scope={"pipelines": ["Типовые"]}),
    norm(
        id="stage-working",
        kind="stage_age",
        stage="Новый запрос",
        since=date(2025, 12, 15),
        limits=[{"max": "8 wh"}, {"from": date(2026, 2, 10), "max": "20 wh"}],
        scope={"roles": ["prodavec"]},
    ),
    norm(id="stage-final", kind="stage_age", stage="Отказ", max="2 d", scope={"employees": ["Анна", "Чужой Человек"]}),
    norm(id="open-both", kind="open_deals", min=3, max=8, scope={"positions": ["menedzher"]}),
    norm(id="open-calendar", kind="open_deals", max=6, min=2, days="calendar"),
    norm(
        id="open-editions",
        kind="open_deals",
        days="calendar",
        limits=[{"from": date(2025, 12, 10), "min": 2}, {"from": date(2026, 3, 5), "max": 7}],
        scope={"pipelines": ["Типовые"], "employees": ["Анна", "Вера", "Чужой Человек", "Никто"]},
    ),
    norm(id="open-roles", kind="open_deals", max=2, scope={"roles": ["kontroler"]}),
    norm(
        id="fields-stage", kind="required_fields", fields=["Компания", "Источник", "Продукт"], from_stage="Квалификация"
    ),
    norm(id="fields-lost", kind="required_fields", fields=["Причина"], on="lost", since=date(2026, 1, 1)),
    norm(
        id="fields-both",
        kind="required_fields",
        fields=["Компания"],
        from_stage="Договор",
        on="won",
        placeholders=["нету", " Пусто "],
        scope={"positions": ["menedzher"]},
    ),
    norm(
        id="fields-all", kind="required_fields", fields=["Источник", "Ответственный"], scope={"pipelines": ["Проекты"]}
    ),
    norm(
        id="cohort",
        kind="conversion",
        to="Договор",
        basis="cohort",
        per="month",
        min="40 %",
        min_count=3,
        **{"from": "Квалификация"},
    ),
    norm(
        id="closed",
        kind="conversion",
        to="Продано",
        basis="closed",
        per="quarter",
        min="70 %",
        min_count=2,
        scope={"positions": ["menedzher"], "pipelines": ["Типовые"]},
        **{"from": "Квалификация"},
    ),
    norm(
        id="cohort-editions",
        kind="conversion",
        to="Продано",
        per="quarter",
        limits=[{"from": date(2025, 10, 1), "min": "10 %"}, {"from": date(2026, 1, 2), "min": "90 %"}],
        min_count=1,
        **{"from": "Новый запрос"},
    ),
    norm(id="plan-won", kind="plan_fact", measure="won", min="90 %", scope={"positions": ["menedzher"]}),
    norm(id="plan-paid", kind="plan_fact", measure="paid", min="80 %"),
    norm(id="plan-scope", kind="plan_fact", measure="paid", min="5 %", scope={"pipelines": ["Проекты"]}),
)


def some_moment(dice: random.Random, first: datetime = FIRST, last: datetime = LAST) -> datetime:
    """A moment, half of the time on a round hour so that limits are met exactly."""
    minutes = dice.randrange(max(int((last - first).total_seconds()) // 60, 1))
    moment = first + timedelta(minutes=minutes)
    kind = dice.random()
    if kind < 0.4:
        return moment.replace(minute=0)
    if kind < 0.5:
        return moment.replace(hour=0, minute=0)
    return moment.replace(second=dice.randrange(60))


def _history(dice: random.Random, deal: dict[str, Any]) -> list[dict[str, Any]]:
    pipeline = deal["pipeline"] if deal["pipeline"] in FUNNELS else "Типовые"
    moment = deal["created_at"] or some_moment(dice)
    found: list[dict[str, Any]] = []
    stage = 0
    style = dice.choice(["digits", "text", "none"])
    for _ in range(dice.randrange(1, 8)):
        title = FUNNELS[pipeline][stage][0] if dice.random() < 0.95 else "Старая стадия"
        number = dice.choice(["", "", "0"]) + str(dice.randrange(1, 200))
        event = {"digits": number, "text": f"e{dice.randrange(40)}", "none": None}[style]
        found.append(
            {
                "deal_id": deal["deal_id"],
                "event_id": event,
                "pipeline": None if dice.random() < 0.1 else pipeline,
                "stage": None if dice.random() < 0.02 else title,
                "entered_at": None if dice.random() < 0.02 else moment,
            }
        )
        step = dice.random()
        if step < 0.1:
            pipeline = dice.choice(list(FUNNELS))
        stage = min(stage + 1, 5) if step < 0.7 else dice.randrange(6)
        wait = dice.choice([0, 0, 1, 8, 24, 48, 72, 72, 240, dice.randrange(900)])
        moment += timedelta(hours=wait, seconds=dice.choice([0, 0, 1, -1]) if wait else 0)
    return found


def _owner_changes(dice: random.Random, deal: dict[str, Any], moments: list[datetime]) -> list[dict[str, Any]]:
    found = []
    owner = dice.choice(OWNERS)
    times = [
        dice.choice([some_moment(dice), *moments, datetime(AS_OF.year, AS_OF.month, AS_OF.day)])  # noqa: DTZ001 - naive by design
        for _ in range(dice.randrange(1, 4))
    ]
    for at in sorted(times):
        new = dice.choice(OWNERS)
        old = dice.choice(OWNERS) if dice.random() < 0.05 else owner
        found.append({"object": "deal", "id": deal["deal_id"], "old": old, "new": new, "at": at})
        owner = new
    if dice.random() < 0.9:
        deal["owner"] = owner
    return found


def _deal(dice: random.Random, number: int) -> dict[str, Any]:
    pipeline = dice.choice(["Типовые", "Типовые", "Типовые", "Проекты", "Проекты", None, "Неведомая"])
    stage, outcome = dice.choice(FUNNELS.get(pipeline or "Типовые", FUNNELS["Типовые"]))
    created = None if dice.random() < 0.04 else some_moment(dice, last=LAST - 20 * DAY)
    closed = None
    if outcome != "open" and dice.random() < 0.93:
        closed = (created or FIRST) + timedelta(days=dice.choice([-1, 0, 5, 9, 10, 15, 16, 20, 21, dice.randrange(90)]))
    return {
        "deal_id": str(number),
        "title": f"Сделка {number}",
        "pipeline": pipeline,
        "stage": stage,
        "owner": dice.choice(OWNERS),
        "client_id": dice.choice(["1", "2", "3", None]),
        "product": dice.choice(["Сканер", "Принтер", "сканер ", "-", None]),
        "amount": dice.choice([None, Decimal(0), Decimal(100), Decimal("5000.01"), Decimal(dice.randrange(9000))]),
        "currency": dice.choice([None, "RUB", "RUB", "RUB", "USD", "EUR"]),
        "source": dice.choice(["Сайт", "сайт", "Звонок", "Выставка", None]),
        "created_at": created,
        "closed_at": closed,
        "outcome": outcome if dice.random() < 0.85 else dice.choice([None, "open", "won"]),
        "is_deleted": dice.choice([None, False, False, False, False, False, True]),
        "stage_entered_at": some_moment(dice) if dice.random() < 0.5 else None,
    }


def _field_changes(dice: random.Random, deal_id: str) -> list[dict[str, Any]]:
    field = dice.choice(["stage", "outcome", "closed_at"])
    known: dict[str, list[str | None]] = {
        "stage": ["Договор", "Отказ"],
        "outcome": ["open", "lost", None],
        "closed_at": [None, "2026-03-01 10:00:00"],
    }
    return [
        {"object": "deal", "id": deal_id, "field": field, "old": dice.choice(known[field]), "at": some_moment(dice)}
        for _ in range(dice.randrange(1, 3))
    ]


def _fields(dice: random.Random, deal_id: str) -> list[dict[str, Any]]:
    values = ["ООО", "ООО", "0", None, "", " \u00a0", "-", " ТЕСТ ", "нету", "пусто"]
    return [
        {"deal_id": deal_id, "field": field, "value": dice.choice(values)}
        for field in ("Компания", "Источник", "Причина")
        for _ in range(dice.choice([0, 1, 1, 1, 1, 1, 2]))
    ]


def _payments(dice: random.Random, size: int) -> list[dict[str, Any]]:
    found = []
    for number in range(size):
        link = dice.choice([("deal_id", str(dice.randrange(size + 9))), ("invoice_id", str(dice.randrange(size)))])
        found.append(
            {
                "payment_id": str(number),
                link[0]: link[1],
                "owner": dice.choice([None, *OWNERS]),
                "amount": dice.choice([None, Decimal(dice.randrange(900)), Decimal("0.07")]),
                "currency": dice.choice([None, "RUB", "USD", "EUR"]),
                "paid_at": some_moment(dice),
            }
        )
    return found


def _plan(dice: random.Random) -> list[dict[str, Any]]:
    return [
        {
            "owner": owner,
            "month": date(2025 + (month - 1) // 12, (month - 1) % 12 + 1, dice.choice([1, 1, 15])),
            "measure": dice.choice([None, "won", "paid"]),
            "amount": dice.choice([None, Decimal(0), Decimal(dice.randrange(1, 90) * 100)]),
        }
        for owner in (*(person["name"] for person in STAFF), "Чужой Человек", None)
        for month in range(11, 18)
        for _ in range(dice.choice([0, 1, 1, 1, 2]))
    ]


def world(seed: int, size: int = 120) -> dict[str, list[dict[str, Any]]]:
    """Tables of one random export."""
    dice = random.Random(seed)  # noqa: S311 - reproducible exports, not secrets
    names = ("deals", "deal_fields", "deal_products", "stage_changes", "owner_changes", "field_changes")
    tables: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    for number in range(1, size + 1):
        deal = _deal(dice, number)
        tables["deals"].append(deal)
        moments = [moment for moment in (deal["created_at"], deal["closed_at"]) if moment]
        if dice.random() < 0.65:
            history = _history(dice, deal)
            dice.shuffle(history)
            tables["stage_changes"] += history
            moments += [row["entered_at"] for row in history if row["entered_at"]]
        if dice.random() < 0.35:
            tables["owner_changes"] += _owner_changes(dice, deal, moments)
        if dice.random() < 0.15:
            tables["field_changes"] += _field_changes(dice, deal["deal_id"])
        tables["deal_fields"] += _fields(dice, deal["deal_id"])
        tables["deal_products"] += [
            {"deal_id": deal["deal_id"], "product": dice.choice(["Сканер", "Этикетки", None])}
            for _ in range(dice.choice([0, 0, 1, 3]))
        ]
    tables["deals"] += [{**deal, "owner": "Анна"} for deal in dice.sample(tables["deals"], 4)]
    tables["stage_changes"].append(
        {"deal_id": "нет такой", "event_id": "1", "pipeline": "Типовые", "stage": "Договор", "entered_at": FIRST}
    )
    segments = {"1": "Опт", "2": "опт", "3": None}
    human = dice.choice([True, False, None])
    return {
        **tables,
        "clients": [{"client_id": key, "segment": segment} for key, segment in segments.items()],
        "invoices": [{"invoice_id": str(n), "deal_id": str(n)} for n in range(1, size, 3)],
        "payments": _payments(dice, size),
        "plan": _plan(dice),
        "fx": [
            {"currency": "USD", "day": date(2025, 12, 20), "rate": Decimal("80.1234")},
            {"currency": "USD", "day": date(2026, 2, 20), "rate": Decimal("0.9999")},
            {"currency": "EUR", "day": date(2026, 1, 20), "rate": Decimal("1.5")},
        ],
        "activities": [{"activity_id": "1", "started_at": FIRST - DAY, "is_human": human}],
    }
