"""Вход, который никто не готовит (unmade-input).

Операция начинает с документа или записи, которых не выпускает ни одна другая операция и не оставляет ни одно
совещание. Такая операция встанет в
первый же день. Не считаются регламенты, стандарты и шаблоны (они есть до начала работы) и то, что приносит
внешняя сторона.

Как исправить: добавьте документ в выходы операции, которая его готовит, или укажите `from:` — внешнюю роль.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every input that no other operation puts out and no meeting leaves behind."""
    if handbook.lacks("operation", "role", "meeting"):
        return
    makers: dict[str, set[str]] = {name: {""} for meeting in handbook.meetings.values() for name in meeting.outputs}
    for operation in handbook.operations.values():
        for output in operation.outputs:
            makers.setdefault(output.document, set()).add(operation.id)
    external = {role.id for role in handbook.roles.values() if role.external}
    for operation in handbook.operations.values():
        for index, item in enumerate(operation.inputs):
            document = handbook.documents.get(item.document)
            if document is None or document.governs or item.source in external:
                continue
            if makers.get(item.document, set()) - {operation.id}:
                continue
            yield Remark(
                f"вход «{document.title}» операции «{operation.title}» никто не готовит",
                (handbook.spot(operation, "inputs", index, "document"),),
                "Добавьте его в выходы операции, которая его готовит",
            )


RULE = Rule("unmade-input", Severity.WARNING, check, __doc__)
