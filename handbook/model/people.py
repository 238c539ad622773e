"""Roles the operations speak of, positions that carry them, and the people who hold the positions."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from handbook.model.base import CaseForms, Day, DepartmentId, Id, PositionId, Record, RoleId, Text, disagreement
from handbook.model.publication import Publication
from handbook.norms import AnyNorm


class Competency(Record):
    """A competency a role needs, with the level it needs."""

    title: Text = Field(title="Компетенция")
    level: Annotated[int, Field(ge=1, le=5)] = Field(title="Требуемый уровень, от 1 до 5")
    why: Text | None = Field(None, title="На что влияет")


class ProfessionalStandard(Record):
    """A professional standard a job description refers to; optional by law for most sales posts."""

    code: Text = Field(title="Код стандарта")
    title: Text = Field(title="Название")
    order: Text = Field(title="Реквизиты приказа")


class JobProfile(Record):
    """What a role or a position requires and gives; a position adds to what its roles say."""

    purpose: Text | None = Field(None, title="Назначение", description="Зачем компании эта роль, одна фраза")
    education: Text | None = Field(None, title="Образование")
    experience: Text | None = Field(None, title="Стаж и опыт")
    knowledge: tuple[Text, ...] = Field((), title="Должен знать")
    skills: tuple[Text, ...] = Field((), title="Должен уметь")
    qualities: tuple[Text, ...] = Field((), title="Личные качества")
    competencies: tuple[Competency, ...] = Field((), title="Компетенции")
    duties: tuple[Text, ...] = Field(
        (), title="Обязанности вне процессов", description="Чего нет в операциях: «вести …», «готовить …»"
    )
    rights: tuple[Text, ...] = Field((), title="Права")
    responsibilities: tuple[Text, ...] = Field((), title="Отвечает за")
    training: tuple[Text, ...] = Field((), title="Обучение")
    kpi: tuple[Text, ...] = Field((), title="Показатели")


class Role(JobProfile):
    """A functional role: ``roles/*.yaml``. Operations name roles, never positions or people."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    short: Text | None = Field(None, title="Краткое название", description="Для дорожек схем и таблиц")
    forms: CaseForms | None = Field(None, title="Формы названия по падежам")
    external: bool = Field(
        default=False, title="Внешняя сторона", description="Клиент, поставщик: не работник компании"
    )


class WorkingConditions(Record):
    """Where and how the work is done."""

    schedule: Text | None = Field(None, title="Режим работы")
    travel: Text | None = Field(None, title="Командировки и разъезды")
    equipment: tuple[Text, ...] = Field((), title="Оборудование и программы")


class Position(JobProfile):
    """A post of this company: ``positions.yaml``. Job descriptions, staff and sales models go by position."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название должности")
    forms: CaseForms | None = Field(None, title="Формы названия по падежам")
    roles: tuple[RoleId, ...] = Field((), title="Роли, которые несёт должность")
    department: DepartmentId | None = Field(None, title="Подразделение")
    category: Literal["head", "specialist", "clerk", "worker"] = Field("specialist", title="Категория")
    reports_to: PositionId | None = Field(None, title="Кому подчиняется")
    substitutes: PositionId | None = Field(None, title="Кто замещает")
    headcount: Annotated[int, Field(ge=0)] | None = Field(None, title="Штатных единиц")
    conditions: WorkingConditions = Field(default_factory=WorkingConditions, title="Условия работы")
    professional_standard: ProfessionalStandard | None = Field(None, title="Профессиональный стандарт")
    norms: tuple[AnyNorm, ...] = Field((), title="Нормы должности")
    publication: Publication | None = Field(None, title="Издание должностной инструкции")


class Absence(Record):
    """Days on which an employee is not expected to work."""

    start: Day = Field(title="Первый день", alias="from")
    end: Day = Field(title="Последний день", alias="to")
    reason: Text | None = Field(None, title="Причина")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Self:
        if self.end < self.start:
            raise disagreement(
                f"отсутствие кончается {self.end.isoformat()}, а начинается {self.start.isoformat()}",
                "to",
                tip="Поменяйте даты местами или исправьте одну из них",
            )
        return self


class Person(Record):
    """An employee: ``staff.yaml``, the only file that names people."""

    name: Text = Field(title="Фамилия Имя Отчество")
    gender: Literal["m", "f"] | None = Field(None, title="Пол", description="Нужен, если не виден по отчеству")
    aliases: tuple[Text, ...] = Field((), title="Как записан в CRM", description="Все написания имени в выгрузках")
    position: PositionId = Field(title="Должность")
    hired: Day | None = Field(None, title="Принят")
    dismissed: Day | None = Field(None, title="Уволен", description="Последний рабочий день")
    absences: tuple[Absence, ...] = Field((), title="Отсутствия")

    @model_validator(mode="after")
    def _leaves_after_coming(self) -> Self:
        if self.hired and self.dismissed and self.dismissed < self.hired:
            raise disagreement(
                f"{self.name}: день увольнения {self.dismissed.isoformat()} раньше дня приёма {self.hired.isoformat()}",
                "dismissed",
                tip="Исправьте hired или dismissed",
            )
        return self
