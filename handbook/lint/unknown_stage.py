"""Неизвестная стадия (unknown-stage).

Операция, норма, показатель, профиль CRM или сама воронка называет стадию или воронку, которой нет ни в одном процессе.
Норма с такой стадией никого бы не судила, а операция не нашлась бы в CRM.

Как исправить: возьмите название стадии из `funnel` процесса буква в букву или добавьте стадию туда.
"""

from __future__ import annotations

from collections.abc import Iterator

from handbook.book import Handbook
from handbook.finding import Severity
from handbook.lint.rule import Remark, Rule
from handbook.model.process import Funnel, Process
from handbook.model.profile import Profile
from handbook.russian.text import suggest
from handbook.source.locate import Spot

_NOWHERE = {"стадии": "ни в одной воронке", "воронки": "ни в одном процессе"}


def check(handbook: Handbook) -> Iterator[Remark]:
    """Every stage or pipeline that no funnel has."""
    if handbook.lacks("process"):
        return
    funnels: dict[str, set[str]] = {}
    for process in handbook.processes.values():
        if process.funnel:
            titles = {stage.title for stage in process.funnel.stages}
            funnels.setdefault(process.funnel.pipeline, set()).update(titles)
            yield from _next_stages(process, process.funnel, handbook.spot(process, "funnel", "stages"))
    stages, pipelines = {title for titles in funnels.values() for title in titles}, set(funnels)
    for operation in handbook.operations.values():
        if operation.crm.stage is not None:
            yield from _unknown("стадии", operation.crm.stage, stages, handbook.spot(operation, "crm", "stage"))
    yield from _in_norms(handbook, stages, pipelines)
    for profile in handbook.profiles.values():
        yield from _in_profile(profile, funnels, stages, handbook.spot(profile))


def _in_norms(handbook: Handbook, stages: set[str], pipelines: set[str]) -> Iterator[Remark]:
    for placed in handbook.norms.values():
        norm = placed.norm
        for pointer, stage in norm.named_stages():
            yield from _unknown("стадии", stage, stages, handbook.spot(norm, *pointer))
        for index, pipeline in enumerate(norm.scope.pipelines):
            yield from _unknown("воронки", pipeline, pipelines, handbook.spot(norm, "scope", "pipelines", index))
    for indicator in handbook.indicators.values():
        for pointer, pipeline in indicator.named_pipelines():
            yield from _unknown("воронки", pipeline, pipelines, handbook.spot(indicator, *pointer))


def _in_profile(profile: Profile, funnels: dict[str, set[str]], stages: set[str], spot: Spot) -> Iterator[Remark]:
    pipelines = set(funnels)
    for index, name in enumerate(profile.stages):
        here = spot.at("stages", index)
        if name.pipeline is not None:
            yield from _unknown("воронки", name.pipeline, pipelines, here.at("pipeline"))
        if name.pipeline in funnels:
            where = f"в воронке «{name.pipeline}»"
            yield from _unknown("стадии", name.stage, funnels[name.pipeline], here.at("stage"), where)
        else:
            yield from _unknown("стадии", name.stage, stages, here.at("stage"))
    for key, pipeline in profile.pipelines.items():
        yield from _unknown("воронки", pipeline, pipelines, spot.at("pipelines", key))
    # Either the pipeline of a process or what the CRM calls it.
    usual = profile.settings.pipeline
    if usual is not None and usual not in profile.pipelines:
        yield from _unknown("воронки", usual, pipelines, spot.at("settings", "pipeline"))


def _next_stages(process: Process, funnel: Funnel, spot: Spot) -> Iterator[Remark]:
    titles = {stage.title for stage in funnel.stages}
    for index, stage in enumerate(funnel.stages):
        for number, title in enumerate(stage.to or ()):
            where = f"в воронке «{funnel.pipeline}» процесса «{process.title}»"
            yield from _unknown("стадии", title, titles, spot.at(index, "to", number), where)


def _unknown(what: str, name: str, known: set[str], spot: Spot, where: str | None = None) -> Iterator[Remark]:
    if name not in known:
        hint = suggest(name, sorted(known))
        tip = f"Возможно, вы имели в виду «{hint}»" if hint else "Добавьте её в funnel процесса"
        yield Remark(f"нет {what} «{name}» {where or _NOWHERE[what]}", (spot,), tip)


RULE = Rule("unknown-stage", Severity.ERROR, check, __doc__)
