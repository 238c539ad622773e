"""Deals with their fields and products."""

from __future__ import annotations

import random
from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.audit.rules.chance.funnels import STAGES
from tests.audit.rules.chance.people import AS_OF, DAY, FIRST, LAST, OWNERS, Tables, some_moment

PIPELINES = ("Типовые", "Типовые", "Типовые", "Проекты", "Проекты", "Тендеры", "Тендеры", None, "Неведомая")
PRODUCTS = ("Сканер", "Принтер", "сканер ", "-", None)


def add(dice: random.Random, tables: Tables, size: int) -> None:
    """Add so many deals."""
    tables |= {"deals": [], "deal_fields": [], "deal_products": []}
    for number in range(1, size + 1):
        deal = _deal(dice, number)
        tables["deals"].append(deal)
        tables["deal_fields"] += _fields(dice, deal["deal_id"])
        tables["deal_products"] += [
            {"deal_id": deal["deal_id"], "product": dice.choice(["Сканер", "СКАНЕР", "Этикетки", None])}
            for _ in range(dice.choice([0, 0, 1, 3]))
        ]


def _deal(dice: random.Random, number: int) -> dict[str, Any]:
    pipeline = dice.choice(PIPELINES)
    last = dice.choice(STAGES.get(pipeline or "Типовые", STAGES["Типовые"]))
    outcome = last.get("outcome", "open")
    created = None if dice.random() < 0.04 else some_moment(dice, last=LAST - 20 * DAY)
    closed = None
    if outcome != "open" and dice.random() < 0.93:
        closed = (created or FIRST) + timedelta(days=dice.choice([-1, 0, 5, 9, 10, 15, 16, 20, 21, dice.randrange(90)]))
    planned = AS_OF - DAY * dice.choice([-20, 0, 1, 7, 14, 14, 15, 30, 31, dice.randrange(90)])
    return {
        "deal_id": str(number),
        "title": f"Сделка {number}",
        "pipeline": pipeline,
        "stage": last["title"],
        "owner": dice.choice(OWNERS),
        "client_id": dice.choice(["1", "2", "3", None]),
        "product": dice.choice(PRODUCTS),
        "amount": dice.choice([None, Decimal(0), Decimal(100), Decimal("5000.01"), Decimal(dice.randrange(9000))]),
        "currency": dice.choice([None, "RUB", "RUB", "RUB", "USD", "EUR"]),
        "source": dice.choice(["Сайт", "сайт", "Звонок", "Выставка", None]),
        "created_at": created,
        "planned_close": planned if dice.random() < 0.7 else None,
        "closed_at": closed,
        "outcome": outcome if dice.random() < 0.85 else dice.choice([None, "open", "won"]),
        "is_deleted": dice.choice([None, False, False, False, False, False, True]),
        "stage_entered_at": some_moment(dice) if dice.random() < 0.5 else None,
    }


def _fields(dice: random.Random, deal_id: str) -> list[dict[str, Any]]:
    values = ["ООО", "ООО", "0", None, "", " \u00a0", "-", " ТЕСТ ", "нету", "пусто"]
    return [
        {"deal_id": deal_id, "field": field, "value": dice.choice(values)}
        for field in ("Компания", "Источник", "Причина")
        for _ in range(dice.choice([0, 1, 1, 1, 1, 1, 2]))
    ]
