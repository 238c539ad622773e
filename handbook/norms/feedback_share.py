"""Доля заказов с отзывом (feedback_share).

Заказы группируются по месяцу исполнения. Берутся исполненные больше `after` дней назад: от дня исполнения до даты
аудита прошло строго больше `after` календарных дней. Доля — заказы, по которым до даты аудита получен хотя бы один
отзыв (когда угодно, с любой оценкой), ко всем таким заказам месяца. Нарушение — доля строго меньше `min`.

`per: company` (так и без параметра) — по компании в целом, `per: owner` — по ответственным: тот, что записан в
заказе, иначе тот, чьей в момент исполнения была сделка заказа. Месяц, который на дату аудита не окончен, не
судится; месяц без таких заказов — тоже. По ответственным не судится месяц, в котором у сотрудника меньше `min_days`
доступных дней (по умолчанию 15) или он ещё или уже не работал; незнакомый списку сотрудников судится по всем рабочим
дням. Действует редакция нормы на первый день месяца. Месяц, на который пришлось начало проверки, судится целиком.

Отзыв относится к заказу, чей номер в нём стоит. Отзывы без даты не засчитываются: неизвестно, получены ли они до
даты аудита; их число в примечании. Заказ, исполненный в день аудита или позже, ещё не исполнен. Из строк с одним
номером заказа берётся первая. Воронки, стадии, продукты, источники и сумма в области нормы — те, что у сделки
заказа; сегмент — клиента заказа, иначе клиента сделки.

Нужны: заказы — номер и дата исполнения; отзывы — номер заказа и дата.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Limit, Quantity, Unit


class FeedbackShare(LimitedNorm):
    """The share of completed orders with feedback."""

    kind_title: ClassVar[str] = "Доля отзывов"
    judged: ClassVar[str] = "месяц"
    bounds: ClassVar[tuple[Bound, ...]] = ("min",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.PERCENT,)

    kind: Literal["feedback_share"] = Field("feedback_share", title="Вид нормы")
    after: Limit = Field(
        title="Через сколько дней",
        description=(
            "Сколько календарных дней после исполнения ждать отзыв, прежде чем считать его не полученным: 14 d"
        ),
    )
    per: Annotated[
        Literal["company", "owner"], Explained({"company": "компания в целом", "owner": "каждый ответственный"})
    ] = Field("company", title="По чему считается", description="Одна доля на компанию или своя у каждого")
    min_days: Annotated[int, Field(ge=1)] | None = Field(
        None, title="Минимум доступных дней в месяце", description="Только по ответственным; без него 15"
    )

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Берутся заказы, исполненные за месяц. Отзыв засчитывается с любой оценкой, если в нём стоит номер заказа "
            "и день, когда его получили."
        )

    def parameters(self) -> Iterator[tuple[str, Quantity, tuple[Unit, ...]]]:
        """The time after which feedback is expected: calendar days."""
        yield "after", self.after, (Unit.DAY,)
