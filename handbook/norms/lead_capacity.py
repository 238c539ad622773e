"""Предел лидов (lead_capacity).

Сколько лидов назначено сотруднику за месяц. Лид без времени назначения не считается.

Нужны: лиды — ответственный и время назначения.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class LeadCapacity(LimitedNorm):
    """The most leads an owner may be given in a month."""

    kind_title: ClassVar[str] = "Лиды на сотрудника"
    judged: ClassVar[str] = "месяц"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.COUNT,)

    kind: Literal["lead_capacity"] = Field("lead_capacity", title="Вид нормы")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return f"{edition.of('лида', 'лидов')} в месяц"
