"""Потерянная операция (lost-operation).

Операция есть в процессе «как есть», а в процессах, которые его заменили, её нет, и в процессах, которые они вызывают,
тоже. Может быть, от неё отказались — а может, забыли.

Как исправить: поставьте операцию в `flow` нового процесса; если она больше не нужна, так и оставьте.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.flows import reached, successors
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every operation of a process as it is that its successors do not have."""
    if handbook.lacks("process"):
        return
    for name, heirs in successors(handbook).items():
        old = handbook.processes.get(name)
        if old is None or old.variant != "as-is":
            continue
        kept = {operation for heir in heirs for operation in reached(heir, handbook.processes)}
        for operation, index in reached(old, {}).items():
            known = handbook.operations.get(operation)
            if operation not in kept and known is not None and index is not None:
                titles = ", ".join(f"«{heir.title}»" for heir in heirs)
                yield Remark(
                    f"операции «{known.title}» процесса «{old.title}» нет в том, что его заменило: {titles}",
                    (handbook.spot(old, "flow", index),),
                    "Поставьте её во flow нового процесса, если она ещё нужна",
                )


RULE = Rule("lost-operation", Severity.INFO, check, __doc__)
