"""Роль без операций (idle-role).

Роль описана, но ни одна операция не называет её владельцем, участником или исполнителем шага. Её должностная
инструкция вышла бы без обязанностей.

Как исправить: назовите роль в операциях, где она работает, или уберите её файл.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every internal role that no operation names."""
    if handbook.lacks("operation"):
        return
    busy: set[str | None] = set()
    for operation in handbook.operations.values():
        busy.add(operation.owner)
        busy.update(participant.role for participant in operation.participants)
        busy.update(step.role for step in operation.steps)
    for role in handbook.roles.values():
        if not role.external and role.id not in busy:
            yield Remark(
                f"роль «{role.title}» не участвует ни в одной операции",
                (handbook.spot(role, "id"),),
                "Назовите её владельцем, участником или исполнителем шага либо уберите",
            )


RULE = Rule("idle-role", Severity.WARNING, check, __doc__)
