"""Длительность сделки (deal_age).

Сколько дней сделка живёт от создания до закрытия. Открытая сделка судится так, как если бы длилась до даты
аудита. В календарных днях — разность дат; в рабочих — число рабочих дней после дня создания по день
закрытия включительно. Нарушение — строго больше предела: при «не более 30 дней» сделка в 30 дней норму
соблюдает. Сделки без даты создания не судятся и считаются отдельно. Сделка, закрытая раньше, чем создана, остаётся
среди проверенных, но ничего не доказывает: число таких сделок названо в примечании.

Нужны: сделки — дата создания, дата закрытия, исход.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, WorkingTimeNorm
from handbook.norms.quantity import Unit


class DealAge(WorkingTimeNorm):
    """The longest life of a deal, from creation to closing."""

    kind_title: ClassVar[str] = "Длительность сделки"
    judged: ClassVar[str] = "каждая сделка"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY, Unit.WORKING_DAY)

    kind: Literal["deal_age"] = Field("deal_age", title="Вид нормы")

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Дни считаются от создания сделки до её закрытия. Открытая сделка проверяется так, как если бы её закрыли "
            "в день проверки: старую сделку лучше закрыть с причиной, чем держать открытой."
        )
