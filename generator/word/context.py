"""What the template of a job description is given: typed records whose fields have Russian names.

An optional field that is unknown is None, a list is a tuple of ready phrases; items of lists already carry «;»
and the last one a full stop, unless the description of the field says that the template goes on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from markupsafe import Markup

from generator.word.dialect import Named
from generator.word.words import Title


@dataclass(frozen=True, slots=True)
class Organisation:
    """The company in the heading of a document."""

    name: Annotated[str, Named("название", "Полное наименование")]
    short: Annotated[str, Named("кратко", "Краткое наименование")]
    city: Annotated[str, Named("город", "Город")]
    head: Annotated[Title, Named("руководитель", "Должность руководителя")]


@dataclass(frozen=True, slots=True)
class OrderLine:
    """The order that puts a document in force."""

    number: Annotated[str, Named("номер", "Номер приказа или место для него")]
    on: Annotated[date | None, Named("дата", "Дата приказа")]


@dataclass(frozen=True, slots=True)
class Approval:
    """The approval block: by a person or by an order."""

    order: Annotated[OrderLine | None, Named("приказ", "Приказ, если утверждают приказом")]
    position: Annotated[Title | None, Named("должность", "Кто утверждает; у самого руководителя не задано")]
    name: Annotated[str | None, Named("имя", "«И. О. Фамилия» утверждающего")]


@dataclass(frozen=True, slots=True)
class Paper:
    """Number, dates and edition of the document itself."""

    number: Annotated[str, Named("номер", "Номер документа или место для него")]
    on: Annotated[date | None, Named("дата", "Дата документа")]
    edition: Annotated[int, Named("редакция", "Номер редакции")]
    effective: Annotated[date | None, Named("действует", "Дата введения в действие")]
    review_by: Annotated[date | None, Named("пересмотр", "Не позднее какой даты пересматривают")]
    source: Annotated[str, Named("источник", "Первые знаки контрольной суммы источников")]
    issued: Annotated[bool, Named("издан", "Есть ли у документа номер и дата")]


@dataclass(frozen=True, slots=True)
class Standard:
    """A professional standard the requirements follow."""

    code: Annotated[str, Named("код", "Код стандарта")]
    title: Annotated[str, Named("название", "Название")]
    order: Annotated[str, Named("приказ", "Реквизиты приказа")]


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """What the employee does in one operation, or decides in one process."""

    title: Annotated[str, Named("название", "Операция или процесс")]
    number: Annotated[str | None, Named("номер", "Номер регламента")]
    items: Annotated[tuple[str, ...], Named("пункты", "Обязанности или решения по порядку")]


@dataclass(frozen=True, slots=True)
class NormRow:
    """A row of the table of norms."""

    title: Annotated[str, Named("показатель", "Название нормы")]
    requirement: Annotated[str, Named("норматив", "Требование словами")]
    period: Annotated[str, Named("период", "За какой период или на каком объекте")]
    source: Annotated[str, Named("источник", "Откуда берутся данные")]


@dataclass(frozen=True, slots=True)
class Counterpart:
    """Somebody the employee works with."""

    title: Annotated[str, Named("название", "С кем")]
    receives: Annotated[tuple[str, ...], Named("получает", "Что Работник получает")]
    gives: Annotated[tuple[str, ...], Named("передаёт", "Что Работник передаёт")]


@dataclass(frozen=True, slots=True)
class Conditions:
    """Where and how the work is done."""

    schedule: Annotated[str, Named("режим", "Режим работы")]
    travel: Annotated[str | None, Named("разъезды", "Командировки и разъезды")]
    equipment: Annotated[tuple[str, ...], Named("оборудование", "Оборудование и программы, пункты списка")]


@dataclass(frozen=True, slots=True)
class Signature:
    """A line to be signed."""

    position: Annotated[Title, Named("должность", "Чья подпись")]
    name: Annotated[str | None, Named("имя", "«И. О. Фамилия», если её занимает один человек")]


@dataclass(frozen=True, slots=True)
class Acquaintance:
    """A row of the acquaintance sheet."""

    number: Annotated[int, Named("номер", "Номер строки")]
    name: Annotated[str, Named("имя", "Фамилия, имя, отчество; пусто, если впишут от руки")]
    statement: Annotated[str, Named("отметка", "«ознакомлена», по роду")]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A row of the register of changes."""

    edition: Annotated[str, Named("редакция", "Номер редакции")]
    on: Annotated[str, Named("дата", "Дата")]
    summary: Annotated[str, Named("содержание", "Что изменено")]
    basis: Annotated[str, Named("основание", "Почему")]


