"""Скидки (discount).

Наибольшая скидка сделки в процентах (`of: deal`) либо доля выигранных сделок со скидкой за месяц (`of:
share`). Скидка — та, что записана в сделке; иначе 1 − сумма ÷ сумма по прайсу; иначе по строкам товаров.

Нужны: сделки — сумма и сумма по прайсу, либо процент скидки, либо товары с ценами.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class Discount(LimitedNorm):
    """The largest discount of a deal, or the largest share of discounted deals."""

    kind_title: ClassVar[str] = "Скидка"
    judged: ClassVar[str] = "каждая сделка"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.PERCENT,)

    kind: Literal["discount"] = Field("discount", title="Вид нормы")
    of: Literal["deal", "share"] = Field("deal", title="Что ограничено")
