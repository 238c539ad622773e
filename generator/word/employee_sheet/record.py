"""What the template of an employee's acquaintance sheet is given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from generator.word.dialect import Named
from generator.word.records import Content
from generator.word.words import Title


@dataclass(frozen=True, slots=True)
class Bound:
    """A document that binds the employee."""

    number: Annotated[str, Named("номер", "Номер документа; пусто, если его ещё нет")]
    title: Annotated[str, Named("название", "Название документа")]
    edition: Annotated[str, Named("редакция", "Номер и дата редакции")]
    digest: Annotated[str, Named("отпечаток", "Первые знаки контрольной суммы документа")]


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployeeSheet(Content):
    """Everything the template of an employee's acquaintance sheet may use."""

    name: Annotated[str | None, Named("имя", "Фамилия, имя, отчество; не задано, если впишут от руки")]
    position: Annotated[Title, Named("должность", "Должность работника")]
    department: Annotated[str | None, Named("подразделение", "Подразделение")]
    statement: Annotated[str, Named("отметка", "«ознакомлена», по роду")]
    documents: Annotated[tuple[Bound, ...], Named("документы", "С чем работник знакомится")]
