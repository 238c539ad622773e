"""Активность за период (activity_rate).

Сколько звонков, встреч, писем или КП сделал сотрудник за день, неделю или месяц. Считается по времени
начала; работа в выходной засчитывается. Период без единого действия — ноль, а не пропуск. Неоконченный
период по минимуму не судится; период, где у сотрудника меньше доступных дней, чем `min_days` (день — 1,
неделя — 3, месяц — 15), по минимуму тоже не судится.

Нужны: дела и звонки — вид, время начала, сотрудник; если задано — направление и результат.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.norms.base import PERIOD_TITLES, Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit

#: What is counted, in the genitive: singular, plural.
_COUNTED: dict[str, tuple[str, str]] = {
    "call": ("звонка", "звонков"),
    "meeting": ("встречи", "встреч"),
    "email": ("письма", "писем"),
    "message": ("сообщения", "сообщений"),
    "quote": ("коммерческого предложения", "коммерческих предложений"),
    "visit": ("выезда", "выездов"),
    "other": ("дела", "дел"),
}
_PER: dict[str, str] = {"day": "в день", "week": "в неделю", "month": "в месяц"}


class ActivityRate(LimitedNorm):
    """How many calls, meetings or messages a performer makes per period."""

    kind_title: ClassVar[str] = "Активность"
    judged: ClassVar[str] = "период"
    data_source: ClassVar[str] = "CRM и телефония"
    bounds: ClassVar[tuple[Bound, ...]] = ("min", "max")
    units: ClassVar[tuple[Unit, ...]] = (Unit.COUNT,)

    kind: Literal["activity_rate"] = Field("activity_rate", title="Вид нормы")
    activity: Literal["call", "meeting", "email", "message", "quote", "visit", "other"] = Field(title="Что считается")
    direction: Literal["in", "out"] | None = Field(None, title="Направление")
    result: Literal["success", "fail"] | None = Field(None, title="Результат")
    per: Literal["day", "week", "month"] = Field(title="Период")
    min_days: Annotated[int, Field(ge=1)] | None = Field(None, title="Минимум доступных дней в периоде")

    def period(self) -> str:
        """What one judged object is."""
        return PERIOD_TITLES[self.per]

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.of(*_COUNTED[self.activity])} {_PER[self.per]}"
