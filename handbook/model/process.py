"""A process: its purpose, the flow of its operations, and the funnel its deals go through."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import Discriminator, Field, Tag, model_validator

from handbook.model.base import (
    ClauseRef,
    DocumentId,
    Id,
    OperationId,
    ProcessId,
    Record,
    Ref,
    RoleId,
    Text,
    disagreement,
)
from handbook.model.explained import OUTCOMES, Explained
from handbook.model.publication import Publication
from handbook.norms import AnyNorm
from handbook.russian.text import normalise

Block = Literal["attract", "sell", "serve", "develop", "manage"]

BLOCK_TITLES: dict[str, str] = {
    "attract": "Привлечь клиента",
    "sell": "Продать клиенту",
    "serve": "Обслужить клиента",
    "develop": "Развить клиента",
    "manage": "Управлять продажами",
}

B2bStage = Literal[
    "lead-generation",
    "lead-development",
    "lead-conversion",
    "client-fulfillment",
    "account-management",
    "key-account-management",
]

#: The six stages of a B2B sale, in their order.
B2B_TITLES: dict[str, str] = {
    "lead-generation": "Привлечение лидов",
    "lead-development": "Развитие лида",
    "lead-conversion": "Превращение лида в сделку",
    "client-fulfillment": "Исполнение обязательств",
    "account-management": "Ведение клиента",
    "key-account-management": "Ведение ключевых клиентов",
}


class FlowNode(Record):
    """A place in the flow; without ``next`` the flow goes on to the node written below."""

    role: RoleId | None = Field(None, title="Дорожка", description="По умолчанию владелец операции или соседа")
    next: Id | None = Field(None, title="Что дальше", description="Узел или операция; по умолчанию следующий")


class StartNode(FlowNode):
    """Where the process begins."""

    start: Id = Field(title="Начало", description="Идентификатор события")
    title: Text = Field(title="Подпись", description="Событие, с которого всё начинается: «Клиент обратился»")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.start


class BoundaryTimer(Record):
    """A deadline on the border of an operation or of a called process."""

    timer: Id = Field(title="Срок на границе", description="Идентификатор: в ходе процесса он ничей больше")
    title: Text = Field(title="Подпись", description="Когда срок настал: «Прошло три дня», «Молчит неделю»")
    to: Id = Field(title="Куда", description="Узел или операция, с которой начинают, когда срок настал; можно эту же")
    interrupts: bool = Field(
        default=True,
        title="Прерывает ли операцию",
        description="true — операцию бросают и идут по сроку; false — она продолжается, а по сроку делают ещё и это",
    )

    @property
    def id(self) -> str:
        """Identifier of the deadline among the nodes of the flow."""
        return self.timer

    @property
    def words(self) -> str:
        """The deadline in one phrase."""
        how = "операцию прерывают" if self.interrupts else "операция продолжается"
        return f"{self.title}: {how}, дальше {self.to}"


class TimedNode(FlowNode):
    """Work in the flow: it may have deadlines."""

    timers: tuple[BoundaryTimer, ...] = Field(
        (),
        title="Сроки на границе",
        description="Что начинают, если работа идёт дольше: [{timer: molchit, title: Прошло три дня, to: otkaz}]",
    )


class OperationNode(TimedNode):
    """An operation of the process."""

    operation: OperationId = Field(
        title="Операция", description="Идентификатор операции: её файл лежит рядом или в другом процессе"
    )
    alias: Id | None = Field(None, alias="as", title="Имя узла", description="Если операция встречается дважды")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.alias or self.operation


class Branch(Record):
    """A way out of a gateway."""

    when: Text | None = Field(None, title="Условие", description="Подпись на схеме: «да», «клиент согласен»")
    to: Id = Field(title="Куда", description="Идентификатор узла или операции, куда ведёт ветвь")
    default: bool = Field(
        default=False,
        title="Обычный путь",
        description="true — обычный путь: по нему идут, если не выполнено условие других ветвей",
    )


class GatewayNode(Record):
    """A fork (exclusive, parallel, inclusive) or the join of parallel branches."""

    gateway: Id = Field(title="Развилка", description="Идентификатор")
    type: Annotated[
        Literal["exclusive", "parallel", "inclusive"],
        Explained(
            {
                "exclusive": "одну из ветвей",
                "parallel": "все ветви сразу; вторая такая развилка их сводит",
                "inclusive": "одну или несколько",
            }
        ),
    ] = Field("exclusive", title="Вид развилки", description="Сколько ветвей выбирают")
    title: Text | None = Field(None, title="Вопрос", description="«Клиент целевой?»")
    role: RoleId | None = Field(None, title="Дорожка", description="По умолчанию — предыдущего узла")
    branches: tuple[Branch, ...] = Field(
        (), title="Ветви", description="Куда можно пойти: [{when: да, to: podgotovit-kp}]"
    )
    next: Id | None = Field(None, title="Что дальше", description="Для слияния ветвей: единственный выход")

    @model_validator(mode="after")
    def _says_each_branch_once(self) -> Self:
        seen: set[tuple[str, str]] = set()
        for index, branch in enumerate(self.branches):
            if branch.when is None:
                continue
            # One answer of an inclusive fork may open several ways; of a choice, only one.
            way = (normalise(branch.when), "" if self.type == "exclusive" else branch.to)
            if way in seen:
                raise disagreement(
                    f"ветвь с условием «{branch.when}» у развилки «{self.title or self.gateway}» уже есть",
                    "branches",
                    index,
                    "when",
                    tip="Оставьте одну из ветвей или назовите условия по-разному",
                )
            seen.add(way)
        return self

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.gateway


class EventNode(FlowNode):
    """Waiting for a message or for a time."""

    event: Id = Field(title="Событие", description="Идентификатор")
    type: Annotated[
        Literal["message", "timer"], Explained({"message": "сообщения от другой стороны", "timer": "наступления срока"})
    ] = Field("message", title="Вид события", description="Чего процесс ждёт")
    title: Text = Field(title="Подпись", description="Что должно случиться: «Клиент ответил», «Прошло три дня»")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.event


class CallNode(TimedNode):
    """Another process called from this one."""

    process: ProcessId = Field(title="Процесс", description="Идентификатор процесса, который здесь выполняется целиком")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.process


class EndNode(Record):
    """Where the process ends."""

    end: Id = Field(title="Конец", description="Идентификатор события")
    title: Text = Field(title="Подпись", description="Чем кончилось: «Сделка выиграна»")
    role: RoleId | None = Field(
        None, title="Дорожка", description="Роль, у которой процесс кончается; без ключа — предыдущего узла"
    )

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.end


NODE_KEYS = ("start", "operation", "gateway", "event", "process", "end")


def _node_key(value: Any) -> str | None:  # noqa: ANN401 - raw YAML before validation
    if isinstance(value, dict):
        return next((key for key in NODE_KEYS if key in value), None)
    return next((key for key in NODE_KEYS if hasattr(value, key)), None)


AnyNode = Annotated[
    Annotated[StartNode, Tag("start")]
    | Annotated[OperationNode, Tag("operation")]
    | Annotated[GatewayNode, Tag("gateway")]
    | Annotated[EventNode, Tag("event")]
    | Annotated[CallNode, Tag("process")]
    | Annotated[EndNode, Tag("end")],
    Discriminator(_node_key, custom_error_type="flow_node", custom_error_message="узел без вида"),
]


class FunnelStage(Record):
    """A stage a deal of this process passes through in the CRM."""

    title: Text = Field(title="Стадия", description="Точно как в CRM: «КП отправлено»")
    outcome: Annotated[Literal["open", "won", "lost"], OUTCOMES] = Field(
        "open", title="Исход", description="Чем сделка на этой стадии кончилась"
    )
    recommended: Annotated[int, Field(ge=0)] | None = Field(
        None,
        title="Рекомендованное число сделок",
        description="Сколько сделок должно стоять на стадии, чтобы выполнить план: 30",
    )
    to: tuple[Text, ...] | None = Field(
        None,
        title="Следующие стадии",
        description="Куда можно перейти; по умолчанию — на следующую и на любую проигранную",
    )


class Funnel(Record):
    """The CRM pipeline of the process; the rank of a stage is its place in the list."""

    pipeline: Text = Field(
        title="Воронка в CRM", description="Точно как в CRM: «Типовые решения»; по названию сделки узнаются в выгрузке"
    )
    stages: tuple[FunnelStage, ...] = Field(
        title="Стадии", description="По порядку, сначала открытые, потом выигранные и проигранные"
    )


class Report(Record):
    """A report the process owes its head."""

    document: DocumentId = Field(title="Отчёт", description="Идентификатор документа с видом report")
    by: RoleId = Field(title="Кто готовит", description="Идентификатор роли, которая составляет")
    to: RoleId = Field(title="Кому", description="Идентификатор роли, которая читает")
    when: Text = Field(title="Срок", description="«Первый рабочий день месяца, до 12:00»")


class LaneOrder(StrEnum):
    """How lanes are ordered when the source does not list them."""

    AUTO = "auto"


def _lanes_tag(value: Any) -> str | None:  # noqa: ANN401 - raw YAML before validation
    """Which way of ordering is written; the tag of a list is the name of its key, so that messages say it."""
    if isinstance(value, str):
        return "auto" if value.strip() == LaneOrder.AUTO else None
    return "lanes"


_LANE_ORDERS = Explained({"auto": "рядом те, кто чаще передаёт друг другу работу"})
Lanes = Annotated[
    Annotated[LaneOrder, _LANE_ORDERS, Tag("auto")] | Annotated[tuple[RoleId, ...], Tag("lanes")],
    Discriminator(
        _lanes_tag,
        custom_error_type="disagreement",
        custom_error_message="{words}",
        custom_error_context={
            "words": "ключ «lanes»: нужен список ролей или слово auto",
            "tip": "Перечислите роли сверху вниз: «lanes: [rop, menedzher]» — или напишите «lanes: auto»",
        },
    ),
]


class Process(Record):
    """A process: ``processes/<block>/<process>/process.yaml``."""

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: prodat-tipovoe",
    )
    title: Text = Field(title="Название", description="Глагол в неопределённой форме: «Продать типовое решение»")
    block: Annotated[Block, Explained(BLOCK_TITLES)] = Field(
        title="Блок", description="К какой части пути клиента процесс относится"
    )
    kind: Annotated[
        Literal["main", "support", "management"],
        Explained(
            {"main": "основной: ведёт к деньгам клиента", "support": "вспомогательный", "management": "управляющий"}
        ),
    ] = Field("main", title="Вид процесса", description="Зарабатывает он, помогает или направляет")
    variant: Annotated[
        Literal["as-is", "to-be"], Explained({"as-is": "как есть сейчас", "to-be": "как должно быть"})
    ] = Field("to-be", title="Как есть или как должно быть", description="Так работают сейчас или так решили работать")
    replaces: tuple[ProcessId, ...] = Field(
        (), title="Что заменяет", description="Процессы «как есть», вместо которых введён этот"
    )
    b2b_stages: tuple[Annotated[B2bStage, Explained(B2B_TITLES)], ...] = Field(
        (), title="Стадии B2B-продажи", description="Какие из шести он покрывает"
    )
    goal: Text = Field(title="Цель", description="Что получит компания и каким способом, одна фраза")
    applies: Text | None = Field(None, title="Когда применяется", description="Чем отличается от соседнего варианта")
    trigger: Text = Field(title="С чего начинается", description="Событие, после которого процесс нельзя не начать")
    result: Text = Field(
        title="Чем заканчивается", description="Проверяемый итог: «оплаченный счёт либо отказ с причиной»"
    )
    owner: RoleId | None = Field(
        None, title="Владелец", description="Идентификатор роли, которая отвечает за весь процесс"
    )
    lanes: Lanes = Field(
        (),
        title="Порядок дорожек",
        description="Роли сверху вниз, можно не все; auto — рядом те, кто чаще передаёт друг другу работу",
    )
    flow: tuple[AnyNode, ...] = Field(
        (), title="Ход процесса", description="Узлы сверху вниз: start, operation, gateway, event, process, end"
    )
    decisions: tuple[Text, ...] = Field(
        (), title="Что решает руководитель", description="Вопросы, которые никто, кроме руководителя, не решит"
    )
    indicators: tuple[Annotated[Id, Ref("indicator")], ...] = Field(
        (), title="Показатели", description="Идентификаторы показателей из indicators.yaml"
    )
    reports: tuple[Report, ...] = Field(
        (), title="Отчётность", description="Какие отчёты процесс должен руководителю и когда"
    )
    handover: ClauseRef | None = Field(
        None, title="Порядок передачи непрофильного клиента", description="Документ и пункт"
    )
    funnel: Funnel | None = Field(
        None, title="Воронка", description="Воронка CRM, по которой идут сделки этого процесса"
    )
    norms: tuple[AnyNorm, ...] = Field(
        (), title="Нормы", description="Нормы процесса в целом: длительность, конверсия, порядок стадий"
    )
    publication: Publication | None = Field(
        None, title="Издание регламента", description="Номер и редакция регламента процесса"
    )
