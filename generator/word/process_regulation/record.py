"""What the template of the regulation of a process is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from markupsafe import Markup

from generator.word.contents import PLACE
from generator.word.dialect import Named
from generator.word.records import Act
from generator.word.words import Title


@dataclass(frozen=True, slots=True)
class Fact:
    """A row of a passport: of the process or of an operation."""

    label: Annotated[str, Named("название", "О чём строка: «Владелец»")]
    lines: Annotated[tuple[str, ...], Named("строки", "Что сказано, по абзацу на строку")]


@dataclass(frozen=True, slots=True)
class TermRow:
    """A term the document uses."""

    term: Annotated[str, Named("термин", "Термин, с сокращением")]
    definition: Annotated[str, Named("определение", "Что он значит, предложение")]


@dataclass(frozen=True, slots=True)
class RoleRow:
    """A role that not exactly one position carries."""

    role: Annotated[str, Named("роль", "Название роли")]
    positions: Annotated[str, Named("должности", "Должности, которые её несут, через запятую")]


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A row of the matrix of responsibility."""

    title: Annotated[str, Named("название", "Операция или шаг")]
    marks: Annotated[tuple[str, ...], Named("отметки", "R, A, C, I или пусто, по столбцу на роль")]
    is_head: Annotated[bool, Named("заголовок", "Название операции, под которым стоят её шаги")] = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Who performs, answers, is consulted and informed."""

    roles: Annotated[tuple[str, ...], Named("роли", "Названия столбцов")]
    rows: Annotated[tuple[DutyRow, ...], Named("строки", "Операции и их шаги по порядку")]
    by_steps: Annotated[bool, Named("по_шагам", "Строки — шаги; иначе операции целиком")]


@dataclass(frozen=True, slots=True)
class ForkRow:
    """A fork of the flow."""

    question: Annotated[str, Named("вопрос", "Что решают")]
    who: Annotated[str, Named("кто", "Чья дорожка")]
    ways: Annotated[tuple[str, ...], Named("ветви", "«ответ — что дальше», по строке на ветвь")]


@dataclass(frozen=True, slots=True)
class StepClause:
    """A step of an operation."""

    who: Annotated[str, Named("кто", "Кто выполняет, с прописной буквы")]
    text: Annotated[str, Named("что", "Действие, предложение со строчной буквы")]
    deadline: Annotated[str | None, Named("срок", "Срок без точки на конце")]
    document: Annotated[str | None, Named("документ", "С каким документом")]
    approver: Annotated[str | None, Named("утверждает", "Кто утверждает")]


@dataclass(frozen=True, slots=True)
class OperationClause:
    """An operation of the process."""

    title: Annotated[str, Named("название", "Название операции")]
    purpose: Annotated[str | None, Named("назначение", "Что она даёт, предложение")]
    facts: Annotated[tuple[Fact, ...], Named("паспорт", "Строки паспорта операции")]
    steps: Annotated[tuple[StepClause, ...], Named("шаги", "Шаги по порядку")]


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A control point."""

    information: Annotated[str, Named("сведения", "Что сообщают")]
    operation: Annotated[str, Named("операция", "Из какой операции")]
    to: Annotated[str, Named("кому", "Кто получает")]
    when: Annotated[str, Named("когда", "Срок или период")]
    recorded: Annotated[str, Named("запись", "Где фиксируется")]
    on_deviation: Annotated[str, Named("отклонение", "Что делают при отклонении, предложение")]
    norms: Annotated[str | None, Named("нормы", "Нормы, которыми измеряется: «норма „Предел скидки“»")]


@dataclass(frozen=True, slots=True)
class RequirementRow:
    """A norm with the identifier of the check that judges by it."""

    title: Annotated[str, Named("показатель", "Название нормы")]
    id: Annotated[str, Named("код", "Идентификатор нормы и проверки аудита")]
    requirement: Annotated[str, Named("норматив", "Требование словами на день документа")]
    period: Annotated[str, Named("период", "За какой период или на каком объекте")]
    source: Annotated[str, Named("источник", "Откуда берутся данные")]
    why: Annotated[str, Named("зачем", "Зачем норма нужна, предложение")]


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A document or a record the process uses or makes."""

    title: Annotated[str, Named("название", "Название")]
    medium: Annotated[str, Named("носитель", "Где хранится")]
    owner: Annotated[str, Named("ответственный", "Кто ведёт")]
    retention: Annotated[str, Named("хранение", "Срок хранения")]


@dataclass(frozen=True, slots=True)
class Form:
    """A document the process makes, in the appendix."""

    title: Annotated[str, Named("название", "Название документа")]
    fields: Annotated[str | None, Named("поля", "Что в нём заполняют, через запятую")]
    sample: Annotated[tuple[str, ...], Named("образец", "Строки заполненного примера")]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessRegulation(Act):
    """Everything the template of the regulation of a process may use."""

    title: Annotated[str, Named("процесс", "Название процесса")]
    goal: Annotated[str, Named("цель", "Цель процесса, предложение")]
    applies: Annotated[str | None, Named("применяется", "Когда применяется, предложение")]
    addressees: Annotated[tuple[str, ...], Named("адресаты", "Кто обязан соблюдать, пункты списка")]
    documents: Annotated[tuple[str, ...], Named("внутренние", "Документы компании, пункты списка")]
    related: Annotated[tuple[str, ...], Named("смежные", "Регламенты связанных процессов, пункты списка")]
    handover: Annotated[str | None, Named("передача", "Документ о передаче непрофильного клиента, с пунктом")]
    terms: Annotated[tuple[TermRow, ...], Named("термины", "Термины, которые встретились в тексте")]
    passport: Annotated[tuple[Fact, ...], Named("паспорт", "Строки паспорта процесса")]
    roles: Annotated[tuple[RoleRow, ...], Named("роли", "Роли, которые несут несколько должностей")]
    matrix: Annotated[Matrix | None, Named("матрица", "Матрица ответственности")]
    has_flow: Annotated[bool, Named("ход", "Описан ли ход процесса")]
    forks: Annotated[tuple[ForkRow, ...], Named("развилки", "Где ход процесса выбирают")]
    operations: Annotated[tuple[OperationClause, ...], Named("операции", "Операции по порядку")]
    controls: Annotated[tuple[ControlRow, ...], Named("контроль", "Контрольные точки")]
    reports: Annotated[tuple[str, ...], Named("отчёты", "Кто, кому и когда отчитывается, пункты списка")]
    norms: Annotated[tuple[RequirementRow, ...], Named("нормы", "Строки таблицы норм")]
    indicators: Annotated[str | None, Named("показатели", "Показатели процесса через точку с запятой")]
    records: Annotated[tuple[PaperRow, ...], Named("документы", "Документы и записи")]
    timers: Annotated[tuple[str, ...], Named("сроки", "Что делают, когда срок операции вышел, пункты списка")]
    refusals: Annotated[tuple[str, ...], Named("отказы", "Когда процесс закрывают отказом, пункты списка")]
    bottlenecks: Annotated[tuple[str, ...], Named("узкие_места", "Где обычно теряют время, пункты списка")]
    decisions: Annotated[tuple[str, ...], Named("решения", "Что решает владелец, пункты списка")]
    owner: Annotated[Title | None, Named("владелец", "Владелец процесса")]
    forms: Annotated[tuple[Form, ...], Named("формы", "Образцы документов, которые выпускает процесс")]
    contents: Annotated[Markup, Named("оглавление", "Место оглавления; печатается в длинном документе")] = PLACE
