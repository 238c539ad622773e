"""Роль без пути ввода (role-without-path).

В training.yaml описано, как входят в роли, а для этой роли пути нет, хотя она работает в операциях. Новичка в ней будет
вводить тот, кто окажется рядом. Пока training.yaml нет, проверка молчит.

Как исправить: добавьте путь — что новичок освоил к первому, седьмому и тридцатому дню.

    paths:
      - role: menedzher
        steps:
          - {day: 1, text: Прочитать регламент обращений, documents: [reglament-obrashchenij], proof: самопроверка}
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.flows import performers
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every working role without a path, when there are paths."""
    if not handbook.paths:
        return
    working = {role for operation in handbook.operations.values() for role in performers(operation)}
    for role in handbook.roles.values():
        if role.id in working and not role.external and role.id not in handbook.paths:
            yield Remark(
                f"для роли «{role.title}» не описан путь ввода",
                (handbook.spot(role, "id"),),
                f"Добавьте в paths файла training.yaml: «- role: {role.id}»",
            )


RULE = Rule("role-without-path", Severity.WARNING, check, __doc__)
