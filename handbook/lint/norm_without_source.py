"""Норма вне документов (norm-without-source).

Норма не записана ни в одном документе: `source` пуст и ни один пункт на неё не ссылается. С сотрудника нельзя
спросить за норму, которой нет в утверждённом регламенте, — аудит её найдёт, а приказ не подтвердит.

Как исправить: впишите норму в пункт регламента ссылкой `[[norm:ID]]` и назовите этот пункт в `source`. Черновики
(`draft: true`) не проверяются.

    source: {document: reglament-kp, clause: "3.2"}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.crossref import find
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every norm in force that no document holds."""
    if handbook.lacks("document"):
        return
    cited = {
        reference.id
        for document in handbook.documents.values()
        for clause in document.clauses
        for reference in find(clause.text)
        if reference.target == "norm"
    }
    for placed in handbook.norms.values():
        norm = placed.norm
        if norm.source is None and not norm.draft and norm.id not in cited:
            yield Remark(
                f"норма «{norm.title}» ({norm.id}) не записана ни в одном документе",
                (handbook.spot(norm, "id"),),
                "Впишите её в пункт регламента и назовите пункт: «source: {document: …, clause: …}»",
            )


RULE = Rule("norm-without-source", Severity.WARNING, check, __doc__)
