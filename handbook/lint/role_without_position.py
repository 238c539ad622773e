"""Роль без должности (role-without-position).

Роль участвует в операциях, но ни одна должность её не несёт: ни один работник не получит эти обязанности в
должностной инструкции.

Как исправить: добавьте роль в `roles` должности в positions.yaml или пометьте её `external: true`, если это не
работник.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every internal role that no position carries."""
    if handbook.lacks("position"):
        return
    carried = {role for position in handbook.positions.values() for role in position.roles}
    for role in handbook.roles.values():
        if not role.external and role.id not in carried and handbook.positions:
            yield Remark(
                f"роль «{role.title}» не несёт ни одна должность",
                (handbook.spot(role, "id"),),
                "Добавьте её в roles должности в positions.yaml",
            )


RULE = Rule("role-without-position", Severity.WARNING, check, __doc__)
