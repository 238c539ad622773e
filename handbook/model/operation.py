"""An operation: who does what, from which input to which output, how it is controlled and recorded."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handbook.model.base import ClauseRef, DocumentId, Id, NormId, Record, RoleId, Text, disagreement
from handbook.model.duration import Duration
from handbook.model.explained import PERIODS, Explained
from handbook.model.people import Competency
from handbook.norms import AnyNorm


class Participant(Record):
    """Another role that takes part, and which way information goes."""

    role: RoleId = Field(title="Роль", description="Идентификатор роли, кроме владельца")
    direction: Annotated[
        Literal["to", "from", "both"],
        Explained({"to": "владелец передаёт ей", "from": "владелец получает от неё", "both": "обмен в обе стороны"}),
    ] = Field(title="Направление", description="to — владелец передаёт ей, from — получает от неё, both — обмен")
    subject: Text | None = Field(
        None, title="О чём взаимодействуют", description="Что передают или согласуют: «расчёт и сроки поставки»"
    )


class Input(Record):
    """What the operation starts from."""

    document: DocumentId = Field(
        title="Документ или запись", description="Идентификатор того, без чего начинать нельзя"
    )
    source: RoleId | None = Field(
        None, alias="from", title="От кого", description="Идентификатор роли, от которой приходит; client — от клиента"
    )
    note: Text | None = Field(
        None, title="В каком состоянии", description="Что уже должно быть в нём: «поля потребности заполнены»"
    )


class Output(Record):
    """What the operation leaves behind."""

    document: DocumentId = Field(
        title="Документ или запись", description="Идентификатор того, что появилось или изменилось"
    )
    to: tuple[RoleId, ...] = Field((), title="Кому", description="Идентификаторы ролей, которые его получат")
    kind: Annotated[
        Literal["crm_record", "client_document", "internal_document"],
        Explained(
            {
                "crm_record": "запись в CRM",
                "client_document": "документ клиенту",
                "internal_document": "внутренний документ",
            }
        ),
    ] = Field(title="Вид результата", description="Где остаётся след сделанного")
    note: Text | None = Field(None, title="Проверяемый результат", description="По чему видно, что сделано")


class Step(Record):
    """One action of one role."""

    role: RoleId | None = Field(None, title="Кто выполняет", description="По умолчанию владелец операции")
    text: Text = Field(title="Действие", description="Как в инструкции новичку")
    duty: Text | None = Field(
        None, title="Обязанность", description="То же в неопределённой форме для должностной инструкции"
    )
    consulted: tuple[RoleId, ...] = Field(
        (), title="С кем советуется", description="Идентификаторы ролей, чьё мнение спрашивают до решения"
    )
    informed: tuple[RoleId, ...] = Field(
        (), title="Кого извещает", description="Идентификаторы ролей, которым сообщают после"
    )
    approves: RoleId | None = Field(
        None, title="Кто утверждает", description="Идентификатор роли, без чьего согласия дальше нельзя"
    )
    document: DocumentId | None = Field(
        None,
        title="С каким документом",
        description="Идентификатор документа, который на этом шаге открывают или заполняют",
    )
    duration: Duration | None = Field(None, title="Трудоёмкость", description="Например, 20 мин")
    deadline: Text | None = Field(None, title="Срок", description="Словами; норма — ссылкой [[norm:ID]]")


class ControlPoint(Record):
    """Information that leaves the operation for management."""

    id: Id = Field(
        title="Идентификатор",
        description=(
            "Латиницей, через дефис; по нему на запись ссылаются другие файлы: kt-skidka; на неё ссылаются планёрки"
        ),
    )
    information: Text = Field(
        title="Какая информация", description="Что именно уходит руководителю: «скидка, её причина и что дал клиент»"
    )
    to: RoleId = Field(title="Кому", description="Идентификатор роли, которая читает")
    when: Text = Field(
        title="Когда", description="Момент или период словами: «в день отправки КП», «в пятницу до 17:00»"
    )
    recorded: Text = Field(title="Как фиксируется", description="Где остаётся запись: «поле сделки», «отчёт недели»")
    on_deviation: Text = Field(
        title="Действие при отклонении",
        description="Что делает получатель, увидев плохое: «звонит клиенту сам в тот же день»",
    )
    norms: tuple[NormId, ...] = Field(
        (), title="Нормы, которыми измеряется", description="Идентификаторы норм, по которым видно отклонение"
    )


CrmEntity = Literal[
    "deal",
    "lead",
    "client",
    "contact",
    "order",
    "complaint",
    "event",
    "guest",
    "invoice",
    "activity",
    "employee",
    "plan",
]

#: Cards a field may stand on, as a reader calls them.
ENTITY_TITLES: dict[str, str] = {
    "deal": "сделка",
    "lead": "лид",
    "client": "клиент",
    "contact": "контакт",
    "order": "заказ",
    "complaint": "претензия",
    "event": "мероприятие",
    "guest": "гость мероприятия",
    "invoice": "счёт",
    "activity": "дело",
    "employee": "сотрудник",
    "plan": "план",
}


class CrmField(Record):
    """A CRM field the operation fills in."""

    title: Text = Field(title="Название поля в CRM", description="Точно как в карточке: «Плановая дата закрытия»")
    type: Text = Field("строка", title="Тип", description="Словом: строка, число, дата, список, деньги, файл, флажок")
    mandatory: Text | None = Field(None, title="Когда обязательно", description="Например, «со стадии „КП“»")
    note: Text | None = Field(None, title="Как заполнять", description="Что писать и чего не писать")
    entity: Annotated[CrmEntity, Explained(ENTITY_TITLES)] = Field(
        "deal", title="Чья карточка", description="В какой карточке CRM стоит поле; по умолчанию в сделке"
    )
    values: tuple[Text, ...] = Field(
        (), title="Значения списка", description="Что можно выбрать, в том порядке, в каком показать"
    )


class CrmRequirements(Record):
    """What the operation asks of the CRM."""

    stage: Text | None = Field(None, title="Стадия", description="Одна из стадий воронки процесса")
    fields: tuple[CrmField, ...] = Field((), title="Поля", description="Поля карточки, которые операция заполняет")
    automation: tuple[Text, ...] = Field(
        (), title="Автоматизация", description="Что CRM делает сама: «ставит задачу на звонок через три дня»"
    )


class Question(Record):
    """A practical question and where its answer stands."""

    question: Text = Field(title="Вопрос", description="Как его задаст новичок: «Можно ли дать скидку сразу?»")
    answer: Text | None = Field(None, title="Ответ", description="Одна–две фразы с решением")
    document: DocumentId | None = Field(
        None, title="Документ с ответом", description="Идентификатор документа, в котором это записано"
    )
    clause: Text | None = Field(None, title="Пункт", description='Номер пункта этого документа, в кавычках: "2.3"')

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

    count: Annotated[float, Field(gt=0, le=1000)] = Field(
        title="Сколько раз", description="Число проходов одного работника, можно дробное: 3"
    )
    per: Annotated[Literal["day", "week", "month", "quarter"], PERIODS] = Field(
        title="За какой срок", description="Период, за который столько проходов"
    )


class Operation(Record):
    """An operation: ``processes/<block>/<process>/<operation>.yaml``."""

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: podgotovit-kp",
    )
    title: Text = Field(title="Название", description="Глагол в неопределённой форме: «Подготовить КП»")
    short: Text | None = Field(None, title="Название на схеме", description="Если полное длинное")
    purpose: Text | None = Field(None, title="Зачем", description="Что даёт процессу, одна фраза")
    owner: RoleId | None = Field(None, title="Владелец", description="Роль, которая отвечает за результат")
    set_by: RoleId | None = Field(
        None,
        title="Постановщик задачи",
        description="Идентификатор роли, от которой исходит задача, если это не сам владелец",
    )
    participants: tuple[Participant, ...] = Field(
        (), title="Участники", description="Другие роли и то, что идёт между ними и владельцем"
    )
    inputs: tuple[Input, ...] = Field(
        (), title="Входы", description="С чего начинают: документы и записи других операций или клиента"
    )
    outputs: tuple[Output, ...] = Field(
        (), title="Выходы", description="Что остаётся: записи CRM, документы клиенту, внутренние документы"
    )
    tools: tuple[Text, ...] = Field((), title="Средства", description="Где фиксируется факт: CRM, почта…")
    steps: tuple[Step, ...] = Field((), title="Шаги", description="Четыре–восемь действий по порядку")
    governed_by: tuple[ClauseRef, ...] = Field(
        (), title="Чем регламентируется", description="Документы и пункты, по которым операцию делают"
    )
    key_factor: Text | None = Field(
        None, title="Ключевой фактор успеха", description="Без чего остальное не поможет, одна фраза"
    )
    control_points: tuple[ControlPoint, ...] = Field(
        (), title="Контрольные точки", description="Какие сведения уходят в управление и что делают при отклонении"
    )
    crm: CrmRequirements = Field(
        default_factory=CrmRequirements,
        title="Требования к CRM",
        description=(
            "Стадия, поля и автоматизация, которые операция требует от CRM: из них собирается задание на настройку"
        ),
    )
    norms: tuple[AnyNorm, ...] = Field((), title="Нормы", description="Нормы, которыми меряют операцию")
    competencies: tuple[Competency, ...] = Field(
        (), title="Компетенции", description="Что должен уметь исполнитель и на каком уровне"
    )
    questions: tuple[Question, ...] = Field(
        (), title="Вопросы и ответы", description="О чём новичок спросит в первый месяц, с ответом и пунктом"
    )
    bottleneck: Text | None = Field(
        None, title="Узкое место", description="Где обычно теряют время или клиента и почему"
    )
    load: Load | None = Field(
        None, title="Как часто", description="Сколько раз её проходит один владелец: по ней считают его рабочее время"
    )
