"""Плановая дата закрытия (planned_close).

На сколько дней открытая сделка перешагнула плановую дату (`max`) и сколько раз дату переносили на более
позднюю (`max_pushes`).

Нужны: сделки — плановая дата; для переносов — история изменения поля.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class PlannedClose(LimitedNorm):
    """Open deals past their planned date, and how often the date was pushed."""

    kind_title: ClassVar[str] = "Плановая дата закрытия"
    judged: ClassVar[str] = "каждая открытая сделка"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY,)

    kind: Literal["planned_close"] = Field("planned_close", title="Вид нормы")
    max_pushes: Annotated[int, Field(ge=0)] | None = Field(None, title="Не более переносов")

    @property
    def requires_nothing(self) -> bool:
        """Whether the parameters leave nothing to judge."""
        return self.max_pushes is None and super().requires_nothing
