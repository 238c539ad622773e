"""Number of leads given to an owner in a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from handbook.norms.lead_capacity import LeadCapacity
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged, period
from tests.audit.rules.twin.linked import once, reaches, segment


def judge(twin: Twin, norm: LeadCapacity) -> Iterator[Judged]:
    counts: Counter[tuple[str, date]] = Counter()
    owners: set[str] = set()
    for lead in once(twin, "leads", "lead_id"):
        own = {"sources": lead.get("source"), "segments": segment(twin, lead.get("client_id"), lead.get("deal_id"))}
        arrived, given = lead.get("created_at"), lead.get("assigned_at")
        known = arrived or given
        if not lead.get("owner") or not twin.happened(known):
            continue
        if reaches(twin, norm, lead.get("deal_id"), **own):
            owners.add(lead["owner"])
            if twin.happened(given):
                counts[lead["owner"], given.date().replace(day=1)] += 1
    for owner in twin.people.judged(norm, owners):
        first, end, name = period("month", twin.start)
        while first < twin.as_of:
            limit = twin.edition(norm, first).max
            if limit and twin.people.ever_employed(owner, first, end):
                number = counts[owner, first]
                yield Judged(f"{owner}|{name}", number > limit.value, number == limit.value)
            first, end, name = period("month", end)
