"""Time of deals in a stage."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.quantity import Unit
from handbook.norms.stage_age import StageAge
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged, Visit, whole


def judge(twin: Twin, norm: StageAge) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for deal in twin.deals.values():
        visits = deal.visits
        if not deal.has_history and deal.entered and deal.stage:
            visits = [Visit(deal.pipeline, deal.stage, deal.entered, None)]
        for visit in visits:
            if visit.stage != norm.stage or twin.before_start(deal):
                continue
            if twin.judged_from and visit.left and visit.left.date() < twin.judged_from:
                continue
            if not twin.in_scope(norm, deal, visit.pipeline or "?", visit.stage):
                continue
            if people is not None and twin.owners.after(deal.id, visit.entered) not in people:
                continue
            limit = twin.edition(norm, visit.entered.date()).max
            if limit is None:
                continue
            first, last = whole(visit.entered), whole(visit.left or twin.noon)
            if limit.unit is Unit.WORKING_HOUR:
                seconds = twin.people.working_seconds(first, last, norm.schedule)
            else:
                seconds = int((last - first).total_seconds())
            longest = limit.value * (86400 if limit.unit is Unit.DAY else 3600)
            yield Judged(f"{deal.id}|{visit.stage}|{visit.number}", seconds > longest, seconds == longest)
