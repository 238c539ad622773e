"""Роль без операций (idle-role).

Роль описана, но ни одна операция не называет её владельцем, участником, исполнителем шага или тем, кто его утверждает,
и ни процесс, ни совещание она не ведёт. Её должностная инструкция вышла бы без обязанностей.

Как исправить: назовите роль в операциях, где она работает, или уберите её файл.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every internal role that no operation names and that leads nothing."""
    if handbook.lacks("operation", "process", "meeting"):
        return
    busy = busy_roles(handbook)
    for role in handbook.roles.values():
        if not role.external and role.id not in busy:
            yield Remark(
                f"роль «{role.title}» не участвует ни в одной операции",
                (handbook.spot(role, "id"),),
                "Назовите её владельцем, участником или исполнителем шага либо уберите",
            )


def busy_roles(handbook: Handbook) -> set[str | None]:
    """Roles that some operation names, and those that lead a process or a meeting."""
    busy: set[str | None] = {process.owner for process in handbook.processes.values()}
    busy.update(meeting.leader for meeting in handbook.meetings.values())
    for operation in handbook.operations.values():
        busy.add(operation.owner)
        busy.update(participant.role for participant in operation.participants)
        busy.update(role for step in operation.steps for role in (step.role, step.approves))
    return busy


RULE = Rule("idle-role", Severity.WARNING, check, __doc__)
