"""Один документ — два хозяина (two-owners-of-output).

Документ выпускают операции разных владельцев: две версии разойдутся, и никто не отвечает за ту, что ушла клиенту.
Записи CRM и реестры не в счёт: их дополняют все. Сюда же — документ, названный в выходах одной операции дважды.

Как исправить: оставьте выпуск за одной операцией, у остальных документ — вход или предмет шага; если это разные
документы, назовите их по-разному.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.operation import Operation
from handbook.work import operations_in_force

_SHARED = frozenset({"record", "register"})


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every document put out by different owners, and every output an operation has already named."""
    makers: dict[str, list[tuple[Operation, int]]] = {}
    for operation in operations_in_force(handbook):
        first: dict[str, int] = {}
        for index, output in enumerate(operation.outputs):
            earlier = first.setdefault(output.document, index)
            if earlier == index:
                makers.setdefault(output.document, []).append((operation, index))
            else:
                yield Remark(
                    f"документ «{_title(handbook, output.document)}» назван в выходах операции "
                    f"«{operation.title}» дважды",
                    tuple(handbook.spot(operation, "outputs", number, "document") for number in (index, earlier)),
                    "Оставьте один выход; получателей перечислите в его to",
                )
    for name, made in makers.items():
        document = handbook.documents.get(name)
        owners = dict.fromkeys(operation.owner for operation, _ in made if operation.owner in handbook.roles)
        if document is None or document.kind in _SHARED or len(owners) < 2:  # noqa: PLR2004 - one owner is right
            continue
        titles = ", ".join(f"«{handbook.roles[owner].title}»" for owner in owners if owner)
        yield Remark(
            f"документ «{document.title}» выпускают операции разных владельцев: {titles}",
            tuple(handbook.spot(operation, "outputs", index, "document") for operation, index in reversed(made)),
            "Оставьте выпуск за одной операцией; у других документ — вход или предмет шага",
        )


def _title(handbook: Handbook, name: str) -> str:
    document = handbook.documents.get(name)
    return document.title if document else name


RULE = Rule("two-owners-of-output", Severity.WARNING, check, __doc__)
