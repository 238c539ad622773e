"""Скидки (discount).

`of: deal` (так и без параметра) — скидка каждой сделки не больше `max` процентов. `of: share` — доля выигранных
сделок со скидкой среди выигранных сделок ответственного за месяц не больше `max` процентов. Нарушение — строго
больше предела; ровно предел — ещё не нарушение.

Скидка берётся из первого источника, который её называет: 1) процент, записанный в сделке; 2) сумма сделки и её сумма
по прайсу: 1 − сумма ÷ сумма по прайсу; 3) строки товаров: 1 − Σ количество × цена ÷ Σ количество × цена по прайсу.
Сумма по прайсу, равная нулю, не в счёт: тогда смотрят следующий источник. Строки товаров без количества, цены или
цены по прайсу не входят ни в ту, ни в другую сумму. Сделки, о скидке которых не говорит ни один источник, не
судятся и посчитаны. Валюта значения не имеет: обе суммы в валюте сделки.

Сделки (`of: deal`) судятся любые: открытые, выигранные и проигранные, по редакции нормы на день создания сделки;
сделка без даты создания — только если норма никогда не менялась. С `--from` не судятся сделки, закрытые раньше
этого дня.

Доли (`of: share`). Сделка относится к тому, кто был её ответственным при закрытии, и к месяцу закрытия. Со скидкой —
та, чья скидка больше нуля. Неоконченный месяц тоже судится: скидки уже даны. Действует редакция нормы на первый
день месяца; месяц, на который пришлось начало проверки, судится целиком; месяц, в котором сотрудник не работал ни
дня, не судится. Сделки без ответственного не засчитаны никому и посчитаны.

Нужны: сделки — процент скидки, либо сумма и сумма по прайсу, либо товары сделок с количеством, ценой и ценой по
прайсу; для долей — ответственный, исход и дата закрытия.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class Discount(LimitedNorm):
    """The largest discount of a deal, or the largest share of discounted deals."""

    kind_title: ClassVar[str] = "Скидка"
    judged: ClassVar[str] = "каждая сделка"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.PERCENT,)

    kind: Literal["discount"] = Field("discount", title="Вид нормы")
    of: Annotated[
        Literal["deal", "share"],
        Explained({"deal": "скидка в каждой сделке", "share": "доля сделок со скидкой за месяц"}),
    ] = Field(
        "deal",
        title="Что ограничено",
        description="deal — скидка сделки, share — доля выигранных сделок со скидкой за месяц",
    )

    def period(self) -> str:
        """What one judged object is."""
        return self.judged if self.of == "deal" else "месяц"

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return edition.words if self.of == "deal" else f"сделок со скидкой {edition.words}"
