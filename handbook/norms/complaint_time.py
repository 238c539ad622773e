"""Срок ответа на претензию (complaint_time).

Рабочее время от получения претензии до ответа; претензия без ответа судится до даты аудита.

Нужны: претензии — время получения и ответа.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class ComplaintTime(LimitedNorm):
    """Working time to answer a complaint."""

    kind_title: ClassVar[str] = "Ответ на претензию"
    judged: ClassVar[str] = "каждая претензия"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.WORKING_HOUR, Unit.WORKING_DAY)

    kind: Literal["complaint_time"] = Field("complaint_time", title="Вид нормы")
