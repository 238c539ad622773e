"""Norms of clients, debts, discounts, orders and of SQL for the random exports."""

from __future__ import annotations

from datetime import date

from handbook.norms import Norm
from tests.audit.rules.world import norm

NORMS: tuple[Norm, ...] = (
    norm(
        id="gap",
        kind="contact_gap",
        limits=[{"from": date(2025, 12, 1), "max": "10 d"}, {"from": date(2026, 2, 10), "max": "30 d"}],
    ),
    norm(id="gap-open", kind="contact_gap", clients="open", max="14 d", scope={"positions": ["menedzher"]}),
    norm(id="gap-no-open", kind="contact_gap", clients="no_open", max="60 d", scope={"segments": ["Опт"]}),
    norm(id="debt", kind="overdue_debt", limits=[{"max": "0 d"}, {"from": date(2026, 2, 10), "max": "15 d"}]),
    norm(
        id="debt-narrow",
        kind="overdue_debt",
        max="60 d",
        scope={"positions": ["menedzher"], "pipelines": ["Типовые"]},
    ),
    norm(id="debt-owner", kind="overdue_debt", per="owner", max="30 %"),
    norm(id="debt-segment", kind="overdue_debt", per="segment", max="60 %", scope={"positions": ["menedzher"]}),
    norm(id="debt-company", kind="overdue_debt", per="company", max="20 %", since=date(2026, 1, 1)),
    norm(
        id="discount",
        kind="discount",
        limits=[{"from": date(2025, 12, 1), "max": "10 %"}, {"from": date(2026, 2, 10), "max": "33,3333 %"}],
    ),
    norm(
        id="discount-narrow",
        kind="discount",
        max="12.5 %",
        scope={"positions": ["menedzher"], "pipelines": ["Типовые"], "amount": {"min": 100}},
    ),
    norm(
        id="discount-share",
        kind="discount",
        of="share",
        limits=[{"max": "25 %"}, {"from": date(2026, 2, 1), "max": "50 %"}],
    ),
    norm(
        id="orders",
        kind="order_deadline",
        limits=[{"from": date(2025, 12, 1), "max": "3 d"}, {"from": date(2026, 2, 10), "max": "0 d"}],
    ),
    norm(
        id="orders-narrow",
        kind="order_deadline",
        max="1 d",
        scope={"positions": ["menedzher"], "segments": ["Опт", "Розница"], "pipelines": ["Типовые", "Проекты"]},
    ),
    norm(id="feedback", kind="feedback_share", after="10 d", min="40 %"),
    norm(
        id="feedback-days",
        kind="feedback_share",
        after="0 d",
        per="owner",
        min="50 %",
        min_days=3,
        scope={"positions": ["menedzher"], "segments": ["Опт", "Розница"]},
    ),
    norm(
        id="feedback-owner",
        kind="feedback_share",
        after="1 d",
        per="owner",
        limits=[{"from": date(2025, 12, 1), "min": "33.3333 %"}, {"from": date(2026, 2, 1), "min": "50 %"}],
    ),
)
