"""Funnels of the random companies: two plain ones and one drawn with branches, loops and two beginnings."""

from __future__ import annotations

from typing import Any

from handbook.model.process import Process
from tests.audit.rules.world import FUNNELS

TENDER: tuple[dict[str, Any], ...] = (
    {"title": "Снят", "outcome": "lost"},
    {"title": "Заявка", "to": ["Квалификация", "Допуск"]},
    {"title": "Новый запрос", "to": ["Квалификация", "Новый запрос"]},  # no other stage leads here: a second beginning
    {"title": "Квалификация", "to": ["КП отправлено", "Допуск", "Снят"]},
    {"title": "Допуск"},
    {"title": "КП отправлено", "to": ["Подача", "Квалификация", "Отказ"]},
    {"title": "Отказ", "outcome": "lost", "to": ["Квалификация"]},  # a lost tender may come alive
    {"title": "Продано", "outcome": "won"},
    {"title": "Подача", "to": ["Договор", "КП отправлено", "Отказ"]},
    {"title": "Договор"},
    {"title": "Продано частично", "outcome": "won"},
)

STAGES: dict[str, tuple[dict[str, Any], ...]] = {
    **{name: tuple({"title": title, "outcome": end} for title, end in stages) for name, stages in FUNNELS.items()},
    "Тендеры": TENDER,
}


def beginning(pipeline: str) -> str:
    """The stage a deal usually begins with."""
    return next(str(item["title"]) for item in STAGES[pipeline] if item.get("outcome", "open") == "open")


def following(pipeline: str, stage: str) -> list[str]:
    """Stages a deal may go to from a stage without surprising anybody."""
    stages = STAGES[pipeline]
    for number, item in enumerate(stages):
        if item["title"] == stage:
            onward = [later["title"] for later in stages[number + 1 :] if later.get("outcome") != "lost"]
            return item.get("to") or onward[:1] or [beginning(pipeline)]
    return [beginning(pipeline)]


def processes() -> dict[str, Process]:
    """A process for each funnel."""
    return {
        f"p{number}": Process.model_validate(
            {
                "id": f"p{number}",
                "title": pipeline,
                "block": "sell",
                "goal": "Продать",
                "trigger": "Запрос",
                "result": "Сделка",
                "funnel": {"pipeline": pipeline, "stages": stages},
            }
        )
        for number, (pipeline, stages) in enumerate(STAGES.items())
    }
