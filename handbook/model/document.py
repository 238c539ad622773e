"""A document: a regulation, standard, template, plan, report, form or record that operations use."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from handbook.model.base import CaseForms, Id, Record, RoleId, Text
from handbook.model.publication import Publication

DocumentKind = Literal[
    "regulation",
    "standard",
    "procedure",
    "script",
    "template",
    "plan",
    "report",
    "form",
    "register",
    "record",
    "letter",
    "incoming",
]

#: Kinds that govern work and exist before it; the others are made by operations.
GOVERNING_KINDS: frozenset[str] = frozenset({"regulation", "standard", "procedure", "script", "template"})

KIND_TITLES: dict[str, str] = {
    "regulation": "регламент",
    "standard": "стандарт",
    "procedure": "процедура",
    "script": "сценарий разговора",
    "template": "шаблон",
    "plan": "план",
    "report": "отчёт",
    "form": "форма",
    "register": "реестр",
    "record": "запись в CRM",
    "letter": "документ клиенту",
    "incoming": "документ клиента",
}


class DocumentField(Record):
    """A field of a document or of a CRM card."""

    title: Text = Field(title="Название поля")
    type: Text | None = Field(None, title="Тип", description="строка, число, дата, список, деньги…")
    required: bool = Field(default=False, title="Обязательное")
    note: Text | None = Field(None, title="Как заполнять")


class Clause(Record):
    """A clause of a governing document, numbered so that operations and norms may cite it."""

    number: Text = Field(title="Номер пункта")
    title: Text | None = Field(None, title="Заголовок")
    text: Text = Field(title="Текст", description="Markdown; ссылки на нормы — [[norm:ID]]")


class Document(Record):
    """A document of the sales system: ``documents/*.yaml``."""

    id: Id = Field(title="Идентификатор")
    title: Text = Field(title="Название")
    short: Text | None = Field(None, title="Краткое название", description="Для схем и таблиц: КП, карточка сделки")
    forms: CaseForms | None = Field(None, title="Формы названия по падежам")
    kind: DocumentKind = Field(title="Вид документа")
    scope: Text = Field(title="Область применения", description="Где и кем применяется")
    requirements: tuple[Text, ...] = Field((), title="Требования к содержанию")
    clauses: tuple[Clause, ...] = Field((), title="Пункты")
    fields: tuple[DocumentField, ...] = Field((), title="Поля")
    sample: Text | None = Field(None, title="Образец", description="Заполненный пример, Markdown")
    owner: RoleId | None = Field(None, title="Кто ведёт")
    approver: RoleId | None = Field(None, title="Кто утверждает")
    medium: Text | None = Field(None, title="Где хранится")
    retention: Text | None = Field(None, title="Срок хранения")
    publication: Publication | None = Field(None, title="Издание")

    @property
    def governs(self) -> bool:
        """Whether the document sets rules, rather than being made by work."""
        return self.kind in GOVERNING_KINDS
