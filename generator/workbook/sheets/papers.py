"""Sheets of the papers: documents, what stands in them, and the words they are written with."""

from __future__ import annotations

from generator.workbook import derived
from generator.workbook.codecs import YES_NO
from generator.workbook.plan import Column, Plan
from generator.workbook.sheets.columns import choice, lines, ref, text
from handbook.model.base import Target
from handbook.model.document import KIND_TITLES, Clause, Document, DocumentField
from handbook.model.glossary import Term

_OWN: tuple[str, Target] = ("Документ", "document")

DOCUMENTS = Plan(
    "Документы",
    "документ",
    "file",
    ("document",),
    Document,
    (
        text("Название", "title", width=34, required=True),
        text("Кратко", "short", width=20),
        choice("Вид", "kind", KIND_TITLES, required=True),
        text("Область применения", "scope", width=50, required=True),
        lines("Требования к содержанию", "requirements", width=60),
        ref("Кто ведёт", "owner"),
        ref("Кто утверждает", "approver"),
        text("Где хранится", "medium", width=30),
        text("Срок хранения", "retention", width=14),
        Column("Издание", width=20, derived=derived.published),
        text("Образец", "sample", width=60),
    ),
    target="document",
)
CLAUSES = Plan(
    "Пункты",
    "пункт",
    "nested",
    ("document",),
    Clause,
    (
        text("Номер", "number", width=10, required=True),
        text("Раздел", "section", width=30),
        text("Заголовок", "title", width=34),
        text("Текст", "text", width=100, required=True),
    ),
    "clauses",
    key_title="Ключ",
    owner=_OWN,
)
DOCUMENT_FIELDS = Plan(
    "Поля документов",
    "поле документа",
    "nested",
    ("document",),
    DocumentField,
    (
        text("Название", "title", width=34, required=True),
        text("Тип", "type", width=16),
        Column("Обязательное", ("required",), YES_NO, 14, choices=("да", "нет")),
        text("Как заполнять", "note", width=60),
    ),
    "fields",
    key_title="Ключ",
    owner=_OWN,
)
GLOSSARY = Plan(
    "Глоссарий",
    "термин",
    "list",
    ("glossary",),
    Term,
    (
        text("Термин", "term", width=30, required=True),
        text("Сокращение", "abbreviation", width=14),
        lines("Другие названия", "synonyms", width=30),
        text("Определение", "definition", width=100, required=True),
    ),
    "terms",
    target="term",
    alone="glossary.yaml",
)
