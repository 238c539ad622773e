"""Time of deals in a stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handbook.norms.quantity import Unit
from handbook.norms.stage_age import StageAge
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Deal, Judged, Visit, whole


def judge(twin: Twin, norm: StageAge) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for deal in twin.deals.values():
        visits = deal.visits
        if not deal.has_history and deal.entered and deal.stage:
            visits = [Visit(deal.pipeline, deal.stage, deal.entered, None)]
        for visit in visits:
            left = visit.left or _closed(twin, deal, visit)
            if visit.stage != norm.stage or twin.before_start(deal):
                continue
            if twin.judged_from and left and left.date() < twin.judged_from:
                continue
            if not twin.in_scope(norm, deal, visit.pipeline or "?", visit.stage):
                continue
            if people is not None and twin.owners.after(deal.id, visit.entered) not in people:
                continue
            limit = twin.edition(norm, visit.entered.date()).max
            if limit is None:
                continue
            first, last = whole(visit.entered), whole(left or twin.noon)
            if limit.unit is Unit.WORKING_HOUR:
                seconds = twin.people.working_seconds(first, last, norm.schedule)
            else:
                seconds = int((last - first).total_seconds())
            longest = limit.value * (86400 if limit.unit is Unit.DAY else 3600)
            yield Judged(f"{deal.id}|{visit.stage}|{visit.number}", seconds > longest, seconds == longest)


def _closed(twin: Twin, deal: Deal, visit: Visit) -> datetime | None:
    """When the last visit ended with its deal; None while it lasts and for final stages."""
    is_final = twin.ranks.get((visit.pipeline, visit.stage), (0, "open"))[1] != "open"
    return deal.closed if deal.closed and deal.closed >= visit.entered and not is_final else None
