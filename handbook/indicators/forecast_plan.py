"""Внутренний план (forecast_plan).

План «снизу» против плана «сверху». Внутренний план — выигранное с начала месяца плюс прогноз по открытым сделкам,
которые по плановой дате закроются до конца месяца (в том числе уже просроченным). Прогноз сделки — её сумма, умноженная
на вероятность (`basis: conversion`): доля выигранных среди закрытых сделок той же воронки, доходивших до её нынешней
стадии. С `basis: planned` сделка идёт в прогноз целиком. Разница показывает, хватит ли того, что в работе.

Месяц — тот, в котором стоит дата аудита; если плана на него нет, последний с планом: у прошедшего месяца прогноза нет.
Сделки без суммы, курса, плановой даты или без закрытых предшественниц в прогноз не входят, число названо. Если плановых
дат в выгрузке нет вовсе, берутся все открытые сделки. План без ответственного — строка «не указан».

Нужны: план — месяц и сумма; сделки — ответственный, сумма, стадия, дата закрытия.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.model.indicator import DealIndicator


class ForecastPlan(DealIndicator):
    """The forecast of deals in work against the plan from above."""

    measure_title: ClassVar[str] = "Внутренний план"

    measure: Literal["forecast_plan"] = Field("forecast_plan", title="Показатель из справочника")
    basis: Annotated[
        Literal["conversion", "planned"],
        Explained(
            {
                "conversion": "долей сделок, которые с этой стадии выигрывают",
                "planned": "единицей: сделка идёт в прогноз целиком",
            }
        ),
    ] = Field(
        "conversion",
        title="Как считать прогноз сделки",
        description="Чем умножить сумму открытой сделки, чтобы получить её прогноз",
    )
