"""Просроченная дебиторская задолженность (overdue_debt).

В днях: каждый неоплаченный счёт, просроченный больше предела. В процентах: доля просроченного долга во всём
неоплаченном долге — по сотруднику, сегменту или компании. Просрочка начинается на следующий день после
срока. Долг — сумма счёта минус оплаты до даты аудита.

Нужны: счета со сроком оплаты, оплаты.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class OverdueDebt(LimitedNorm):
    """Days or share of overdue receivables."""

    kind_title: ClassVar[str] = "Просроченная задолженность"
    judged: ClassVar[str] = "снимок на дату аудита"
    data_source: ClassVar[str] = "учётная система"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY, Unit.PERCENT)

    kind: Literal["overdue_debt"] = Field("overdue_debt", title="Вид нормы")
    per: Literal["invoice", "owner", "segment", "company"] = Field("invoice", title="По чему считается")
