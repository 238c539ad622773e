"""Fields of deals that must be filled."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.required_fields import RequiredFields
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Deal, Judged


def judge(twin: Twin, norm: RequiredFields) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for deal in twin.deals.values():
        if twin.before_start(deal) or not twin.in_scope(norm, deal):
            continue
        if people is not None and twin.end_owner(deal) not in people:
            continue
        if not twin.in_force(norm, deal.created.date() if deal.created else None) or not _due(twin, norm, deal):
            continue
        for name in dict.fromkeys(norm.fields):
            yield Judged(f"{deal.id}|{name}", not twin.is_filled(deal, name, norm.placeholders))


def _due(twin: Twin, norm: RequiredFields, deal: Deal) -> bool:
    if norm.from_stage is None and norm.on is None:
        return True
    seen = [(visit.pipeline, visit.stage) for visit in deal.visits]
    if not deal.has_history:
        seen = [(deal.pipeline, deal.stage or "")]
    for place in seen:
        base, rank = twin.ranks.get((place[0], norm.from_stage)), twin.ranks.get(place)
        if base and rank and rank[1] == "open" and rank[0] >= base[0]:
            return True
    return norm.on is not None and deal.outcome == norm.on
