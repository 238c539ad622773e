"""Результат за период (period_results).

Выставленные и оплаченные счета, выигранные сделки: новым клиентам (первая покупка) и повторные, со скидкой, выигранные
тендеры; средний чек — сумма оплат, делённая на их число; выручка на контакт — сумма оплат (без них — продаж), делённая
на число контактов; выручка от новых на одно обращение. Доля — в процентах от выигранных сделок, у тендеров — от
закрытых, у оплаченных счетов — от выставленных. Сумма скидок — разница цены по прайсу и суммы сделки. Тендеры узнаются
по слову «тендер» в названии воронки или продукта либо по списку `tenders`.

Новый клиент — тот, у кого эта покупка первая за всё время выгрузки; сделки без клиента не относятся ни к новым, ни к
повторным, их число названо.

Разрез `by`: company, owner.

Нужны: сделки — сумма, исход или стадия, дата закрытия, клиент; для остального — счета, оплаты, дела, лиды.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.model.explained import CUTS
from handbook.model.indicator import Indicator, Per


class PeriodResults(Indicator):
    """The results of a period."""

    measure_title: ClassVar[str] = "Результат за период"

    measure: Literal["period_results"] = Field("period_results", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner"], CUTS] = Field(
        "company", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
    per: Per = Field("all", title="По каким периодам", description="На какие периоды разбить строки")
    tenders: tuple[Text, ...] = Field(
        (),
        title="Воронки и продукты тендеров",
        description="Названия воронок или продуктов, сделки которых — тендеры; по ним считается доля побед",
    )
