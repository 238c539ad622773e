"""How people learn the job: kinds of training, and the path of a newcomer by role."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.base import DocumentId, Id, OperationId, Record, Ref, RoleId, Text
from handbook.model.duration import Duration
from handbook.model.explained import Explained

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

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: kurs-vozrazheniya",
    )
    title: Text = Field(title="Название", description="Как курс назовут в календаре: «Работа с возражениями»")
    kind: Annotated[
        TrainingKind,
        Explained(
            {
                "initial": "первичное: новичку",
                "problem": "по проблемным зонам: тому, что показали нормы",
                "situational": "ситуационное: разбор случившегося",
                "strategic": "стратегическое: новый товар, рынок, порядок",
                "qualification": "квалификационное: зачёт, аттестация",
            }
        ),
    ] = Field(title="Вид обучения", description="К какому из пяти видов обучения относится курс")
    when: Text = Field(title="Когда проводят", description="Что служит поводом")
    audience: tuple[RoleId, ...] = Field((), title="Кого учат", description="По умолчанию все роли")
    leader: RoleId | None = Field(None, title="Кто учит", description="Роль, которая ведёт занятие, например rop")
    form: Text = Field(
        title="Как проходит", description="Формат одной фразой: «разбор записей звонков вдвоём», «зачёт у руководителя»"
    )
    duration: Duration = Field(title="Длительность", description="Сколько рабочего времени займёт: 1,5 ч")
    content: tuple[Text, ...] = Field(
        (), title="Содержание", description="О чём говорят и что делают, по пункту на строку"
    )
    result: Text = Field(
        title="Чем подтверждается", description="По чему видно, что научился: «три разговора подряд без подсказки»"
    )
    operations: tuple[OperationId, ...] = Field(
        (),
        title="Какие операции осваивают",
        description="Идентификаторы операций, которые после курса человек делает сам",
    )
    documents: tuple[DocumentId, ...] = Field(
        (), title="По каким документам", description="Идентификаторы документов, по которым учатся"
    )


class PathStep(Record):
    """What a newcomer has learnt or done by a day of work."""

    day: Annotated[int, Field(ge=1, le=365)] = Field(
        title="К какому дню работы",
        description="Календарный день от выхода на работу, к концу которого шаг сделан: 1, 7, 30",
    )
    text: Text = Field(title="Что сделать", description="Действие новичка: «провести три звонка при наставнике»")
    course: CourseId | None = Field(None, title="Курс", description="Идентификатор курса, если шаг — это курс")
    operations: tuple[OperationId, ...] = Field(
        (), title="Операции", description="Идентификаторы операций, которые новичок осваивает на этом шаге"
    )
    documents: tuple[DocumentId, ...] = Field(
        (), title="Документы", description="Идентификаторы документов, которые надо прочитать"
    )
    proof: Text | None = Field(None, title="Как проверяется", description="Зачёт, показанный результат")


class LearningPath(Record):
    """The path of a newcomer in a role; a position walks the paths of all roles it carries."""

    role: RoleId = Field(title="Роль", description="Чей это путь: идентификатор роли из roles/")
    steps: tuple[PathStep, ...] = Field(title="Шаги", description="Шаги в порядке дней", min_length=1)
