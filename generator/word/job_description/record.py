"""What the template of a job description is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Act, NormRow
from generator.word.words import Title


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
    only: Annotated[str | None, Named("единственный", "Пункт, если он один")] = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class JobDescription(Act):
    """Everything the template of a job description may use."""

    position: Annotated[Title, Named("должность", "Название должности")]
    category: Annotated[str, Named("категория", "«специалистов», родительный падеж")]
    code: Annotated[str | None, Named("окпдтр", "Код должности по ОКПДТР")]
    annex: Annotated[bool, Named("приложение", "Служит ли инструкция приложением к трудовому договору")]
    department: Annotated[str | None, Named("подразделение", "Подразделение")]
    purpose: Annotated[str | None, Named("назначение", "Зачем нужна должность, предложение")]
    proposed_by: Annotated[Title | None, Named("представляет", "По чьему представлению назначают")]
    superior: Annotated[Title | None, Named("начальник", "Кому подчиняется")]
    subordinates: Annotated[str | None, Named("подчинённые", "Кто подчиняется, через запятую")]
    substitute: Annotated[Title | None, Named("замещает", "Кто замещает на время отсутствия")]
    replaces: Annotated[str | None, Named("заменяет", "Чьи обязанности исполняет сам, родительный падеж")]
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
