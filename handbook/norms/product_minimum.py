"""Минимум сделок с продуктом (product_minimum).

Сколько сделок с названным продуктом сотрудник создал (`count: created`) или выиграл (`count: won`) за
месяц. Неоконченный месяц не судится.

Нужны: сделки — продукт или строки товаров, ответственный, даты.
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.base import Text
from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class ProductMinimum(LimitedNorm):
    """The least number of deals with a product per month."""

    kind_title: ClassVar[str] = "Сделки с продуктом"
    judged: ClassVar[str] = "месяц"
    bounds: ClassVar[tuple[Bound, ...]] = ("min",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.COUNT,)

    kind: Literal["product_minimum"] = Field("product_minimum", title="Вид нормы")
    product: Text = Field(title="Продукт")
    count: Literal["created", "won"] = Field("won", title="Что считается")
    min_days: Annotated[int, Field(ge=1)] | None = Field(None, title="Минимум доступных дней в месяце")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.of('сделки', 'сделок')} с продуктом «{self.product}» в месяц"
