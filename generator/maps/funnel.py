"""The funnel as a graph: stages, where a deal may go from each, and the norms of stages and of conversion."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.crm_spec.stages import moves
from generator.maps.chart import Chart, Edge, Href, Node, Paint, Shape, Stroke
from handbook.book import Handbook
from handbook.model.process import Funnel, FunnelStage, Process
from handbook.norms import Norm
from handbook.norms.conversion import Conversion
from handbook.norms.stage_age import StageAge

ID = "funnel"
_PAINTS = {"open": Paint.PLAIN, "won": Paint.WON, "lost": Paint.LOST}
_OUTCOMES = {"open": "", "won": "выигрыш", "lost": "проигрыш"}
_WIDTH = 100.0


def transitions(book: Handbook, href: Href, process: Process, day: date | None = None) -> Chart | None:
    """Stages and ways between them; None when the process has no funnel.

    Args:
        book: The handbook.
        href: Addresses: a stage leads to the norm of its age.
        process: The process.
        day: The day whose norms are shown; None shows the latest.
    """
    funnel = process.funnel
    if funnel is None or not funnel.stages:
        return None
    stages = stages_of(funnel)
    ages = {title: age(book, funnel, title) for title in stages}
    return Chart(
        id=f"{ID}-{process.id}",
        title=f"Воронка «{funnel.pipeline}»: переходы между стадиями",
        description=" ".join(_words(funnel, stage) for stage in stages.values()),
        nodes=tuple(_stage(one, ages[one.title], href, day) for one in stages.values()),
        edges=(*_moves(funnel, stages), *_conversions(book, funnel, stages, day)),
        across=True,
        gap=(22.0, 34.0),
    )


def stages_of(funnel: Funnel) -> dict[str, FunnelStage]:
    """Stages by title; of several with one title the first counts."""
    found: dict[str, FunnelStage] = {}
    for stage in funnel.stages:
        found.setdefault(stage.title, stage)
    return found


def ways(process: Process) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Stages of the funnel of a process with the stages a deal may go to from each."""
    funnel = process.funnel
    if funnel is None:
        return ()
    return tuple((stage.title, moves(funnel.stages, stage)) for stage in funnel.stages)


def age(book: Handbook, funnel: Funnel, stage: str) -> StageAge | None:
    """The norm of how long a deal of this funnel may stand on a stage."""
    for norm in _norms(book, funnel):
        if isinstance(norm, StageAge) and norm.stage == stage:
            return norm
    return None


def conversions(book: Handbook, funnel: Funnel) -> tuple[Conversion, ...]:
    """Norms of conversion between stages of a funnel."""
    return tuple(norm for norm in _norms(book, funnel) if isinstance(norm, Conversion))


def limit(norm: Norm, day: date | None) -> str:
    """The limit of a norm on a day, or the latest: «не более 5 календарных дней»."""
    return ((norm.edition_on(day) if day else None) or norm.editions()[-1]).words


def _norms(book: Handbook, funnel: Funnel) -> Iterator[Norm]:
    for placed in book.norms.values():
        pipelines = placed.norm.scope.pipelines
        if not pipelines or funnel.pipeline in pipelines:
            yield placed.norm


def _stage(stage: FunnelStage, norm: StageAge | None, href: Href, day: date | None) -> Node:
    parts = [_OUTCOMES[stage.outcome]]
    parts.append(f"держать {stage.recommended}" if stage.recommended is not None else "")
    parts.append(limit(norm, day) if norm else "")
    return Node(
        stage.title,
        stage.title,
        "; ".join(filter(None, parts)),
        Shape.BOX if stage.outcome == "open" else Shape.PILL,
        _PAINTS[stage.outcome],
        href("norm", norm.id) if norm else None,
        f"{stage.title}\n{norm.title}: {norm.words(day)}" if norm else "",
        width=_WIDTH,
        bold=True,
    )


def _moves(funnel: Funnel, stages: dict[str, FunnelStage]) -> Iterator[Edge]:
    """Ways between stages: onward, back against the ranks, and to the lost ones, which are thin: they go from all."""
    order = list(stages)
    for stage in stages.values():
        for goal in dict.fromkeys(moves(funnel.stages, stage)):
            if goal not in stages or goal == stage.title:
                continue
            tip = f"{stage.title} → {goal}"
            if stages[goal].outcome == "lost":
                yield Edge(stage.title, goal, tooltip=tip, breadth=1.0, stroke=Stroke.DOTTED)
            elif order.index(goal) < order.index(stage.title):
                yield Edge(goal, stage.title, tooltip=f"Возврат: {tip}", stroke=Stroke.DASHED, back=True)
            else:
                yield Edge(stage.title, goal, tooltip=tip, weight=8, breadth=2.2)


def _conversions(book: Handbook, funnel: Funnel, stages: dict[str, FunnelStage], day: date | None) -> Iterator[Edge]:
    for norm in conversions(book, funnel):
        if norm.start in stages and norm.to in stages and norm.start != norm.to:
            tip = f"{norm.title}: {norm.words(day)}"
            yield Edge(norm.start, norm.to, limit(norm, day), tip, Stroke.DASHED, loose=True)


def _words(funnel: Funnel, stage: FunnelStage) -> str:
    goals = ", ".join(moves(funnel.stages, stage))
    outcome = f" ({_OUTCOMES[stage.outcome]})" if stage.outcome != "open" else ""
    return f"{stage.title}{outcome}{f' → {goals}' if goals else ''}."
