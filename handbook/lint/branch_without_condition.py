"""Ветвь без условия (branch-without-condition).

У развилки «или» не подписано, когда идти по ветви. Новичок не поймёт, куда ему, а схема получится немой.

Как исправить: добавьте ветви `when: …` — ответ на вопрос развилки: «да», «нужны правки». Слияние ветвей пишется
без `branches`, одним `next`.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.process import GatewayNode


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every branch of an exclusive or inclusive gateway without a condition."""
    for process in handbook.processes.values():
        for index, node in enumerate(process.flow):
            if not isinstance(node, GatewayNode) or node.type == "parallel" or len(node.branches) < 2:  # noqa: PLR2004 - a fork
                continue
            for number, branch in enumerate(node.branches):
                if branch.when is None:
                    yield Remark(
                        f"у развилки «{node.title or node.id}» ветвь к «{branch.to}» без условия",
                        (handbook.spot(process, "flow", index, "branches", number),),
                        "Добавьте «when: …» — при каком ответе идти сюда",
                    )


RULE = Rule("branch-without-condition", Severity.ERROR, check, __doc__)
