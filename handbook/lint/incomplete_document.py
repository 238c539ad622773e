"""Неполный документ (incomplete-document).

Документ описан не целиком: не сказано, что в нём должно быть (`requirements`), кто его ведёт (`owner`) и где он лежит
(`medium`), или нет того, ради чего он заведён. У регламента, стандарта, процедуры, сценария и шаблона это пункты
(`clauses`), у записи, формы и реестра — поля (`fields`), у всего, что готовят по ходу работы, — заполненный образец
(`sample`). Без образца каждый сделает документ по-своему, без пунктов на регламент нельзя сослаться.

Как исправить: заполните названные ключи.

    owner: menedzher
    medium: Карточка сделки, вкладка «Документы»
    requirements:
      - Указаны модель, количество, цена и срок поставки каждой позиции
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.document import Document

_WORDS: dict[str, str] = {
    "requirements": "требования к содержанию",
    "owner": "кто ведёт",
    "medium": "где хранится",
    "clauses": "пункты",
    "fields": "поля",
    "sample": "образец",
}
_WITH_FIELDS = frozenset({"record", "form", "register"})


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every document with empty parts, once."""
    for document in handbook.documents.values():
        empty = [f"{_WORDS[key]} ({key})" for key in _needed(document) if not getattr(document, key)]
        if empty:
            yield Remark(
                f"документ «{document.title}» описан не целиком, пусто: {', '.join(empty)}",
                (handbook.spot(document, "id"),),
                "Заполните эти ключи",
            )


def _needed(document: Document) -> Iterator[str]:
    yield from ("requirements", "owner", "medium")
    if document.governs:
        yield "clauses"
        return
    if document.kind in _WITH_FIELDS:
        yield "fields"
    yield "sample"


RULE = Rule("incomplete-document", Severity.WARNING, check, __doc__)
