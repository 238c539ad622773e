"""How people learn the job: kinds of training, and the path of a newcomer by role."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.base import DocumentId, Id, OperationId, Record, Ref, RoleId, Text
from handbook.model.duration import Duration

TrainingKind = Literal["initial", "problem", "situational", "strategic", "qualification"]

TRAINING_TITLES: dict[str, str] = {
    "initial": "первичное",
    "problem": "по проблемным зонам",
    "situational": "ситуационное",
    "strategic": "стратегическое",
    "qualification": "квалификационное",
}

CourseId = Annotated[Id, Ref("course")]


class Course(Record):
    """A course, a drill or an exam: ``training.yaml``."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    kind: TrainingKind = Field(title="Вид обучения")
    when: Text = Field(title="Когда проводят", description="Что служит поводом")
    audience: tuple[RoleId, ...] = Field((), title="Кого учат", description="По умолчанию все роли")
    leader: RoleId | None = Field(None, title="Кто учит")
    form: Text = Field(title="Как проходит")
    duration: Duration = Field(title="Длительность")
    content: tuple[Text, ...] = Field((), title="Содержание")
    result: Text = Field(title="Чем подтверждается")
    operations: tuple[OperationId, ...] = Field((), title="Какие операции осваивают")
    documents: tuple[DocumentId, ...] = Field((), title="По каким документам")


class PathStep(Record):
    """What a newcomer has learnt or done by a day of work."""

    day: Annotated[int, Field(ge=1, le=365)] = Field(title="К какому дню работы")
    text: Text = Field(title="Что сделать")
    course: CourseId | None = Field(None, title="Курс")
    operations: tuple[OperationId, ...] = Field((), title="Операции")
    documents: tuple[DocumentId, ...] = Field((), title="Документы")
    proof: Text | None = Field(None, title="Как проверяется", description="Зачёт, показанный результат")


class LearningPath(Record):
    """The path of a newcomer in a role; a position walks the paths of all roles it carries."""

    role: RoleId = Field(title="Роль")
    steps: tuple[PathStep, ...] = Field(title="Шаги", min_length=1)
