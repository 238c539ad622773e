"""What the template of a department's regulation is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Act
from generator.word.words import Title


@dataclass(frozen=True, slots=True)
class StaffRow:
    """A position of the staff list."""

    title: Annotated[str, Named("должность", "Название должности")]
    superior: Annotated[str, Named("подчинение", "Кому подчиняется")]
    headcount: Annotated[str, Named("число", "Штатных единиц; прочерк, если не задано")]


@dataclass(frozen=True, slots=True)
class FunctionGroup:
    """Operations of one process."""

    title: Annotated[str, Named("название", "Процесс")]
    number: Annotated[str | None, Named("номер", "Номер регламента процесса")]
    operations: Annotated[str, Named("операции", "Операции через точку с запятой")]


@dataclass(frozen=True, slots=True)
class Partner:
    """A department or an outsider the department works with."""

    title: Annotated[str, Named("название", "С кем")]
    receives: Annotated[str, Named("получает", "Что подразделение получает, через точку с запятой; прочерк")]
    gives: Annotated[str, Named("передаёт", "Что подразделение передаёт, через точку с запятой; прочерк")]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A norm the department's positions and processes are judged by."""

    title: Annotated[str, Named("показатель", "Название нормы")]
    requirement: Annotated[str, Named("норматив", "Требование словами")]
    code: Annotated[str, Named("код", "Код нормы: по нему её находят на сайте и в аудите")]


@dataclass(frozen=True, slots=True)
class AimRow:
    """An indicator the department watches."""

    title: Annotated[str, Named("показатель", "Название показателя")]
    target: Annotated[str, Named("ориентир", "Какого значения добиваются")]


@dataclass(frozen=True, slots=True, kw_only=True)
class DepartmentRegulation(Act):
    """Everything the template of a department's regulation may use."""

    title: Annotated[Title, Named("подразделение", "Название подразделения")]
    about: Annotated[str, Named("о_подразделении", "«об отделе продаж»")]
    purpose: Annotated[str | None, Named("назначение", "Зачем подразделение компании, предложение")]
    parent: Annotated[Title | None, Named("вышестоящее", "В какое подразделение входит")]
    head: Annotated[Title | None, Named("руководитель", "Должность руководителя подразделения")]
    above: Annotated[Title | None, Named("начальник", "Кому подчиняется руководитель; у главы компании не задано")]
    substitute: Annotated[Title | None, Named("замещает", "Кто замещает руководителя")]
    staff: Annotated[tuple[StaffRow, ...], Named("штат", "Должности подразделения")]
    total: Annotated[str | None, Named("всего", "Всего штатных единиц, если известны все")]
    units: Annotated[tuple[str, ...], Named("отделы", "Подразделения в составе")]
    tasks: Annotated[tuple[str, ...], Named("задачи", "Задачи подразделения")]
    functions: Annotated[
        tuple[FunctionGroup, ...], Named("функции", "Операции, за результат которых отвечает подразделение")
    ]
    joint: Annotated[
        tuple[FunctionGroup, ...], Named("участие", "Операции других, в которых у подразделения есть шаги")
    ]
    rights: Annotated[tuple[str, ...], Named("права", "Права сверх типовых")]
    results: Annotated[str | None, Named("результаты", "За результат каких процессов отвечает, через запятую")]
    partners: Annotated[tuple[Partner, ...], Named("взаимодействие", "Строки таблицы взаимодействия")]
    measures: Annotated[tuple[MeasureRow, ...], Named("нормы", "Строки таблицы нормативов")]
    aims: Annotated[tuple[AimRow, ...], Named("показатели", "Строки таблицы показателей")]
