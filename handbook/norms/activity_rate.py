"""Активность за период (activity_rate).

Сколько звонков, встреч, писем или КП сделал сотрудник за день, неделю (с понедельника) или месяц. Дело относится к
периоду, в который началось; дела роботов не в счёт, повтор дела с тем же номером считается один раз. `direction` и
`result` сужают счёт: с `direction: out` дело без направления не засчитывается. Период без единого дела — ноль, а не
пропуск.

Кого судят: если в охвате есть роль или должность — всех сотрудников с нею, иначе всех, кто до даты аудита сделал
хоть одно дело любого вида; имена не из списка сотрудников тоже. Сегмент в охвате берётся у клиента дела (не указан
— у клиента сделки), воронка, стадия, продукт, источник и сумма — у сделки, с которой дело связано; дела без сделки
тогда не считаются.

Когда судят: день — только рабочий по календарю компании; сделанное в выходной засчитывается в неделю и месяц.
Минимум судится, когда период окончен и доступных дней в нём не меньше `min_days` (день — 1, неделя — 3, месяц —
15); доступный день — рабочий, от приёма до увольнения, без отпуска. Максимум судится всегда, и в неоконченном
периоде, если сотрудник числился хоть один день периода. Ровно столько, сколько в пределе, — не нарушение. Предел
берётся на первый день периода. Период, на который пришлось начало проверки, судится целиком.

Нужны: дела и звонки — вид, время начала, сотрудник; если задано — направление и результат.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import ACTIVITIES, PERIODS, Explained
from handbook.norms.base import PERIOD_TITLES, Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit

#: What is counted, in the genitive, singular and plural; the singular of adjectives follows its gender.
_COUNTED: dict[str, tuple[str, str]] = {
    "call": ("звонка", "звонков"),
    "meeting": ("встречи", "встреч"),
    "email": ("письма", "писем"),
    "message": ("сообщения", "сообщений"),
    "quote": ("коммерческого предложения", "коммерческих предложений"),
    "visit": ("выезда", "выездов"),
    "other": ("дела", "дел"),
}
_FEMININE = ("meeting",)
_ADJECTIVES: dict[str, tuple[str, str, str]] = {
    "in": ("входящего", "входящей", "входящих"),
    "out": ("исходящего", "исходящей", "исходящих"),
    "success": ("успешного", "успешной", "успешных"),
    "fail": ("неудачного", "неудачной", "неудачных"),
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
    activity: Annotated[Literal["call", "meeting", "email", "message", "quote", "visit", "other"], ACTIVITIES] = Field(
        title="Что считается", description="Вид дел, которые считаются"
    )
    direction: Annotated[Literal["in", "out"], Explained({"in": "входящие", "out": "исходящие"})] | None = Field(
        None, title="Направление", description="Считать только исходящие или только входящие; без ключа — все"
    )
    result: (
        Annotated[
            Literal["success", "fail"],
            Explained({"success": "состоялось: дозвонился, встретился", "fail": "не состоялось"}),
        ]
        | None
    ) = Field(None, title="Результат", description="Считать только состоявшиеся или только сорванные; без ключа — все")
    per: Annotated[Literal["day", "week", "month"], PERIODS] = Field(
        title="Период", description="За какой период набирается число из min или max"
    )
    min_days: Annotated[int, Field(ge=1)] | None = Field(
        None,
        title="Минимум доступных дней в периоде",
        description=(
            "Сколько рабочих дней сотрудник должен был отработать, чтобы период судился; обычно "
            "день — 1, неделя — 3, месяц — 15"
        ),
    )

    def period(self) -> str:
        """What one judged object is."""
        return PERIOD_TITLES[self.per]

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.of(self._words(many=False), self.counted)} {_PER[self.per]}"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Считаются дела, записанные в CRM на сотрудника; повтор одного дела считается один раз, дела роботов не в "
            "счёт. Период без единого дела — ноль. За день отпуска, за неделю и месяц, в которых человек почти не "
            "работал, наименьшее число не требуют."
        )

    @property
    def counted(self) -> str:
        """What is counted, in the genitive plural: «исходящих звонков»."""
        return self._words(many=True)

    def _words(self, *, many: bool) -> str:
        form = 2 if many else int(self.activity in _FEMININE)
        adjectives = [_ADJECTIVES[value][form] for value in (self.direction, self.result) if value]
        return " ".join((*adjectives, _COUNTED[self.activity][many]))
