"""Шаг чужой роли (stranger-step).

Шаг операции выполняет роль, которая не названа ни владельцем, ни участником. На схеме и в служебных связях её
не будет, а в должностной инструкции появится обязанность, о которой операция не знает.

Как исправить: добавьте роль в `participants` с направлением взаимодействия или поправьте `role` шага.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.flows import taking_part
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every step whose role is neither the owner nor a participant of its operation."""
    for operation in handbook.operations.values():
        if operation.owner not in handbook.roles:
            # Whoever is meant to own it may be whoever does the step.
            continue
        told = taking_part(operation)
        for index, step in enumerate(operation.steps):
            if step.role is None or step.role in told or step.role not in handbook.roles:
                continue
            yield Remark(
                f"шаг {index + 1} операции «{operation.title}» выполняет роль «{handbook.roles[step.role].title}», "
                "которая в операции не участвует",
                (handbook.spot(operation, "steps", index, "role"),),
                "Добавьте роль в participants или исправьте исполнителя шага",
            )


RULE = Rule("stranger-step", Severity.ERROR, check, __doc__)
