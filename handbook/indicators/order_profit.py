"""Прибыль по заказам (order_profit).

Выручка, затраты, прибыль и маржа заказов, созданных в периоде: один раз — за вычетом только прямых затрат, второй — за
вычетом всех. Маржа — прибыль в процентах от выручки тех же заказов. Заказ, у которого затраты не указаны, в прибыль не
входит (нулевыми они не считаются), число таких заказов названо. Затраты — в валюте заказа.

Разрез `by`: owner (ответственный за заказ или сделку), segment, client, company.

Нужны: заказы — дата создания, сумма, прямые или полные затраты.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import CUTS
from handbook.model.indicator import Indicator, Per, Top


class OrderProfit(Indicator):
    """Profit of orders by direct and by full cost."""

    measure_title: ClassVar[str] = "Прибыль по заказам"

    measure: Literal["order_profit"] = Field("order_profit", title="Показатель из справочника")
    by: Annotated[Literal["company", "owner", "segment", "client"], CUTS] = Field(
        "owner", title="В каком разрезе", description="По чему разложить строки таблицы"
    )
    per: Per = Field("all", title="По каким периодам", description="На какие периоды разбить строки")
    top: Top = Field(100, title="Сколько строк показать", description="С наибольшей выручкой")
