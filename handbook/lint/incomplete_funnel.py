"""Воронка без начала или без цели (incomplete-funnel).

В воронке нет ни одной открытой стадии — сделке негде стоять, пока она не закончена, — или ни одной выигранной:
не посчитать ни конверсию, ни выполнение плана.

Как исправить: добавьте недостающую стадию; у той, что означает успех, напишите `outcome: won`, у отказа —
`outcome: lost`, остальные открыты.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every funnel that has no stages, none that is open, or none that is won."""
    for process in handbook.processes.values():
        if process.funnel is None:
            continue
        outcomes = {stage.outcome for stage in process.funnel.stages}
        spots = (handbook.spot(process, "funnel", "stages", on_key=True),)
        where = f"в воронке «{process.funnel.pipeline}»"
        if not outcomes:
            yield Remark(f"{where} нет ни одной стадии", spots, "Перечислите стадии в том порядке, в каком их проходят")
            continue
        if "open" not in outcomes:
            yield Remark(f"{where} нет открытых стадий", spots, "Добавьте стадии, на которых сделка в работе")
        if "won" not in outcomes:
            yield Remark(f"{where} нет выигранной стадии", spots, "У стадии, которая означает успех, — «outcome: won»")


RULE = Rule("incomplete-funnel", Severity.WARNING, check, __doc__)
