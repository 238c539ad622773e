"""Срок ответа на претензию (complaint_time).

Время от получения претензии до ответа: в рабочих часах по календарю и графику компании или в рабочих днях. Рабочие
дни считаются после дня получения по день ответа включительно: ответ в тот же день — 0 рабочих дней, ответ в
понедельник на пятничную претензию — 1. Претензия без ответа судится до даты аудита; ответ в день аудита или позже
ещё не дан. Ровно предел — не нарушение. Предел берётся на день получения.

Чья претензия: ответственного. Сегмент в охвате берётся у клиента претензии (не указан — у клиента сделки), воронка,
стадия, продукт, источник и сумма — у сделки того заказа, на который жалуются. Претензии без времени получения не
судятся и посчитаны.

Нужны: претензии — номер, время получения и ответа.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, WorkingTimeNorm
from handbook.norms.quantity import Unit


class ComplaintTime(WorkingTimeNorm):
    """Working time to answer a complaint."""

    kind_title: ClassVar[str] = "Ответ на претензию"
    judged: ClassVar[str] = "каждая претензия"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.WORKING_HOUR, Unit.WORKING_DAY)

    kind: Literal["complaint_time"] = Field("complaint_time", title="Вид нормы")

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Время считается от получения претензии до ответа клиенту. Ответ в тот же день — ноль рабочих дней, ответ "
            "в понедельник на пятничную претензию — один. Претензия без ответа тоже проверяется: её время идёт."
        )
