"""Share of deals that came from one stage to another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from handbook.norms.conversion import Conversion
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Judged, period


def judge(twin: Twin, norm: Conversion) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for (owner, begin, end, name), hits in _groups(twin, norm).items():
        limit = twin.edition(norm, begin).min
        if people is not None and owner not in people:
            continue
        if limit is None or len(hits) < norm.min_count or end > twin.as_of or end - DAY < twin.start:
            continue
        if twin.people.ever_employed(owner, begin, end):
            fact, least = Decimal(sum(hits)) * 100, limit.value * len(hits)
            yield Judged(f"{owner}|{name}", fact < least, fact == least)


def _groups(twin: Twin, norm: Conversion) -> dict[tuple[str, date, date, str], list[bool]]:
    groups: dict[tuple[str, date, date, str], list[bool]] = {}
    for deal in twin.deals.values():
        starts = [visit.entered for visit in deal.visits if visit.stage == norm.start]
        if not starts or not twin.in_scope(norm, deal):
            continue
        first = min(starts)
        if norm.basis == "cohort":
            hit = any(visit.stage == norm.to and visit.entered >= first for visit in deal.visits)
            moment, owner = first, twin.owners.after(deal.id, first)
        elif deal.closed:
            hit, moment, owner = deal.stage == norm.to, deal.closed, twin.end_owner(deal)
        else:
            continue
        if owner:
            groups.setdefault((owner, *period(norm.per, moment.date())), []).append(hit)
    return groups
