"""Pipelines with their stages: what is done on each, where a deal may go, who may bring it there."""

from __future__ import annotations

from generator.crm_spec.model import Opening, Pipeline, Stage
from generator.crm_spec.work import Work, once
from handbook.model.operation import Operation
from handbook.model.process import FunnelStage, Process
from handbook.norms import Norm
from handbook.norms.performer import Performer
from handbook.norms.stage_age import StageAge
from handbook.work import operations_in

OUTCOMES = {"open": "в работе", "won": "выиграна", "lost": "проиграна"}


def pipelines(work: Work) -> tuple[Pipeline, ...]:
    """The pipelines; processes that share one have their stages side by side, each stage once."""
    found: dict[str, tuple[list[str], dict[str, Stage]]] = {}
    for process in work.processes:
        if process.funnel is None:
            continue
        titles, stages = found.setdefault(process.funnel.pipeline, ([], {}))
        titles.append(process.title)
        for stage in process.funnel.stages:
            stages.setdefault(stage.title, _stage(work, process, process.funnel.stages, stage))
    return tuple(
        Pipeline(pipeline, "; ".join(once(titles)), tuple(stages.values()))
        for pipeline, (titles, stages) in found.items()
    )


def _stage(work: Work, process: Process, stages: tuple[FunnelStage, ...], stage: FunnelStage) -> Stage:
    pipeline = process.funnel.pipeline if process.funnel else ""
    openings = [
        Opening(operation.title, work.who(operation.owner))
        for operation in operations_in(work.book, process)
        if _stands(work, operation, stages, stage)
    ]
    norms = [norm for norm in work.norms if _concerns(norm, pipeline, stage.title)]
    movers = [role for norm in norms if isinstance(norm, Performer) for role in norm.roles if norm.stage == stage.title]
    return Stage(
        stage.title,
        OUTCOMES[stage.outcome],
        tuple(dict.fromkeys(openings)),
        moves(stages, stage),
        work.everybody(movers),
        once(_words(norm) for norm in norms),
    )


def _stands(work: Work, operation: Operation, stages: tuple[FunnelStage, ...], stage: FunnelStage) -> bool:
    """Whether an operation is done on a stage: it says so, or fills in what is mandatory there.

    In a pipeline of another process it is done on the stage that has the same place as its own has at home.
    """
    title = operation.crm.stage
    if any(f"на стадии «{stage.title}»" in (item.mandatory or "") for item in operation.crm.fields):
        return True
    if title is None or any(one.title == title for one in stages):
        return title == stage.title
    home = work.book.processes.get(work.book.homes.get(operation.id, ""))
    place = _place(home.funnel.stages, title) if home and home.funnel else ""
    return bool(place) and place == _place(stages, stage.title)


def _place(stages: tuple[FunnelStage, ...], title: str) -> str:
    """What a stage is to its pipeline: how it begins, how it ends, the last one before the end."""
    outcome = next((stage.outcome for stage in stages if stage.title == title), "")
    going = [stage.title for stage in stages if stage.outcome == "open"]
    if outcome != "open" or title not in (going[0], going[-1]):
        return outcome if outcome != "open" else ""
    return "first" if title == going[0] else "last"


def moves(stages: tuple[FunnelStage, ...], stage: FunnelStage) -> tuple[str, ...]:
    """Where a deal may go: as it is written, else to the next open stage and to every lost one."""
    if stage.to is not None:
        return stage.to
    if stage.outcome != "open":
        return ()
    following = stages[stages.index(stage) + 1 :]
    onward = [item.title for item in following if item.outcome == "open"][:1]
    if not onward:
        onward = [item.title for item in following if item.outcome == "won"]
    return once([*onward, *(item.title for item in stages if item.outcome == "lost")])


def _concerns(norm: Norm, pipeline: str, stage: str) -> bool:
    """Whether a norm says something of how long a deal stands on a stage, or who brings it there."""
    if norm.scope.pipelines and pipeline not in norm.scope.pipelines:
        return False
    if isinstance(norm, StageAge):
        return norm.stage == stage
    return isinstance(norm, Performer) and (norm.stage == stage or stage in (norm.distinct or ()))


def _words(norm: Norm) -> str:
    return f"{norm.title}: {norm.words()}"
