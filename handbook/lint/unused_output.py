"""Выход, который никому не нужен (unused-output).

Операция выпускает документ или запись, но ни одна другая операция не берёт его на вход, ни один её шаг с ним не
работает, ни совещание, ни отчётность процесса его не ждут, и внешней стороне он не уходит. Либо это лишняя работа, либо
забыт потребитель.

Как исправить: добавьте документ во входы операции, которая им пользуется, укажите получателя-клиента в `to` или
уберите выход.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every output that no other operation takes, no meeting or report shows and no external side receives."""
    if handbook.lacks("operation", "process", "role", "meeting"):
        return
    takers: dict[str, set[str]] = {}
    for operation in handbook.operations.values():
        used = [item.document for item in operation.inputs] + [
            step.document for step in operation.steps if step.document
        ]
        for name in used:
            takers.setdefault(name, set()).add(operation.id)
    shown = {name for meeting in handbook.meetings.values() for name in meeting.inputs}
    shown.update(report.document for process in handbook.processes.values() for report in process.reports)
    external = {role.id for role in handbook.roles.values() if role.external}
    for operation in handbook.operations.values():
        for index, output in enumerate(operation.outputs):
            others = takers.get(output.document, set()) - {operation.id}
            if not others and output.document not in shown and not external.intersection(output.to):
                document = handbook.documents.get(output.document)
                title = document.title if document else output.document
                yield Remark(
                    f"выход «{title}» операции «{operation.title}» никто не использует",
                    (handbook.spot(operation, "outputs", index, "document"),),
                    "Добавьте его во входы операции-потребителя или уберите",
                )


RULE = Rule("unused-output", Severity.WARNING, check, __doc__)
