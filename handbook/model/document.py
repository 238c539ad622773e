"""A document: a regulation, standard, template, plan, report, form or record that operations use."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from handbook.model.base import CaseForms, Id, Record, RoleId, Text
from handbook.model.explained import Explained
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

#: Kinds people sign for: acts of the company. Scripts and templates are tools of work.
ACT_KINDS: frozenset[str] = frozenset({"regulation", "standard", "procedure"})

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

    title: Text = Field(title="Название поля", description="Как поле называется в карточке или форме: «Причина отказа»")
    type: Text | None = Field(None, title="Тип", description="строка, число, дата, список, деньги…")
    required: bool = Field(
        default=False, title="Обязательное", description="true — без этого поля документ не считается заполненным"
    )
    note: Text | None = Field(None, title="Как заполнять", description="Что именно писать и откуда это взять")


class Clause(Record):
    """A clause of a governing document, numbered so that operations and norms may cite it."""

    number: Text = Field(
        title="Номер пункта", description='В кавычках, например "4.2": на него ссылаются операции и нормы'
    )
    title: Text | None = Field(
        None, title="Заголовок", description="Пара слов, по которым пункт найдут: «Срок первого ответа»"
    )
    section: Text | None = Field(
        None,
        title="Раздел",
        description="Заголовок раздела, который этим пунктом начинается: «Подбор комплекта» у пункта 1.1",
    )
    text: Text = Field(title="Текст", description="Markdown; ссылки на нормы — [[norm:ID]]")


class Document(Record):
    """A document of the sales system: ``documents/*.yaml``."""

    id: Id = Field(
        title="Идентификатор",
        description="Латиницей, через дефис; по нему на запись ссылаются другие файлы: reglament-kp",
    )
    title: Text = Field(title="Название", description="Полностью, как в приказе: «Регламент обработки обращений»")
    short: Text | None = Field(None, title="Краткое название", description="Для схем и таблиц: КП, карточка сделки")
    forms: CaseForms | None = Field(
        None,
        title="Формы названия по падежам",
        description=("Пишется, только если программа склоняет название неверно; остальные падежи она найдёт сама"),
    )
    kind: Annotated[
        DocumentKind,
        Explained(
            {
                "regulation": "регламент: правила работы",
                "standard": "стандарт: как выглядит сделанное хорошо",
                "procedure": "процедура: порядок согласования или разбора",
                "script": "сценарий разговора",
                "template": "шаблон документа",
                "plan": "план",
                "report": "отчёт",
                "form": "форма для заполнения",
                "register": "реестр, список",
                "record": "карточка в CRM",
                "letter": "документ клиенту",
                "incoming": "документ от клиента",
            }
        ),
    ] = Field(title="Вид документа", description="От вида зависит, задаёт ли документ правила или появляется в работе")
    scope: Text = Field(title="Область применения", description="Где и кем применяется")
    requirements: tuple[Text, ...] = Field(
        (),
        title="Требования к содержанию",
        description="Что обязано быть в документе; каждую строку можно проверить, глядя в него",
    )
    clauses: tuple[Clause, ...] = Field(
        (),
        title="Пункты",
        description="Пункты регламента, стандарта или сценария — на них ссылаются операции, нормы и вопросы",
    )
    fields: tuple[DocumentField, ...] = Field((), title="Поля", description="Поля карточки CRM, формы или реестра")
    sample: Text | None = Field(None, title="Образец", description="Заполненный пример, Markdown")
    owner: RoleId | None = Field(
        None, title="Кто ведёт", description="Роль, которая отвечает за содержание, например rop"
    )
    approver: RoleId | None = Field(
        None, title="Кто утверждает", description="Роль, которая подписывает, например kommercheskij-direktor"
    )
    medium: Text | None = Field(
        None, title="Где хранится", description="Программа, папка или сейф: «CRM, карточка сделки»"
    )
    retention: Text | None = Field(None, title="Срок хранения", description="Сколько хранят: «5 лет», «постоянно»")
    publication: Publication | None = Field(
        None, title="Издание", description="Номер, редакция, приказ: их печатают в шапке и листе изменений"
    )

    @property
    def governs(self) -> bool:
        """Whether the document sets rules, rather than being made by work."""
        return self.kind in GOVERNING_KINDS

    @property
    def is_act(self) -> bool:
        """Whether people are acquainted with the document against signature."""
        return self.kind in ACT_KINDS
