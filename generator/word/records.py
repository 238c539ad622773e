"""What templates of every kind of document are given: typed records whose fields have Russian names.

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
class NormRow:
    """A row of the table of norms."""

    title: Annotated[str, Named("показатель", "Название нормы")]
    requirement: Annotated[str, Named("норматив", "Требование словами")]
    period: Annotated[str, Named("период", "За какой период или на каком объекте")]
    source: Annotated[str, Named("источник", "Откуда берутся данные")]


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
    legend: Annotated[Markup | None, Named("обозначения", "Что значат знаки схем: рисунок, один на документ")] = None


@dataclass(frozen=True, slots=True)
class Card:
    """A large figure on a page of a report."""

    value: Annotated[str, Named("число", "Само число; прочерк, если его нельзя посчитать")]
    caption: Annotated[str, Named("подпись", "Что оно значит")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What templates of all kinds may use.

    Attributes:
        heading: The title in the properties of the file: «Должностная инструкция менеджера по продажам».
    """

    heading: str
    organisation: Annotated[Organisation, Named("организация", "Компания")]
    paper: Annotated[Paper, Named("документ", "Реквизиты документа")]
    diagrams: Annotated[tuple[Diagram, ...], Named("схемы", "Схемы процессов")] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(Content):
    """What templates of documents that are approved and signed may use: descriptions and regulations of all kinds."""

    approval: Annotated[Approval, Named("утверждение", "Гриф утверждения")]
    developer: Annotated[Signature | None, Named("разработчик", "Кто разработал")]
    agreed: Annotated[tuple[Signature, ...], Named("согласование", "С кем согласовано")]
    acquainted: Annotated[tuple[Acquaintance, ...], Named("ознакомление", "Строки листа ознакомления")]
    changes: Annotated[tuple[ChangeRow, ...], Named("изменения", "Строки листа изменений")]
