"""Скорость реакции на обращение (response_time).

Рабочее время от поступления лида до первого исходящего контакта человека или принятого входящего. Роботы не
считаются. Лид без ответа судится до даты аудита. Рабочие минуты считаются по календарю и графику компании,
без обеда.

Нужны: лиды — время поступления; время первого ответа либо дела с привязкой к лиду.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class ResponseTime(LimitedNorm):
    """Working time from the arrival of a lead to the first human contact."""

    kind_title: ClassVar[str] = "Скорость реакции"
    judged: ClassVar[str] = "каждое обращение"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.WORKING_MINUTE, Unit.WORKING_HOUR)

    kind: Literal["response_time"] = Field("response_time", title="Вид нормы")
    counts: Literal["any", "successful"] = Field("any", title="Какой контакт засчитывается")
