"""Violators of the sample among the ways of deals through the stages, told from the drawn order by hand."""

from __future__ import annotations

from itertools import groupby, pairwise

from audit.sample.model import OFFER, PROJECT, READY, Deal, World

_NORMS = {READY: "n-poryadok-tipovaya", PROJECT: "n-poryadok-proekta"}
#: Returns that the funnels draw; all other ways back are deviations.
_LOOPS = {
    READY: {("Согласование", OFFER)},
    PROJECT: {("КП защищено", "Проектное решение")},
}


def order_breaks(world: World, deal: Deal) -> set[tuple[str, str]]:
    """Deviations of a deal from the order of its funnel, with the violator keys.

    Args:
        world: The company.
        deal: The deal.
    """
    norm = _NORMS.get(deal.pipeline)
    deviations = {
        "skipped": _skipped(world, deal),
        "backward": _backward(world, deal),
        "wrong_start": deal.steps[0].stage != world.open_stages(deal.steps[0].pipeline)[0],
    }
    return {(norm, f"{deal.number}|{name}") for name, found in deviations.items() if found and norm}


def _skipped(world: World, deal: Deal) -> bool:
    """Whether a stage before an entered one was never entered; after a move the way begins where the deal landed."""
    entered = {(step.pipeline, step.stage) for step in deal.steps}
    for number, (pipeline, run) in enumerate(groupby(deal.steps, lambda step: step.pipeline)):
        stages = world.open_stages(pipeline)
        visited = [step.stage for step in run]
        first = stages.index(visited[0]) if number and visited[0] in stages else 0
        for stage in visited:
            if stage == world.final(pipeline, "lost"):
                continue
            last = stages.index(stage) if stage in stages else len(stages)
            if any((pipeline, other) not in entered for other in stages[first:last]):
                return True
    return False


def _backward(world: World, deal: Deal) -> bool:
    for one, two in pairwise(deal.steps):
        stages = world.open_stages(one.pipeline)
        back = one.pipeline == two.pipeline and two.stage in stages
        if back and one.stage not in stages:
            return True
        loops = _LOOPS.get(one.pipeline, set())
        inside = any(
            stages.index(target) <= stages.index(two.stage) and stages.index(one.stage) <= stages.index(source)
            for source, target in loops
            if back
        )
        if back and stages.index(two.stage) < stages.index(one.stage) and not inside:
            return True
    return False
