"""Операция без владельца (operation-without-owner).

У операции не указана роль, которая отвечает за результат (`owner`). Без владельца операция не попадает ни в
одну должностную инструкцию, и за её срыв никто не отвечает.

Как исправить: добавьте `owner: <роль>`. Если исполнителей несколько, владелец — тот, с кого спросят.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation without an owner."""
    for operation in handbook.operations.values():
        if operation.owner is None:
            yield Remark(
                f"у операции «{operation.title}» нет владельца",
                (handbook.spot(operation, "id"),),
                "Добавьте «owner: …» — роль, с которой спросят за результат",
            )


RULE = Rule("operation-without-owner", Severity.ERROR, check, __doc__)
