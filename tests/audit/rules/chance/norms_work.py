"""Norms of activities, leads, tasks, entries and complaints for the random exports."""

from __future__ import annotations

from datetime import date

from handbook.norms import Norm
from tests.audit.rules.world import norm

NORMS: tuple[Norm, ...] = (
    norm(
        id="rate-day",
        kind="activity_rate",
        activity="call",
        per="day",
        limits=[
            {"from": date(2025, 12, 1), "min": 1, "max": 4},
            {"from": date(2026, 1, 14), "min": 2},
            {"from": date(2026, 3, 2), "max": 3},
        ],
    ),
    norm(
        id="rate-week",
        kind="activity_rate",
        activity="meeting",
        direction="out",
        per="week",
        min=1,
        max=3,
        scope={"positions": ["menedzher"]},
    ),
    norm(
        id="rate-week-days",
        kind="activity_rate",
        activity="call",
        result="success",
        per="week",
        min=3,
        min_days=5,
        scope={"employees": ["Анна", "Борис", "Вера", "Никто", "Чужой Человек"]},
    ),
    norm(
        id="rate-month",
        kind="activity_rate",
        activity="email",
        per="month",
        limits=[{"min": 6}, {"from": date(2026, 2, 2), "min": 8, "max": 14}],
        scope={"roles": ["prodavec"], "pipelines": ["Типовые", "Проекты"]},
    ),
    norm(id="rate-narrow", kind="activity_rate", activity="call", per="month", max=5, scope={"segments": ["Опт"]}),
    norm(
        id="rate-source",
        kind="activity_rate",
        activity="call",
        per="month",
        max=3,
        scope={"segments": ["Опт", "Розница"], "sources": ["Сайт"]},
    ),
    norm(
        id="reaction",
        kind="response_time",
        limits=[{"from": date(2025, 11, 20), "max": "45 wmin"}, {"from": date(2026, 2, 2), "max": "15 wmin"}],
    ),
    norm(
        id="reaction-successful",
        kind="response_time",
        counts="successful",
        max="4 wh",
        scope={"positions": ["menedzher"], "sources": ["Сайт"]},
    ),
    norm(
        id="reaction-narrow",
        kind="response_time",
        max="45 wmin",
        scope={"pipelines": ["Типовые"], "segments": ["Опт", "Розница"]},
    ),
    norm(id="leads", kind="lead_capacity", limits=[{"max": 9}, {"from": date(2026, 2, 1), "max": 7}]),
    norm(
        id="leads-roles",
        kind="lead_capacity",
        since=date(2025, 12, 1),
        max=1,
        scope={"roles": ["prodavec"], "sources": ["Звонок", "Сайт"]},
    ),
    norm(
        id="leads-named", kind="lead_capacity", max=8, scope={"employees": ["Анна", "Ника", "Никто", "Чужой Человек"]}
    ),
    norm(
        id="entry",
        kind="entry_delay",
        limits=[{"from": date(2025, 12, 1), "max": "24 wh"}, {"from": date(2026, 2, 10), "max": "4 wh"}],
    ),
    norm(
        id="entry-minutes",
        kind="entry_delay",
        max="45 wmin",
        scope={"roles": ["prodavec"], "segments": ["Опт"], "pipelines": ["Типовые"]},
    ),
    norm(
        id="tasks",
        kind="task_done",
        limits=[{"from": date(2025, 12, 1), "max": "0 d"}, {"from": date(2026, 2, 10), "max": "2 d"}],
    ),
    norm(id="tasks-in-time", kind="task_done", since=date(2026, 1, 1), scope={"employees": ["Анна", "Глеб"]}),
    norm(id="tasks-hours", kind="task_done", max="4 h", scope={"positions": ["menedzher"]}),
    norm(id="tasks-minutes", kind="task_done", max="30 min", scope={"pipelines": ["Проекты", "Типовые"]}),
    norm(id="tasks-segment", kind="task_done", max="1 d", scope={"segments": ["Опт"]}),
    norm(
        id="complaints",
        kind="complaint_time",
        limits=[{"from": date(2025, 12, 1), "max": "20 wh"}, {"from": date(2026, 2, 10), "max": "8 wh"}],
    ),
    norm(id="complaints-days", kind="complaint_time", max="2 wd", scope={"positions": ["menedzher"]}),
    norm(id="complaints-segment", kind="complaint_time", max="8 wh", scope={"segments": ["Опт"]}),
)
