"""Неизвестная стадия (unknown-stage).

Операция, норма или профиль CRM называет стадию или воронку, которой нет ни в одном процессе. Норма с такой
стадией никого бы не судила, а операция не нашлась бы в CRM.

Как исправить: возьмите название стадии из `funnel` процесса буква в букву или добавьте стадию туда.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.russian.text import suggest
from handbook.source.locate import Spot

_NOWHERE = {"стадии": "ни в одной воронке", "воронки": "ни в одном процессе"}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every stage or pipeline that no funnel has."""
    if handbook.lacks("process"):
        return
    stages = {
        stage.title for process in handbook.processes.values() if process.funnel for stage in process.funnel.stages
    }
    pipelines = {process.funnel.pipeline for process in handbook.processes.values() if process.funnel}
    for operation in handbook.operations.values():
        if operation.crm.stage is not None:
            yield from _unknown("стадии", operation.crm.stage, stages, handbook.spot(operation, "crm", "stage"))
    for placed in handbook.norms.values():
        norm = placed.norm
        for pointer, stage in norm.named_stages():
            yield from _unknown("стадии", stage, stages, handbook.spot(norm, *pointer))
        for index, pipeline in enumerate(norm.scope.pipelines):
            yield from _unknown("воронки", pipeline, pipelines, handbook.spot(norm, "scope", "pipelines", index))
    for profile in handbook.profiles.values():
        for index, name in enumerate(profile.stages):
            yield from _unknown("стадии", name.stage, stages, handbook.spot(profile, "stages", index, "stage"))
        for key, pipeline in profile.pipelines.items():
            yield from _unknown("воронки", pipeline, pipelines, handbook.spot(profile, "pipelines", key))


def _unknown(what: str, name: str, known: set[str], spot: Spot) -> Iterator[Remark]:
    if name not in known:
        hint = suggest(name, sorted(known))
        tip = f"Возможно, вы имели в виду «{hint}»" if hint else "Добавьте её в funnel процесса"
        yield Remark(f"нет {what} «{name}» {_NOWHERE[what]}", (spot,), tip)


RULE = Rule("unknown-stage", Severity.ERROR, check, __doc__)
