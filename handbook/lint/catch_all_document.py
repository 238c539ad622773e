"""Регламент на всё сразу (catch-all-document).

Документ регламентирует больше двух операций, и одна из них не называет пункта. Исполнителю придётся перечитать весь
регламент, чтобы найти строку о себе, а при его пересмотре никто не поймёт, задета ли эта операция.

Как исправить: добавьте `clause` — номер пункта, который описывает именно эту операцию.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.operation import Operation
from handbook.work import operations_in_force

_FEW = 2


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every reference without a clause to a document that governs many operations."""
    governed: dict[str, dict[str, None]] = {}
    bare: list[tuple[Operation, int, str]] = []
    for operation in operations_in_force(handbook):
        for index, item in enumerate(operation.governed_by):
            governed.setdefault(item.document, {})[operation.id] = None
            if item.clause is None:
                bare.append((operation, index, item.document))
    for operation, index, name in bare:
        document = handbook.documents.get(name)
        if document is not None and document.clauses and len(governed[name]) > _FEW:
            yield Remark(
                f"операция «{operation.title}» ссылается на весь документ «{document.title}», "
                f"а он регламентирует операций: {len(governed[name])}",
                (handbook.spot(operation, "governed_by", index, "document"),),
                "Добавьте clause — номер пункта об этой операции",
            )


RULE = Rule("catch-all-document", Severity.WARNING, check, __doc__)
