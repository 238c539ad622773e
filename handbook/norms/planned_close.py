"""Плановая дата закрытия (planned_close).

`max` — на сколько календарных дней открытая сделка перешагнула плановую дату: от плановой даты до даты аудита. Ровно
`max` дней — соблюдено. Плановая дата — та, что стояла в сделке на дату аудита; закрытые сделки здесь не судятся,
открытые без плановой даты не судятся и посчитаны.

`max_pushes` — сколько раз плановую дату перенесли на более позднюю: каждая запись в истории полей раньше даты аудита,
где новая дата позже прежней. Первая запись даты, её стирание и перенос на более раннюю — не перенос; время суток не
важно. Судятся все сделки, и закрытые тоже; сделка, чьей даты история не касалась, переносов не имеет. Записи с датой,
которую не прочитать, не засчитаны и посчитаны.

Одна норма может задать и то и другое; объект — сделка, нарушение одно, сколько бы пределов она ни превысила. Норма
судит снимок: действует редакция дня перед датой аудита. Сделки, закрытые до начала проверки (`--from`), не судятся.

Нужны: сделки — плановая дата; для переносов — история полей.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Quantity, Unit


class PlannedClose(LimitedNorm):
    """Open deals past their planned date, and how often the date was pushed."""

    kind_title: ClassVar[str] = "Плановая дата закрытия"
    judged: ClassVar[str] = "каждая открытая сделка"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY,)

    kind: Literal["planned_close"] = Field("planned_close", title="Вид нормы")
    max_pushes: Annotated[int, Field(ge=0, lt=1_000_000_000)] | None = Field(
        None,
        title="Не более переносов",
        description="Сколько раз плановую дату можно отодвинуть: 2; нужна история полей",
    )

    def period(self) -> str:
        """What one judged object is: a push is judged in closed deals too."""
        return self.judged if self.max_pushes is None else "каждая сделка"

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        parts = [edition.words] if edition.words else []
        if self.max_pushes is not None:
            pushes = Edition(max=Quantity(Decimal(self.max_pushes), Unit.COUNT))
            parts.append(pushes.of("переноса", "переносов"))
        return " и ".join(parts)

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        if self.max is not None or self.limits:
            yield (
                "Дни считаются от плановой даты, записанной в открытой сделке, до дня проверки. Закрытые сделки и "
                "сделки без плановой даты здесь не проверяются."
            )
        if self.max_pushes is not None:
            yield (
                "Перенос — замена плановой даты на более позднюю. Первая запись даты и перенос на более раннюю — не "
                "перенос."
            )

    @property
    def requires_nothing(self) -> bool:
        """Whether the parameters leave nothing to judge."""
        return self.max_pushes is None and super().requires_nothing
