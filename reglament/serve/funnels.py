"""The funnel of an export that names none: asked once, so that its stages need not be sought in every funnel."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from handbook.diagnosis import Choice, Diagnosis, StageLook
from handbook.russian.numbers import counted
from handbook.russian.text import normalise
from reglament.serve.form import LATER, NONE, Option, Question

if TYPE_CHECKING:
    from collections.abc import Mapping

    from handbook.book import Handbook
    from handbook.model.process import Funnel
    from reglament.serve.state import State

#: The name of its field in the form.
FIELD = "w"
#: With one stage in doubt, its own question is the shorter way.
_LEAST = 2


def asks_funnel(handbook: Handbook, state: State) -> bool:
    """Whether to ask which funnel the deals are of before asking about their stages."""
    if state.funnel is not None or len(_funnels(handbook)) < _LEAST:
        return False
    return len(_nameless(state.diagnosis)) >= _LEAST


def funnel_question(handbook: Handbook, diagnosis: Diagnosis) -> Question:
    """Which funnel the deals are of."""
    options = (Option(str(number), funnel.pipeline) for number, funnel in enumerate(_funnels(handbook)))
    stages = counted(len(_nameless(diagnosis)), "стадия", "стадии", "стадий")
    return Question(
        FIELD,
        "В выгрузке не сказано, из какой воронки сделки. Какая это воронка?",
        f"Не понято: {stages}; спросим о них после ответа и предложим стадии только этой воронки",
        (Option(LATER, "не знаю"), *options, Option(NONE, "в выгрузке их несколько")),
    )


def with_funnel(handbook: Handbook, state: State, chosen: Mapping[str, str]) -> State:
    """What is known once it was asked which funnel the deals are of.

    Args:
        handbook: The company: its funnels.
        state: How the export is read so far.
        chosen: The value of every field by its name.
    """
    value = chosen.get(FIELD, LATER)
    titles = {str(number): funnel.pipeline for number, funnel in enumerate(_funnels(handbook))}
    return narrowed(handbook, replace(state, funnel=titles.get(value, "")))


def narrowed(handbook: Handbook, state: State) -> State:
    """The same, with stages of deals without a funnel sought in the funnel a person named."""
    funnel = next((one for one in _funnels(handbook) if one.pipeline == state.funnel), None)
    if funnel is None:
        return state
    stages = tuple(_within(funnel, look) for look in state.diagnosis.stages)
    return replace(state, diagnosis=replace(state.diagnosis, stages=stages))


def _within(funnel: Funnel, look: StageLook) -> StageLook:
    if look.pipeline or look.used or look.ignored:
        return look
    same = tuple(
        Choice(stage.title, stage.title, 1.0, funnel.pipeline)
        for stage in funnel.stages
        if normalise(stage.title) == normalise(look.stage)
    )
    return replace(look, choices=same or tuple(one for one in look.choices if one.pipeline == funnel.pipeline))


def _nameless(diagnosis: Diagnosis) -> list[StageLook]:
    """Stages in doubt of deals whose export names no funnel."""
    return [look for look in diagnosis.doubtful_stages if not look.pipeline]


def _funnels(handbook: Handbook) -> list[Funnel]:
    """Every funnel of the company, each title once."""
    found: dict[str, Funnel] = {}
    for process in handbook.processes.values():
        if process.funnel:
            found.setdefault(process.funnel.pipeline, process.funnel)
    return list(found.values())
