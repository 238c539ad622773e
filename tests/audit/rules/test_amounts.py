"""Amounts: enormous ones, and those in a currency without a rate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from audit.database import connect
from handbook.result import Status
from tests.audit.rules.world import at, audit, deal, handbook, norm


@pytest.mark.parametrize("kind", ["deal_age", "stage_age", "open_deals", "plan_fact"])
def test_enormous_numbers_are_judged_like_any_others(kind: str) -> None:
    limits: dict[str, dict[str, Any]] = {
        "deal_age": {"max": f"{10**9 - 1} d"},
        "stage_age": {"max": f"{10**9 - 1} d", "stage": "Договор"},
        "open_deals": {"max": 10**9 - 1},
        "plan_fact": {"min": f"{10**9 - 1} %"},
    }
    most = Decimal("99999999999999.9999")
    tables: dict[str, Any] = {
        "deals": [
            deal(str(n), "2026-01-01 10:00", owner="Анна", amount=most, currency="USD", outcome=outcome)
            for n, outcome in enumerate(["open", "won", "won"])
        ],
        "stage_changes": [{"deal_id": "0", "stage": "Договор", "entered_at": at("2026-01-06 10:00")}],
        "fx": [{"currency": "USD", "day": date(2026, 1, 1), "rate": most}],
        "plan": [{"owner": "Анна", "month": date(2026, 1, 1), "amount": most}],
    }
    tables["deals"][1]["closed_at"] = tables["deals"][2]["closed_at"] = at("2026-01-10 10:00")
    item = norm(kind=kind, **limits[kind], scope={"amount": {"min": 10**15, "max": 1e300}})
    verdict = audit(connect(), handbook([item]), tables, as_of=date(2026, 1, 21)).verdicts[0]
    assert verdict.status is Status.PASSED
    assert verdict.population


@pytest.mark.parametrize(
    "rule",
    [
        {"kind": "deal_age", "max": "1 d"},
        {"kind": "stage_age", "stage": "Договор", "max": "1 d"},
        {"kind": "open_deals", "max": 1},
        {"kind": "required_fields", "fields": ["Продукт"], "from_stage": "Договор"},
        {"kind": "conversion", "from": "Договор", "to": "Продано", "min": "1 %"},
        {"kind": "plan_fact", "min": "1 %"},
        {"kind": "plan_fact", "min": "1 %", "measure": "paid"},
    ],
    ids=lambda rule: f"{rule['kind']} {rule.get('measure', '')}".strip(),
)
def test_a_norm_for_amounts_counts_the_deals_without_a_rate(rule: dict[str, Any]) -> None:
    more = {"owner": "Анна", "product": "Сканер", "pipeline": "Типовые", "amount": Decimal(7)}
    won = {"outcome": "won", "closed_at": at("2026-01-10 10:00")}
    tables: dict[str, Any] = {
        "deals": [
            deal("1", "2026-01-01 10:00", **won, **more),
            deal("2", "2026-01-01 10:00", **won, **more, currency="EUR"),
            deal("3", "2026-01-01 10:00", **won, **{**more, "amount": None}, currency="EUR"),
        ],
        "stage_changes": [
            {"deal_id": number, "pipeline": "Типовые", "stage": stage, "entered_at": at(f"2026-01-{day} 10:00")}
            for number in ("1", "2", "3")
            for stage, day in (("Договор", "05"), ("Продано", "10"))
        ],
        "payments": [
            {"payment_id": key, "deal_id": key, "amount": Decimal(1), "paid_at": at("2026-01-10 10:00")}
            for key in ("1", "2", "3")
        ],
        "plan": [{"owner": "Анна", "month": date(2026, 1, 1), "amount": Decimal(5)}],
    }
    item = norm(**rule, scope={"amount": {"min": 1}})
    verdict = audit(connect(), handbook([item]), tables, as_of=date(2026, 2, 1)).verdicts[0]
    assert "Не судились сделки в валюте без курса: норма относится к сделкам по сумме: 1" in verdict.notes
    assert verdict.missing == ()
