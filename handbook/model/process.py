"""A process: its purpose, the flow of its operations, and the funnel its deals go through."""

from __future__ import annotations

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
    title: Text = Field(title="Подпись")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.start


class OperationNode(FlowNode):
    """An operation of the process."""

    operation: OperationId = Field(title="Операция")
    alias: Id | None = Field(None, alias="as", title="Имя узла", description="Если операция встречается дважды")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.alias or self.operation


class Branch(Record):
    """A way out of a gateway."""

    when: Text | None = Field(None, title="Условие", description="Подпись на схеме: «да», «клиент согласен»")
    to: Id = Field(title="Куда")
    default: bool = Field(default=False, title="Обычный путь")


class GatewayNode(Record):
    """A fork (exclusive, parallel, inclusive) or the join of parallel branches."""

    gateway: Id = Field(title="Развилка", description="Идентификатор")
    type: Literal["exclusive", "parallel", "inclusive"] = Field("exclusive", title="Вид развилки")
    title: Text | None = Field(None, title="Вопрос", description="«Клиент целевой?»")
    role: RoleId | None = Field(None, title="Дорожка", description="По умолчанию — предыдущего узла")
    branches: tuple[Branch, ...] = Field((), title="Ветви")
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
    type: Literal["message", "timer"] = Field("message", title="Вид события")
    title: Text = Field(title="Подпись")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.event


class CallNode(FlowNode):
    """Another process called from this one."""

    process: ProcessId = Field(title="Процесс")

    @property
    def id(self) -> str:
        """Identifier other nodes point at."""
        return self.process


class EndNode(Record):
    """Where the process ends."""

    end: Id = Field(title="Конец", description="Идентификатор события")
    title: Text = Field(title="Подпись")
    role: RoleId | None = Field(None, title="Дорожка")

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

    title: Text = Field(title="Стадия")
    outcome: Literal["open", "won", "lost"] = Field("open", title="Исход")
    recommended: Annotated[int, Field(ge=0)] | None = Field(None, title="Рекомендованное число сделок")
    to: tuple[Text, ...] | None = Field(
        None,
        title="Следующие стадии",
        description="Куда можно перейти; по умолчанию — на следующую и на любую проигранную",
    )


class Funnel(Record):
    """The CRM pipeline of the process; the rank of a stage is its place in the list."""

    pipeline: Text = Field(title="Воронка в CRM")
    stages: tuple[FunnelStage, ...] = Field(title="Стадии")


class Report(Record):
    """A report the process owes its head."""

    document: DocumentId = Field(title="Отчёт")
    by: RoleId = Field(title="Кто готовит")
    to: RoleId = Field(title="Кому")
    when: Text = Field(title="Срок", description="«Первый рабочий день месяца, до 12:00»")


class Process(Record):
    """A process: ``processes/<block>/<process>/process.yaml``."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    block: Block = Field(title="Блок")
    kind: Literal["main", "support", "management"] = Field("main", title="Вид процесса")
    variant: Literal["as-is", "to-be"] = Field("to-be", title="Как есть или как должно быть")
    replaces: tuple[ProcessId, ...] = Field(
        (), title="Что заменяет", description="Процессы «как есть», вместо которых введён этот"
    )
    b2b_stages: tuple[B2bStage, ...] = Field((), title="Стадии B2B-продажи", description="Какие из шести он покрывает")
    goal: Text = Field(title="Цель")
    applies: Text | None = Field(None, title="Когда применяется", description="Чем отличается от соседнего варианта")
    trigger: Text = Field(title="С чего начинается")
    result: Text = Field(title="Чем заканчивается")
    owner: RoleId | None = Field(None, title="Владелец")
    lanes: tuple[RoleId, ...] = Field((), title="Порядок дорожек", description="Роли сверху вниз; можно не все")
    flow: tuple[AnyNode, ...] = Field((), title="Ход процесса")
    decisions: tuple[Text, ...] = Field((), title="Что решает руководитель")
    indicators: tuple[Annotated[Id, Ref("indicator")], ...] = Field((), title="Показатели")
    reports: tuple[Report, ...] = Field((), title="Отчётность")
    handover: ClauseRef | None = Field(
        None, title="Порядок передачи непрофильного клиента", description="Документ и пункт"
    )
    funnel: Funnel | None = Field(None, title="Воронка")
    norms: tuple[AnyNorm, ...] = Field((), title="Нормы")
    publication: Publication | None = Field(None, title="Издание регламента")
