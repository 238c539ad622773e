"""Whether deals follow the drawn order of stages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby, pairwise

from handbook.model.process import Funnel
from handbook.norms.stage_order import StageOrder
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Deal, Judged, Visit


@dataclass
class Drawn:
    """A funnel as it is drawn."""

    funnel: Funnel

    @cached_property
    def ways(self) -> dict[str, set[str]]:
        """Stages a deal may go to from each stage."""
        found: dict[str, set[str]] = {}
        opened = [stage.title for stage in self.funnel.stages if stage.outcome == "open"]
        for stage in self.funnel.stages:
            if stage.to is not None:
                found[stage.title] = set(stage.to)
            elif stage.outcome == "open":
                after = opened[opened.index(stage.title) + 1 :]
                found[stage.title] = {*(after[:1] or self.final - self.lost), *self.lost}
            else:
                found[stage.title] = set()
        return found

    @cached_property
    def starts(self) -> set[str]:
        """The first open stage, and open stages no other leads to."""
        opened = [stage.title for stage in self.funnel.stages if stage.outcome == "open"]
        entered = {after for stage, ways in self.ways.items() for after in ways if after != stage}
        return {*opened[:1], *(stage for stage in opened if stage not in entered)}

    @cached_property
    def lost(self) -> set[str]:
        return {stage.title for stage in self.funnel.stages if stage.outcome == "lost"}

    @cached_property
    def final(self) -> set[str]:
        return {stage.title for stage in self.funnel.stages if stage.outcome != "open"}

    def reached(self, starts: set[str], without: str | None = None) -> set[str]:
        """Stages one may come to from some stages, perhaps without passing one of them."""
        found, waiting = set(), [stage for stage in starts if stage != without]
        while waiting:
            stage = waiting.pop()
            if stage not in found:
                found.add(stage)
                waiting += [after for after in self.ways.get(stage, ()) if after != without]
        return found

    def needed(self, starts: set[str], stage: str) -> set[str]:
        """Stages on every drawn path to a stage; none when no path leads to it or the deal was lost."""
        if stage in self.lost or stage not in self.reached(starts):
            return set()
        return {other for other in self.ways if other != stage and stage not in self.reached(starts, other)}


def judge(twin: Twin, norm: StageOrder) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    drawn = {p.funnel.pipeline: Drawn(p.funnel) for p in twin.book.processes.values() if p.funnel}
    for deal in twin.deals.values():
        if not any(visit.pipeline in drawn for visit in deal.visits):
            continue
        if twin.before_start(deal) or not twin.in_scope(norm, deal):
            continue
        if not twin.in_force(norm, deal.created.date() if deal.created else None):
            continue
        if people is not None and twin.end_owner(deal) not in people:
            continue
        deviations = {
            "skipped": _skipped(norm, deal, drawn),
            "backward": _backward(twin, norm, deal, drawn),
            "wrong_start": _wrong_start(deal, drawn),
        }
        if not any(deviations.values()):
            yield Judged(deal.id, bad=False)
        for name, bad in deviations.items():
            if bad:
                yield Judged(f"{deal.id}|{name}", bad=True, object=deal.id)


def _skipped(norm: StageOrder, deal: Deal, drawn: dict[str, Drawn]) -> bool:
    entered = {(visit.pipeline, visit.stage) for visit in deal.visits}
    for number, (pipeline, run) in enumerate(groupby(deal.visits, lambda visit: visit.pipeline)):
        funnel = drawn.get(pipeline or "")
        stages = [visit.stage for visit in run]
        if funnel is None:
            continue
        starts = {stages[0]} if number else funnel.starts
        for stage in stages:
            needed = funnel.needed(starts, stage) - set(norm.allow.skip)
            if any((pipeline, other) not in entered for other in needed):
                return True
    return False


def _backward(twin: Twin, norm: StageOrder, deal: Deal, drawn: dict[str, Drawn]) -> bool:
    return any(_is_back(twin, norm, drawn, one, two) for one, two in pairwise(deal.visits))


def _is_back(twin: Twin, norm: StageOrder, drawn: dict[str, Drawn], one: Visit, two: Visit) -> bool:
    funnel = drawn.get(one.pipeline or "")
    if funnel is None or one.pipeline != two.pipeline or (one.stage, two.stage) in norm.allow.back:
        return False
    before, after = twin.ranks.get((one.pipeline, one.stage)), twin.ranks.get((two.pipeline, two.stage))
    if one.stage in funnel.final:
        return two.stage not in funnel.final
    if before is None or after is None:
        return False
    return after[0] < before[0] and two.stage not in funnel.reached({one.stage})


def _wrong_start(deal: Deal, drawn: dict[str, Drawn]) -> bool:
    first = deal.visits[0]
    funnel = drawn.get(first.pipeline or "")
    return funnel is not None and first.stage not in funnel.starts
