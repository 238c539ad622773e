"""An operation: who does what, from which input to which output, how it is controlled and recorded."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handbook.model.base import ClauseRef, DocumentId, Id, NormId, Record, RoleId, Text, disagreement
from handbook.model.duration import Duration
from handbook.model.people import Competency
from handbook.norms import AnyNorm


class Participant(Record):
    """Another role that takes part, and which way information goes."""

    role: RoleId = Field(title="Роль")
    direction: Literal["to", "from", "both"] = Field(
        title="Направление", description="to — владелец передаёт ей, from — получает от неё, both — обмен"
    )
    subject: Text | None = Field(None, title="О чём взаимодействуют")


class Input(Record):
    """What the operation starts from."""

    document: DocumentId = Field(title="Документ или запись")
    source: RoleId | None = Field(None, alias="from", title="От кого")
    note: Text | None = Field(None, title="В каком состоянии")


class Output(Record):
    """What the operation leaves behind."""

    document: DocumentId = Field(title="Документ или запись")
    to: tuple[RoleId, ...] = Field((), title="Кому")
    kind: Literal["crm_record", "client_document", "internal_document"] = Field(title="Вид результата")
    note: Text | None = Field(None, title="Проверяемый результат", description="По чему видно, что сделано")


class Step(Record):
    """One action of one role."""

    role: RoleId | None = Field(None, title="Кто выполняет", description="По умолчанию владелец операции")
    text: Text = Field(title="Действие", description="Как в инструкции новичку")
    duty: Text | None = Field(
        None, title="Обязанность", description="То же в неопределённой форме для должностной инструкции"
    )
    consulted: tuple[RoleId, ...] = Field((), title="С кем советуется")
    informed: tuple[RoleId, ...] = Field((), title="Кого извещает")
    approves: RoleId | None = Field(None, title="Кто утверждает")
    document: DocumentId | None = Field(None, title="С каким документом")
    duration: Duration | None = Field(None, title="Трудоёмкость", description="Например, 20 мин")
    deadline: Text | None = Field(None, title="Срок", description="Словами; норма — ссылкой [[norm:ID]]")


class ControlPoint(Record):
    """Information that leaves the operation for management."""

    id: Id = Field(title="Идентификатор")
    information: Text = Field(title="Какая информация")
    to: RoleId = Field(title="Кому")
    when: Text = Field(title="Когда")
    recorded: Text = Field(title="Как фиксируется")
    on_deviation: Text = Field(title="Действие при отклонении")
    norms: tuple[NormId, ...] = Field((), title="Нормы, которыми измеряется")


class CrmField(Record):
    """A CRM field the operation fills in."""

    title: Text = Field(title="Название поля в CRM")
    type: Text = Field("строка", title="Тип")
    mandatory: Text | None = Field(None, title="Когда обязательно", description="Например, «со стадии „КП“»")
    note: Text | None = Field(None, title="Как заполнять")


class CrmRequirements(Record):
    """What the operation asks of the CRM."""

    stage: Text | None = Field(None, title="Стадия", description="Одна из стадий воронки процесса")
    fields: tuple[CrmField, ...] = Field((), title="Поля")
    automation: tuple[Text, ...] = Field((), title="Автоматизация")


class Question(Record):
    """A practical question and where its answer stands."""

    question: Text = Field(title="Вопрос")
    answer: Text | None = Field(None, title="Ответ")
    document: DocumentId | None = Field(None, title="Документ с ответом")
    clause: Text | None = Field(None, title="Пункт")

    @model_validator(mode="after")
    def _names_the_document_of_its_clause(self) -> Self:
        if self.clause and not self.document:
            raise disagreement(
                f"назван пункт {self.clause}, а документ — нет",
                "clause",
                tip="Добавьте «document: …» или уберите clause",
            )
        return self


class Load(Record):
    """How often one performer goes through the operation."""

    count: Annotated[float, Field(gt=0, le=1000)] = Field(title="Сколько раз")
    per: Literal["day", "week", "month", "quarter"] = Field(title="За какой срок")


class Operation(Record):
    """An operation: ``processes/<block>/<process>/<operation>.yaml``."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название", description="Глагол в неопределённой форме: «Подготовить КП»")
    short: Text | None = Field(None, title="Название на схеме", description="Если полное длинное")
    purpose: Text | None = Field(None, title="Зачем", description="Что даёт процессу, одна фраза")
    owner: RoleId | None = Field(None, title="Владелец", description="Роль, которая отвечает за результат")
    set_by: RoleId | None = Field(None, title="Постановщик задачи")
    participants: tuple[Participant, ...] = Field((), title="Участники")
    inputs: tuple[Input, ...] = Field((), title="Входы")
    outputs: tuple[Output, ...] = Field((), title="Выходы")
    tools: tuple[Text, ...] = Field((), title="Средства", description="Где фиксируется факт: CRM, почта…")
    steps: tuple[Step, ...] = Field((), title="Шаги")
    governed_by: tuple[ClauseRef, ...] = Field((), title="Чем регламентируется")
    key_factor: Text | None = Field(None, title="Ключевой фактор успеха")
    control_points: tuple[ControlPoint, ...] = Field((), title="Контрольные точки")
    crm: CrmRequirements = Field(default_factory=CrmRequirements, title="Требования к CRM")
    norms: tuple[AnyNorm, ...] = Field((), title="Нормы", description="Нормы, которыми меряют операцию")
    competencies: tuple[Competency, ...] = Field((), title="Компетенции")
    questions: tuple[Question, ...] = Field((), title="Вопросы и ответы")
    bottleneck: Text | None = Field(None, title="Узкое место")
    load: Load | None = Field(
        None, title="Как часто", description="Сколько раз её проходит один владелец: по ней считают его рабочее время"
    )
