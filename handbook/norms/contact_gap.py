"""Перерыв в общении с клиентом (contact_gap).

Сколько дней прошло от последнего состоявшегося контакта с клиентом до даты аудита. Если контактов не было —
от создания клиента или его первой сделки. Параметр `clients`: с открытыми сделками, без них или все.

Нужны: дела с привязкой к клиенту; клиенты или сделки.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class ContactGap(LimitedNorm):
    """The longest silence towards a client."""

    kind_title: ClassVar[str] = "Перерыв в общении"
    judged: ClassVar[str] = "каждый клиент"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY,)

    kind: Literal["contact_gap"] = Field("contact_gap", title="Вид нормы")
    clients: Literal["open", "no_open", "all"] = Field("all", title="Какие клиенты")
