"""Sheets of the work itself: processes, operations and what they are made of."""

from __future__ import annotations

from generator.workbook import derived
from generator.workbook.codecs import Choice, Clauses, Number
from generator.workbook.plan import Column, Plan
from generator.workbook.sheets.columns import COMPETENCY, choice, lines, ref, refs, text
from handbook.model.base import Target
from handbook.model.operation import (
    ENTITY_TITLES,
    ControlPoint,
    CrmField,
    Input,
    Operation,
    Output,
    Participant,
    Question,
    Step,
)
from handbook.model.people import Competency
from handbook.model.process import BLOCK_TITLES, Process

PERIODS = {"day": "день", "week": "неделя", "month": "месяц", "quarter": "квартал"}
DIRECTIONS = {"to": "передаёт ей", "from": "получает от неё", "both": "обмен"}
RESULTS = {
    "crm_record": "запись в CRM",
    "client_document": "документ клиенту",
    "internal_document": "внутренний документ",
}
PROCESS_KINDS = {"main": "основной", "support": "вспомогательный", "management": "управляющий"}
VARIANTS = {"as-is": "как есть", "to-be": "как должно быть"}

_OWN: tuple[str, Target] = ("Операция", "operation")

OPERATIONS = Plan(
    "Операции",
    "операция",
    "file",
    ("operation",),
    Operation,
    (
        text("Этап, операция", "title", width=32, required=True),
        text("На схеме", "short", width=20),
        Column("Вход", width=34, derived=derived.inputs),
        Column("Выход: проверяемый результат", width=40, derived=derived.outputs),
        ref("Ответственный", "owner"),
        ref("Постановщик", "set_by"),
        Column("Потребитель", width=22, derived=derived.consumers),
        text("Задача", "purpose"),
        Column("Действия", width=60, derived=derived.steps),
        text("КФУ", "key_factor"),
        text("CRM: стадия", "crm", "stage", width=20),
        Column("CRM: поля", width=34, derived=derived.crm_fields),
        lines("CRM: автоматизация", "crm", "automation"),
        lines("Средства", "tools", width=20),
        text("Узкое место", "bottleneck"),
        Column("Регламентирующие документы", ("governed_by",), Clauses(), 30),
        Column("Контрольные точки", width=40, derived=derived.control_points),
        Column("Нормы", width=34, derived=derived.norms),
        Column("Сколько раз", ("load", "count"), Number(), 10),
        Column("За срок", ("load", "per"), Choice(PERIODS), 12, choices=tuple(PERIODS.values())),
    ),
    target="operation",
    owner=("Процесс", "process"),
)
STEPS = Plan(
    "Шаги",
    "шаг",
    "nested",
    ("operation",),
    Step,
    (
        ref("Кто выполняет", "role"),
        text("Действие", "text", width=70, required=True),
        text("Обязанность", "duty", width=50),
        ref("Документ", "document", target="document"),
        text("Трудоёмкость", "duration", width=14),
        text("Срок", "deadline", width=24),
        refs("С кем советуется", "consulted"),
        refs("Кого извещает", "informed"),
        ref("Кто утверждает", "approves"),
    ),
    "steps",
    key_title="Ключ",
    owner=_OWN,
)
INPUTS = Plan(
    "Входы",
    "вход",
    "nested",
    ("operation",),
    Input,
    (
        ref("Документ", "document", target="document", required=True),
        ref("От кого", "from"),
        text("В каком состоянии", "note", width=60),
    ),
    "inputs",
    key_title="Ключ",
    owner=_OWN,
)
OUTPUTS = Plan(
    "Выходы",
    "выход",
    "nested",
    ("operation",),
    Output,
    (
        ref("Документ", "document", target="document", required=True),
        refs("Кому", "to"),
        choice("Вид результата", "kind", RESULTS, required=True),
        text("Проверяемый результат", "note", width=60),
    ),
    "outputs",
    key_title="Ключ",
    owner=_OWN,
)
PARTICIPANTS = Plan(
    "Участники",
    "участник",
    "nested",
    ("operation",),
    Participant,
    (
        ref("Роль", "role", required=True),
        choice("Направление", "direction", DIRECTIONS, required=True),
        text("О чём", "subject", width=60),
    ),
    "participants",
    key_title="Ключ",
    owner=_OWN,
)
CONTROL_POINTS = Plan(
    "Контрольные точки",
    "контрольная точка",
    "nested",
    ("operation",),
    ControlPoint,
    (
        text("Идентификатор", "id", width=24, required=True),
        text("Какая информация", "information", required=True),
        ref("Кому", "to", required=True),
        text("Когда", "when", width=26, required=True),
        text("Как фиксируется", "recorded", width=30, required=True),
        text("Действие при отклонении", "on_deviation", width=50, required=True),
        refs("Нормы", "norms", target="norm"),
    ),
    "control_points",
    key_title="Ключ",
    owner=_OWN,
)
CRM_FIELDS = Plan(
    "Поля CRM",
    "поле CRM",
    "nested",
    ("operation",),
    CrmField,
    (
        text("Название", "title", width=30, required=True),
        text("Тип", "type", width=16),
        text("Когда обязательно", "mandatory", width=34),
        text("Как заполнять", "note", width=50),
        choice("Карточка", "entity", ENTITY_TITLES),
        lines("Значения списка", "values", width=30),
    ),
    "crm.fields",
    key_title="Ключ",
    owner=_OWN,
)
QUESTIONS = Plan(
    "Вопросы",
    "вопрос",
    "nested",
    ("operation",),
    Question,
    (
        text("Вопрос", "question", width=50, required=True),
        text("Ответ", "answer", width=60),
        ref("Документ", "document", target="document"),
        text("Пункт", "clause", width=10),
    ),
    "questions",
    key_title="Ключ",
    owner=_OWN,
)
COMPETENCIES = Plan(
    "Компетенции",
    "компетенция",
    "nested",
    ("operation",),
    Competency,
    COMPETENCY,
    "competencies",
    key_title="Ключ",
    owner=_OWN,
)
PROCESSES = Plan(
    "Процессы",
    "процесс",
    "file",
    ("process",),
    Process,
    (
        text("Название", "title", width=32, required=True),
        choice("Блок", "block", BLOCK_TITLES, required=True),
        choice("Вид", "kind", PROCESS_KINDS),
        choice("Вариант", "variant", VARIANTS),
        text("Цель", "goal", width=50, required=True),
        text("Когда применяется", "applies", width=50),
        text("С чего начинается", "trigger", width=40, required=True),
        text("Чем заканчивается", "result", width=40, required=True),
        ref("Владелец", "owner"),
        Column("Операции по ходу", width=34, derived=derived.steps_of_flow),
        lines("Что решает руководитель", "decisions", width=60),
    ),
    target="process",
)
