"""A regular meeting: who leads it, what is asked in what order, which control points it looks at."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from handbook.model.base import DocumentId, Id, OperationId, Record, RoleId, Text
from handbook.model.duration import Duration


class PointRef(Record):
    """A control point of an operation."""

    operation: OperationId = Field(
        title="Операция", description="Идентификатор операции, которая отправляет контрольную точку"
    )
    point: Id = Field(title="Контрольная точка", description="Идентификатор из control_points операции")


class AgendaItem(Record):
    """One question of the agenda."""

    topic: Text = Field(title="Вопрос повестки", description="О чём говорят, вопросом: «Кому сегодня нужна помощь?»")
    minutes: Annotated[int, Field(ge=1, le=480)] = Field(
        title="Сколько минут", description="Время на вопрос; сумма по повестке не больше duration"
    )
    speaker: RoleId | None = Field(None, title="Кто говорит", description="По умолчанию ведущий")
    outcome: Text | None = Field(None, title="Чем кончается", description="Решение или запись, которая остаётся")


class Meeting(Record):
    """A meeting: ``meetings.yaml``."""

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: planerka-dnya",
    )
    title: Text = Field(title="Название", description="Как она записана в календаре: «Планёрка дня»")
    purpose: Text = Field(title="Зачем собираются", description="Какое решение без неё не примут, одна фраза")
    leader: RoleId = Field(title="Ведущий", description="Идентификатор роли, которая ведёт и следит за временем")
    participants: tuple[RoleId, ...] = Field(
        (), title="Участники", description="Идентификаторы остальных ролей за столом"
    )
    when: Text = Field(
        title="Когда", description="Словами, чтобы был виден период: «ежедневно в 9:15», «по понедельникам в 10:00»"
    )
    duration: Duration = Field(title="Длительность", description="Не меньше суммы минут повестки")
    agenda: tuple[AgendaItem, ...] = Field(
        title="Повестка", description="Вопросы по порядку, с минутами на каждый", min_length=1
    )
    inputs: tuple[DocumentId, ...] = Field(
        (), title="С чем приходят", description="Идентификаторы документов, которые участники готовят заранее"
    )
    outputs: tuple[DocumentId, ...] = Field(
        (),
        title="Что остаётся после",
        description="Идентификаторы документов, которые после неё заполнены или изменены",
    )
    control_points: tuple[PointRef, ...] = Field(
        (), title="Какие контрольные точки рассматривают", description="Какие сведения из операций здесь читают"
    )
    rules: tuple[Text, ...] = Field(
        (), title="Правила", description="О чём договорились раз и навсегда: «опоздал — слушает запись»"
    )
