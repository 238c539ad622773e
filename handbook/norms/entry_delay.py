"""Своевременность внесения в CRM (entry_delay).

Рабочее время от события до его записи. Записи без одного из двух времён не судятся.

Нужны: дела — время события и время внесения.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class EntryDelay(LimitedNorm):
    """How late a fact is recorded in the CRM."""

    kind_title: ClassVar[str] = "Своевременность внесения"
    judged: ClassVar[str] = "каждая запись"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.WORKING_HOUR, Unit.WORKING_MINUTE)

    kind: Literal["entry_delay"] = Field("entry_delay", title="Вид нормы")
    entity: Literal["activities", "stage_changes", "deals"] = Field("activities", title="Что вносится")
