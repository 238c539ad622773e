"""Signs that the CRM is filled in for show."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from handbook.norms.imitation import Imitation, MassEdit
from handbook.norms.quantity import Quantity
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Judged, of_deals, period


def judge(twin: Twin, norm: Imitation) -> Iterator[Judged]:
    if norm.moves_without_activity:
        yield from _moves(twin, norm)
    days: dict[str, Judged] = {}
    for found in (
        *(_edits(twin, norm, norm.mass_edit) if norm.mass_edit else ()),
        *(_losses(twin, norm, norm.last_day_losses) if norm.last_day_losses else ()),
    ):
        same = days.get(found.key, found)
        days[found.key] = Judged(found.key, found.bad or same.bad, found.on_limit or same.on_limit)
    yield from days.values()


def _moves(twin: Twin, norm: Imitation) -> Iterator[Judged]:
    """Deals that left a stage in which nothing had been done."""
    people = twin.people.in_scope(norm)
    done: dict[str, list[datetime]] = defaultdict(list)
    for row in sorted(twin.human_activities(), key=lambda row: row["started_at"]):
        done[row.get("deal_id") or ""].append(row["started_at"])
    for deal in twin.deals.values():
        if not deal.visits or twin.before_start(deal) or not twin.in_scope(norm, deal):
            continue
        if people is not None and twin.end_owner(deal) not in people:
            continue
        if not twin.in_force(norm, deal.created.date() if deal.created else None):
            continue
        moments = done.get(deal.id, [])
        left = [
            (bisect_left(moments, visit.entered), bisect_left(moments, visit.left))
            for visit in deal.visits
            if visit.left
        ]
        yield Judged(deal.id, any(first == end for first, end in left))


def _edits(twin: Twin, norm: Imitation, mass: MassEdit) -> Iterator[Judged]:
    """Days of employees with so many corrections within so many minutes."""
    people = twin.people.in_scope(norm)
    made: dict[tuple[str, date], list[datetime]] = defaultdict(list)
    for name, moment in _corrections(twin, norm):
        made[name, moment.date()].append(moment)
    for (name, day), moments in made.items():
        if people is not None and name not in people:
            continue
        if day >= twin.start and twin.people.employed(name, day) and twin.in_force(norm, day):
            moments.sort()
            spans = [last - first for first, last in zip(moments, moments[mass.count - 1 :], strict=False)]
            window = timedelta(minutes=mass.minutes)
            yield Judged(f"{name}|{day}", any(span <= window for span in spans), window in spans)


def _corrections(twin: Twin, norm: Imitation) -> Iterator[tuple[str, datetime]]:
    """Who wrote what of the deals in scope when."""
    deals = {deal.id for deal in twin.deals.values() if not twin.before_start(deal) and twin.in_scope(norm, deal)}
    signed = twin.has("stage_changes", "changed_by")
    for row in twin.rows("stage_changes"):
        if row["deal_id"] in deals and row.get("changed_by") and twin.happened(row["entered_at"]):
            yield row["changed_by"], row["entered_at"]
    for row in twin.rows("field_changes"):
        told_twice = signed and row["field"] == "stage"
        if row["id"] in deals and row.get("by") and of_deals(row) and twin.happened(row["at"]) and not told_twice:
            yield row["by"], row["at"]


def _losses(twin: Twin, norm: Imitation, limit: Quantity) -> Iterator[Judged]:
    """Last working days of owners who closed too great a share of the month's losses on them."""
    people = twin.people.in_scope(norm)
    lost: dict[tuple[str, date], list[date]] = defaultdict(list)
    for deal in twin.deals.values():
        owner = twin.end_owner(deal)
        if deal.outcome == "lost" and deal.closed and owner and twin.in_scope(norm, deal):
            lost[owner, deal.closed.date().replace(day=1)].append(deal.closed.date())
    for (owner, month), days in lost.items():
        first, end, _ = period("month", month)
        last = max(first + DAY * n for n in range((end - first).days) if twin.people.works(first + DAY * n))
        if (people is not None and owner not in people) or not twin.people.ever_employed(owner, first, end):
            continue
        if last < twin.as_of and end > twin.start and twin.in_force(norm, last):
            share, whole = days.count(last) * 100, limit.value * len(days)
            yield Judged(f"{owner}|{last}", share > whole, share == whole)
