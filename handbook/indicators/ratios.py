"""Коэффициенты (ratios).

Отношения сделанного к полученному за период. Результативные звонки на проданную встречу; входящие обращения на
выставленный счёт и на оплаченный; исходящие контакты на оплаченный счёт; доля оплаченных среди выставленных в периоде;
средняя скорость первой сделки (дней от появления клиента до первой выигранной) и повторной (дней между соседними
выигранными). Входящие обращения — лиды, а без выгрузки лидов — входящие дела. Встречи — состоявшиеся встречи и визиты.
Счёт оплачен, когда оплаты покрыли его сумму, в день последней из них. Удачный звонок — с результатом «успешно».

Если делить не на что, отношения нет. Чего нет в выгрузке, того нет в таблице: сказано, как получить.

Разрез `by`: company, owner.

Нужны: дела, счета с оплатами, сделки с клиентом — что есть.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import Indicator, IndicatorKind, Per


class Ratios(Indicator):
    """Ratios of what is done to what comes of it."""

    measure_title: ClassVar[str] = "Коэффициенты"
    usual_kind: ClassVar[IndicatorKind] = "process"

    measure: Literal["ratios"] = Field("ratios", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner"], CUTS] = Field(
        "company", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
    per: Per = Field("all", title="По каким периодам", description="На какие периоды разбить строки")
