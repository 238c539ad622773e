"""What the template of a notice of changes is given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from markupsafe import Markup

from generator.word.dialect import Named
from generator.word.records import Content
from generator.word.words import Title


@dataclass(frozen=True, slots=True)
class Row:
    """A clause that is not as it was."""

    number: Annotated[str, Named("пункт", "Номер пункта; если он сменился, то прежний и новый")]
    before: Annotated[Markup, Named("было", "Прежний текст: исключённые слова зачёркнуты")]
    after: Annotated[Markup, Named("стало", "Новый текст: новые слова подчёркнуты")]


@dataclass(frozen=True, slots=True)
class Revised:
    """A document with its changes."""

    number: Annotated[str, Named("номер", "Номер документа")]
    title: Annotated[str, Named("название", "Название документа")]
    was: Annotated[int, Named("прежняя", "Номер прежней редакции")]
    now: Annotated[int | None, Named("новая", "Номер новой редакции; не задан, пока она не утверждена")]
    order: Annotated[str | None, Named("основание", "«приказ от 22.06.2026 № 42-К»; не задано, пока приказа нет")]
    effective: Annotated[date | None, Named("действует", "С какого дня действует новая редакция")]
    rows: Annotated[tuple[Row, ...], Named("строки", "Изменённые пункты")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice(Content):
    """Everything the template of a notice of changes may use."""

    addressee: Annotated[str, Named("кому", "Фамилия, имя, отчество в дательном падеже; строка, если впишут от руки")]
    position: Annotated[Title, Named("должность", "Должность работника")]
    greeting: Annotated[str | None, Named("обращение", "«Уважаемая Ирина Сергеевна», по роду")]
    signed: Annotated[str | None, Named("имя", "«И. С. Белова» для подписи")]
    statement: Annotated[str, Named("отметка", "«ознакомлена», по роду")]
    received: Annotated[str, Named("получение", "«получила», по роду")]
    documents: Annotated[tuple[Revised, ...], Named("документы", "Изменённые документы")]
