"""Предел лидов (lead_capacity).

Сколько лидов назначено сотруднику за месяц: считаются лиды, у которых он ответственный, по времени назначения. Лид,
назначенный в день аудита или позже, и лид без времени назначения не считаются; повтор лида с тем же номером
считается один раз. Месяц судится и неоконченный; ровно предел — не нарушение. Предел берётся на первое число
месяца; месяц, на который пришлось начало проверки, судится целиком.

Кого судят: если в охвате есть роль или должность — всех сотрудников с нею, иначе всех, кто до даты аудита отвечал
хоть за один лид; имена не из списка сотрудников тоже. Месяц, в котором сотрудник не числился ни дня, не судится.
Источник в охвате берётся у лида, сегмент — у его клиента (нет клиента — у клиента сделки), воронка, стадия, продукт
и сумма — у сделки, в которую лид превратился.

Нужны: лиды — номер, ответственный и время назначения.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class LeadCapacity(LimitedNorm):
    """The most leads an owner may be given in a month."""

    kind_title: ClassVar[str] = "Лиды на сотрудника"
    judged: ClassVar[str] = "месяц"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.COUNT,)

    kind: Literal["lead_capacity"] = Field("lead_capacity", title="Вид нормы")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.of('лида', 'лидов')} в месяц"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Считаются лиды, назначенные сотруднику за календарный месяц, по дню назначения. Неоконченный месяц "
            "проверяется тоже."
        )
