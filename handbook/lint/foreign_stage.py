"""Стадия чужой воронки (foreign-stage).

Операция стоит в ходе процесса с воронкой, а её стадия CRM — из воронки другого процесса. Сделка этого процесса на такую
стадию попасть не может: на схеме и в ТЗ на CRM выйдет разное.

Как исправить: возьмите стадию из `funnel` того процесса, где операция нарисована, или поправьте воронку.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.flows import drawn_in
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every stage of an operation that no funnel of its own processes has, and some other funnel does."""
    if handbook.lacks("process"):
        return
    funnels = {
        process.id: [stage.title for stage in process.funnel.stages]
        for process in handbook.processes.values()
        if process.funnel is not None
    }
    everywhere = {title for titles in funnels.values() for title in titles}
    drawn = drawn_in(handbook.processes.values())
    for operation in handbook.operations.values():
        stage = operation.crm.stage
        own = [process for process in drawn.get(operation.id, ()) if process.id in funnels]
        here = dict.fromkeys(title for process in own for title in funnels[process.id])
        # A stage that no funnel at all has is a mistake of its own.
        if stage is not None and own and stage not in here and stage in everywhere:
            names = ", ".join(f"«{process.title}»" for process in own)
            yield Remark(
                f"стадии «{stage}» операции «{operation.title}» нет в воронке её процесса: {names}",
                (handbook.spot(operation, "crm", "stage"),),
                f"Здесь бывают: {', '.join(here)}",
            )


RULE = Rule("foreign-stage", Severity.WARNING, check, __doc__)
