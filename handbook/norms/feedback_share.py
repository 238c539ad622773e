"""Доля заказов с отзывом (feedback_share).

Среди заказов, выполненных больше `after` дней назад, доля тех, по которым получен отзыв, по месяцу
выполнения.

Нужны: заказы с датой исполнения, отзывы.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Limit, Quantity, Unit


class FeedbackShare(LimitedNorm):
    """The share of completed orders with feedback."""

    kind_title: ClassVar[str] = "Доля отзывов"
    judged: ClassVar[str] = "месяц"
    bounds: ClassVar[tuple[Bound, ...]] = ("min",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.PERCENT,)

    kind: Literal["feedback_share"] = Field("feedback_share", title="Вид нормы")
    after: Limit = Field(title="Через сколько дней")
    per: Literal["company", "owner"] = Field("company", title="По чему считается")

    def parameters(self) -> Iterator[tuple[str, Quantity, tuple[Unit, ...]]]:
        """The time after which feedback is expected: calendar days."""
        yield "after", self.after, (Unit.DAY,)
