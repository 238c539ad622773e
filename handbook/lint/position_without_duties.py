"""Должность без обязанностей (position-without-duties).

Роли должности участвуют в операциях, но ни одного шага не выполняют, решений по процессам не принимают, и своих
обязанностей (`duties`) у них нет. Раздел «Должностные обязанности» её инструкции вышел бы пустым.

Как исправить: отдайте роли шаги операций (`role` у шага) или напишите обязанности вне процессов.

    duties:
      - вести график отпусков отдела
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.idle_role import busy_roles
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every position whose roles have work but no duties of their own."""
    if handbook.lacks("operation", "process", "meeting", "role"):
        return
    acting = _acting_roles(handbook)
    busy = busy_roles(handbook)
    for position in handbook.positions.values():
        roles = set(position.roles)
        written = [handbook.roles[name].duties for name in position.roles if name in handbook.roles]
        if roles & busy and not roles & acting and not position.duties and not any(written):
            yield Remark(
                f"у должности «{position.title}» нет ни одной обязанности",
                (handbook.spot(position, "id"),),
                "Отдайте её ролям шаги операций или напишите duties",
            )


def _acting_roles(handbook: Handbook) -> set[str | None]:
    """Roles that perform a step, answer for a process or lead a meeting."""
    acting: set[str | None] = {process.owner for process in handbook.processes.values()}
    acting.update(meeting.leader for meeting in handbook.meetings.values())
    for operation in handbook.operations.values():
        acting.update(step.role or operation.owner for step in operation.steps)
    return acting


RULE = Rule("position-without-duties", Severity.WARNING, check, __doc__)
