"""Забытый участник (missing-participant).

Роль получает результат операции, с ней советуются, её извещают или она утверждает шаг, но в `participants` её нет.
Служебной связи с ней не будет ни на карте взаимодействия, ни в должностной инструкции. (Исполнитель шага, которого нет
среди участников, — ошибка stranger-step.)

Как исправить: добавьте роль в participants с направлением и предметом.

    participants:
      - {role: inzhener, direction: both, subject: технические вопросы клиента}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.flows import taking_part
from handbook.lint.rule import Remark, Rule
from handbook.model.operation import Operation
from handbook.source.yaml12 import Pointer
from handbook.work import operations_in_force


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every role that an operation deals with and does not list, once an operation."""
    for operation in operations_in_force(handbook):
        if operation.owner not in handbook.roles:
            # Whoever is meant to own it is not known yet.
            continue
        told = taking_part(operation)
        for name, how, pointer in _dealt_with(operation):
            role = handbook.roles.get(name)
            if role is not None and name not in told:
                told.add(name)
                yield Remark(
                    f"роль «{role.title}» {how} операции «{operation.title}», а среди участников её нет",
                    (handbook.spot(operation, *pointer),),
                    f"Добавьте в participants: «{{role: {name}, direction: …, subject: …}}»",
                )


def _dealt_with(operation: Operation) -> Iterator[tuple[str, str, Pointer]]:
    for index, output in enumerate(operation.outputs):
        for number, role in enumerate(output.to):
            yield role, "получает результат", ("outputs", index, "to", number)
    for index, step in enumerate(operation.steps):
        if step.approves is not None:
            yield step.approves, "утверждает шаг", ("steps", index, "approves")
        for number, role in enumerate(step.consulted):
            yield role, "даёт совет в шаге", ("steps", index, "consulted", number)
        for number, role in enumerate(step.informed):
            yield role, "получает известие о шаге", ("steps", index, "informed", number)


RULE = Rule("missing-participant", Severity.INFO, check, __doc__)
