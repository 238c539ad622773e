"""Своевременность внесения в CRM (entry_delay).

Рабочее время от начала дела до его записи в CRM, по календарю и графику компании. Судятся дела, звонки и встречи:
из всего, что бывает в выгрузке, только у них есть оба времени. Запись раньше события (встреча внесена заранее) — не
нарушение. Ровно предел — не нарушение, на секунду больше — нарушение. Предел берётся на день, когда дело началось.

Дела роботов не судятся. Дела без одного из двух времён и внесённые в день аудита или позже не судятся и посчитаны;
повтор дела с тем же номером судится один раз. Чьё дело: сотрудника, который его сделал. Сегмент в охвате берётся у
клиента дела (не указан — у клиента сделки), воронка, стадия, продукт, источник и сумма — у сделки, с которой дело
связано.

Нужны: дела и звонки — номер, время начала и время внесения.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from handbook.model.explained import Explained
from handbook.norms.base import Bound, WorkingTimeNorm
from handbook.norms.quantity import Unit


class EntryDelay(WorkingTimeNorm):
    """How late a fact is recorded in the CRM."""

    kind_title: ClassVar[str] = "Своевременность внесения"
    judged: ClassVar[str] = "каждая запись"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.WORKING_HOUR, Unit.WORKING_MINUTE)

    kind: Literal["entry_delay"] = Field("entry_delay", title="Вид нормы")
    entity: Annotated[Literal["activities"], Explained({"activities": "звонки, встречи и другие дела"})] = Field(
        "activities", title="Что вносится", description="Записи о чём сверяются со временем события"
    )

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Рабочее время считается от начала звонка, встречи или другого дела до его записи в CRM. Запись заранее — "
            "не нарушение. Отвечает тот, кто дело сделал."
        )
