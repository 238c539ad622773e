"""Norms of the kinds judged by what happened to deals: their order of stages, who moved them, planned dates."""

from __future__ import annotations

from datetime import date

from handbook.norms import Norm
from tests.audit.rules.world import norm

NORMS: tuple[Norm, ...] = (
    norm(id="order", kind="stage_order"),
    norm(
        id="order-allowed",
        kind="stage_order",
        allow={
            "back": [["Договор", "Квалификация"], ["КП отправлено", "Новый запрос"], ["Отказ", "Новый запрос"]],
            "skip": ["Квалификация", "Подача"],
        },
        scope={"pipelines": ["Типовые", "тендеры"]},
        since=date(2025, 12, 20),
    ),
    norm(id="order-people", kind="stage_order", scope={"positions": ["menedzher"], "sources": ["Сайт", "Звонок"]}),
    norm(id="hands-contract", kind="performer", stage="Договор", roles=["rukovoditel"]),
    norm(
        id="hands-first",
        kind="performer",
        stage="Новый запрос",
        roles=["prodavec", "kontroler"],
        since=date(2026, 1, 5),
        scope={"pipelines": ["Типовые", "Проекты"]},
    ),
    norm(
        id="hands-owners",
        kind="performer",
        stage="Квалификация",
        roles=["prodavec"],
        scope={"positions": ["menedzher"]},
    ),
    norm(id="eyes", kind="performer", distinct=["Квалификация", "Договор"]),
    norm(
        id="eyes-since",
        kind="performer",
        distinct=["КП отправлено", "Новый запрос"],
        since=date(2026, 1, 20),
        scope={"employees": ["Анна", "Борис", "Чужой Человек"], "pipelines": ["Типовые"]},
    ),
    norm(id="act-call", kind="required_activity", activity="call", before="Договор"),
    norm(
        id="act-quote",
        kind="required_activity",
        activity="quote",
        before="КП отправлено",
        since=date(2025, 12, 1),
        scope={"positions": ["menedzher"]},
    ),
    norm(
        id="act-meeting", kind="required_activity", activity="meeting", before="Отказ", scope={"products": ["Сканер"]}
    ),
    norm(id="act-card", kind="required_activity", document="Компания", before="Квалификация"),
    norm(id="show-moves", kind="imitation", moves_without_activity=True),
    norm(
        id="show-moves-narrow",
        kind="imitation",
        moves_without_activity=True,
        scope={"pipelines": ["Типовые"], "employees": ["Анна", "Глеб", "Чужой Человек"]},
        since=date(2026, 1, 10),
    ),
    norm(id="show-edits", kind="imitation", mass_edit={"count": 5, "minutes": 6}),
    norm(
        id="show-edits-people",
        kind="imitation",
        mass_edit={"count": 3, "minutes": 4},
        scope={"positions": ["menedzher"]},
        since=date(2026, 1, 1),
    ),
    norm(id="show-losses", kind="imitation", last_day_losses="20 %"),
    norm(
        id="show-all",
        kind="imitation",
        moves_without_activity=True,
        mass_edit={"count": 4, "minutes": 6},
        last_day_losses="25 %",
        scope={"roles": ["prodavec"]},
    ),
    norm(id="planned", kind="planned_close", max="14 d"),
    norm(
        id="planned-editions",
        kind="planned_close",
        limits=[{"from": date(2025, 12, 1), "max": "3 d"}, {"from": date(2026, 2, 1), "max": "30 d"}],
        scope={"pipelines": ["Типовые"], "positions": ["menedzher"]},
    ),
    norm(id="pushes", kind="planned_close", max_pushes=2),
    norm(id="planned-both", kind="planned_close", max="0 d", max_pushes=1, scope={"amount": {"min": 100}}),
    norm(id="product-created", kind="product_minimum", product="Сканер", count="created", min=12),
    norm(id="product-won", kind="product_minimum", product=" этикетки", min=2, scope={"positions": ["menedzher"]}),
    norm(
        id="product-editions",
        kind="product_minimum",
        product="Принтер",
        count="created",
        min_days=5,
        limits=[{"from": date(2025, 12, 1), "min": 3}, {"from": date(2026, 2, 2), "min": 5}],
        scope={"pipelines": ["Типовые", "Проекты"], "employees": ["Анна", "Борис", "Вера", "Ника", "Чужой Человек"]},
    ),
)
