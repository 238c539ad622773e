"""A regular meeting: who leads it, what is asked in what order, which control points it looks at."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import DocumentId, Id, OperationId, Record, RoleId, Text
from handbook.model.duration import Duration


class PointRef(Record):
    """A control point of an operation."""

    operation: OperationId = Field(title="Операция")
    point: Id = Field(title="Контрольная точка", description="Идентификатор из control_points операции")


class AgendaItem(Record):
    """One question of the agenda."""

    topic: Text = Field(title="Вопрос повестки")
    minutes: Annotated[int, Field(ge=1, le=480)] = Field(title="Сколько минут")
    speaker: RoleId | None = Field(None, title="Кто говорит", description="По умолчанию ведущий")
    outcome: Text | None = Field(None, title="Чем кончается", description="Решение или запись, которая остаётся")


class Meeting(Record):
    """A meeting: ``meetings.yaml``."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    purpose: Text = Field(title="Зачем собираются")
    leader: RoleId = Field(title="Ведущий")
    participants: tuple[RoleId, ...] = Field((), title="Участники")
    when: Text = Field(title="Когда")
    duration: Duration = Field(title="Длительность", description="Не меньше суммы минут повестки")
    agenda: tuple[AgendaItem, ...] = Field(title="Повестка", min_length=1)
    inputs: tuple[DocumentId, ...] = Field((), title="С чем приходят")
    outputs: tuple[DocumentId, ...] = Field((), title="Что остаётся после")
    control_points: tuple[PointRef, ...] = Field((), title="Какие контрольные точки рассматривают")
    rules: tuple[Text, ...] = Field((), title="Правила")
