"""Срок исполнения заказа (order_deadline).

На сколько дней заказ доставлен позже срока. Недоставленный заказ судится до даты аудита.

Нужны: заказы — срок и дата исполнения.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class OrderDeadline(LimitedNorm):
    """Orders are delivered by their due date."""

    kind_title: ClassVar[str] = "Срок исполнения заказа"
    judged: ClassVar[str] = "каждый заказ"
    data_source: ClassVar[str] = "учётная система"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY,)

    kind: Literal["order_deadline"] = Field("order_deadline", title="Вид нормы")
