"""Выполнение задач в срок (task_done).

Задача завершена не позже срока плюс допустимое опоздание `max`. Незавершённая задача, срок которой прошёл
до даты аудита, — нарушение.

Нужны: задачи — срок, время завершения, исполнитель.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from handbook.norms.base import Bound, LimitedNorm
from handbook.norms.quantity import Unit


class TaskDone(LimitedNorm):
    """Tasks are done by their due time."""

    kind_title: ClassVar[str] = "Задачи в срок"
    judged: ClassVar[str] = "каждая задача"
    bounds: ClassVar[tuple[Bound, ...]] = ("max",)
    units: ClassVar[tuple[Unit, ...]] = (Unit.DAY, Unit.HOUR, Unit.MINUTE)

    kind: Literal["task_done"] = Field("task_done", title="Вид нормы")
