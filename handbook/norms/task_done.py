"""Выполнение задач в срок (task_done).

Задача завершена не позже срока плюс допустимое опоздание `max`; без `max` опаздывать нельзя вовсе. Судятся задачи,
срок которых наступил до даты аудита. Ровно столько, сколько допущено, — не нарушение. Предел берётся на день срока.

Срок со временем суток сравнивается до секунды, сутки — 86 400 секунд. Срок без времени (00:00:00) длится до конца
этого дня: завершённая в полночь следующего дня уже опоздала. Незавершённая задача судится до даты аудита; если её
срок без времени, она опаздывает на столько суток, сколько дней от дня срока до даты аудита. Завершение в день
аудита или позже ещё не наступило. Без времени суток дни считаются, даже когда `max` задан в часах.

Чья задача: сотрудника, которому она поставлена. Сегмент в охвате берётся у клиента задачи (не указан — у клиента
сделки), воронка, стадия, продукт, источник и сумма — у сделки, с которой задача связана. Задачи без срока не
судятся и посчитаны.

Нужны: задачи — номер, срок, время завершения.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, Edition, LimitedNorm
from handbook.norms.quantity import Unit


class TaskDone(LimitedNorm):
    """Tasks are done by their due time."""

    kind_title: ClassVar[str] = "Задачи в срок"
    judged: ClassVar[str] = "каждая задача"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY, Unit.HOUR, Unit.MINUTE)

    kind: Literal["task_done"] = Field("task_done", title="Вид нормы")

    def requirement(self, edition: Edition) -> str:
        """The requirement in Russian."""
        return edition.words or "задачи завершены в срок"

    def how_judged(self) -> Iterator[str]:
        """How it is judged, for those who work by it."""
        yield (
            "Дело завершено в срок, если день и час его завершения не позже срока и разрешённого опоздания. Срок без "
            "часа длится до конца дня. Незавершённое дело проверяется тоже. Отвечает тот, кому дело поставлено."
        )

    @property
    def requires_nothing(self) -> bool:
        """Whether there is nothing to judge by: without a limit a task may not be late at all."""
        return False
