"""Узел с занятым именем (repeated-node).

В ходе процесса два узла с одним идентификатором: непонятно, к какому из них ведут стрелки. Сроки на границе (`timers`)
называются наравне с узлами: имя срока не может быть именем узла или другого срока этого процесса.

Как исправить: назовите узлы по-разному. Если одна операция встречается дважды, дайте второму узлу имя ключом
`as`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.flow import graph
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every node whose identifier an earlier node of the flow already has."""
    for process in handbook.processes.values():
        for name, pointer in graph(process, handbook.operations).repeated:
            timer = "timers" in pointer
            yield Remark(
                f"имя срока «{name}» в ходе процесса «{process.title}» уже занято"
                if timer
                else f"узел «{name}» уже есть в ходе процесса «{process.title}»",
                (handbook.spot(process, *pointer),),
                "Дайте сроку другое имя: у узлов и сроков одного процесса имена не повторяются"
                if timer
                else "Дайте узлу другое имя; для повторной операции — ключом «as»",
            )


RULE = Rule("repeated-node", Severity.ERROR, check, __doc__)
