"""Open deals past their planned date, and how often the date was pushed."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.planned_close import PlannedClose
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Deal, Judged, day_of, of_deals


def judge(twin: Twin, norm: PlannedClose) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    edition = norm.edition_on(twin.as_of - DAY)
    if edition is None:
        return
    for deal in twin.deals.values():
        if twin.before_start(deal) or not twin.in_scope(norm, deal):
            continue
        if people is not None and twin.end_owner(deal) not in people:
            continue
        judged = []
        if edition.max and deal.outcome == "open" and deal.planned:
            judged.append(((twin.as_of - deal.planned).days, edition.max.value))
        if norm.max_pushes is not None:
            judged.append((_pushes(twin, deal), norm.max_pushes))
        if judged:
            bad = any(actual > limit for actual, limit in judged)
            yield Judged(deal.id, bad, any(actual == limit for actual, limit in judged))


def _pushes(twin: Twin, deal: Deal) -> int:
    count = 0
    for row in twin.by("field_changes", "id").get(deal.id, ()):
        if row["field"] == "planned_close" and of_deals(row) and twin.happened(row["at"]):
            old, new = day_of(row["old"]), day_of(row["new"])
            count += bool(old and new and new > old)
    return count
