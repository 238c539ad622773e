"""Операция без регламента (operation-without-document).

У операции пуст `governed_by`: ни один документ не говорит, как её выполнять. Новичку не на что опереться, а спор о том,
кто прав, решает память.

Как исправить: назовите документ и пункт, который описывает эту работу; если пункта ещё нет, напишите его.

    governed_by:
      - {document: reglament-kp, clause: "3.2"}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.work import operations_in_force


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation that no document governs."""
    for operation in operations_in_force(handbook):
        if not operation.governed_by:
            yield Remark(
                f"операция «{operation.title}» не регламентирована ни одним документом",
                (handbook.spot(operation, "id"),),
                "Добавьте governed_by: документ и пункт, который её описывает",
            )


RULE = Rule("operation-without-document", Severity.WARNING, check, __doc__)
