"""Документ без дела (idle-document).

Документ описан, но никто им не пользуется: он не вход и не выход операции, шаг с ним не работает, он ничего не
регламентирует, ни вопрос, ни норма, ни совещание, ни обучение, ни текст его не называют. Такой документ ведут по
привычке — или забыли сказать, где он нужен.

Как исправить: назовите документ там, где им пользуются, или уберите его файл.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.crossref import find
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.document import Document


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every document that nothing names."""
    if handbook.lacks("document", "operation", "process", "norm", "course", "meeting"):
        return
    used: set[str] = set()
    for written in handbook.written:
        if written.target == "document":
            used.add(written.text)
        elif "[[" in written.text:
            # A document that speaks of itself is not used by that.
            own = written.record.id if isinstance(written.record, Document) else None
            used.update(item.id for item in find(written.text) if item.target == "document" and item.id != own)
    for document in handbook.documents.values():
        if document.id not in used:
            yield Remark(
                f"документом «{document.title}» никто не пользуется",
                (handbook.spot(document, "id"),),
                "Назовите его там, где он нужен, или уберите файл",
            )


RULE = Rule("idle-document", Severity.WARNING, check, __doc__)