@dataclass(frozen=True, slots=True)
class Diagram:
    """A picture in the appendix."""

    title: Annotated[str, Named("название", "Подпись рисунка")]
    picture: Annotated[Markup, Named("изображение", "Сам рисунок")]
    landscape: Annotated[bool, Named("альбомная", "Нужна ли альбомная страница")]
    large: Annotated[bool, Named("крупная", "Нужна ли страница А3: на А4 подписи не прочесть")]


@dataclass(frozen=True, slots=True)
class JobDescription:
    """Everything the template of a job description may use."""

    organisation: Annotated[Organisation, Named("организация", "Компания")]
    position: Annotated[Title, Named("должность", "Название должности")]
    paper: Annotated[Paper, Named("документ", "Реквизиты документа")]
    approval: Annotated[Approval, Named("утверждение", "Гриф утверждения")]
    category: Annotated[str, Named("категория", "«специалистов», родительный падеж")]
    department: Annotated[str | None, Named("подразделение", "Подразделение")]
    purpose: Annotated[str | None, Named("назначение", "Зачем нужна должность, предложение")]
    proposed_by: Annotated[Title | None, Named("представляет", "По чьему представлению назначают")]
    superior: Annotated[Title | None, Named("начальник", "Кому подчиняется")]
    subordinates: Annotated[str | None, Named("подчинённые", "Кто подчиняется, через запятую")]
    substitute: Annotated[Title | None, Named("замещает", "Кто замещает на время отсутствия")]
    governed_by: Annotated[tuple[str, ...], Named("регламенты", "Чем руководствуется; список продолжается")]
    requirements: Annotated[tuple[str, ...], Named("требования", "Образование и опыт")]
    standard: Annotated[Standard | None, Named("профстандарт", "Профессиональный стандарт")]
    knowledge: Annotated[tuple[str, ...], Named("знания", "Должен знать")]
    skills: Annotated[tuple[str, ...], Named("умения", "Должен уметь")]
    qualities: Annotated[tuple[str, ...], Named("качества", "Личные качества")]
    competencies: Annotated[tuple[str, ...], Named("компетенции", "Компетенции с уровнем")]
    training: Annotated[tuple[str, ...], Named("обучение", "Какое обучение проходит")]
    duties: Annotated[tuple[DutyGroup, ...], Named("обязанности", "Обязанности по операциям")]
    other_duties: Annotated[tuple[str, ...], Named("прочие", "Обязанности вне процессов")]
    decisions: Annotated[tuple[DutyGroup, ...], Named("решения", "Решения владельца по процессам")]
    norms: Annotated[tuple[NormRow, ...], Named("нормы", "Строки таблицы нормативов")]
    kpi: Annotated[tuple[str, ...], Named("показатели", "Показатели без нормы")]
    rights: Annotated[tuple[str, ...], Named("права", "Права сверх типовых")]
    responsibilities: Annotated[tuple[str, ...], Named("ответственность", "За что отвечает сверх типового")]
    counterparts: Annotated[tuple[Counterpart, ...], Named("взаимодействие", "Строки таблицы связей")]
    conditions: Annotated[Conditions, Named("условия", "Условия работы")]
    developer: Annotated[Signature | None, Named("разработчик", "Кто разработал")]
    agreed: Annotated[tuple[Signature, ...], Named("согласование", "С кем согласовано")]
    acquainted: Annotated[tuple[Acquaintance, ...], Named("ознакомление", "Строки листа ознакомления")]
    changes: Annotated[tuple[ChangeRow, ...], Named("изменения", "Строки листа изменений")]
    diagrams: Annotated[tuple[Diagram, ...], Named("схемы", "Схемы процессов")]


#: Every record a template may meet, for hints about mistyped names.
RECORDS: tuple[type, ...] = (
    JobDescription,
    Organisation,
    OrderLine,
    Approval,
    Paper,
    Standard,
    DutyGroup,
    NormRow,
    Counterpart,
    Conditions,
    Signature,
    Acquaintance,
    ChangeRow,
    Diagram,
)
