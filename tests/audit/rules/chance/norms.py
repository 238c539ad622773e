"""Norms of the kinds judged by deals and plans, with every sort of scope, limit and edition."""

from __future__ import annotations

from datetime import date

from handbook.norms import Norm
from tests.audit.rules.world import norm

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
    norm(id="age-schedule", kind="deal_age", max="15 wd", schedule="vsegda"),
    norm(id="stage-schedule", kind="stage_age", stage="Новый запрос", max="12 wh", schedule="kollcentr"),
    norm(id="reaction-schedule", kind="response_time", max="30 wmin", schedule="kollcentr"),
    norm(id="entry-schedule", kind="entry_delay", entity="activities", max="2 wh", schedule="vsegda"),
    norm(id="complaints-schedule", kind="complaint_time", max="24 wh", schedule="kollcentr"),
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
        scope={"pipelines": ["Типовые"], "employees": ["Анна", "Вера", "Ника", "Чужой Человек", "Никто"]},
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
