"""An activity, or a document in the card, that must precede a stage."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handbook.norms.required_activity import RequiredActivity
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Deal, Judged


def judge(twin: Twin, norm: RequiredActivity) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    done = _done(twin, norm.activity) if norm.activity else {}
    for deal in twin.deals.values():
        if twin.before_start(deal) or not twin.in_scope(norm, deal) or not _entered(deal, norm.before):
            continue
        if not twin.in_force(norm, deal.created.date() if deal.created else None):
            continue
        if people is not None and twin.end_owner(deal) not in people:
            continue
        if norm.document:
            yield Judged(deal.id, not twin.is_filled(deal, norm.document))
            continue
        entered = _first_entry(deal, norm.before)
        if entered is not None:
            first = done.get(deal.id)
            yield Judged(deal.id, first is None or first >= entered)


def _entered(deal: Deal, stage: str) -> bool:
    if deal.has_history:
        return any(visit.stage == stage for visit in deal.visits)
    return deal.stage == stage


def _first_entry(deal: Deal, stage: str) -> datetime | None:
    if deal.has_history:
        return min((visit.entered for visit in deal.visits if visit.stage == stage), default=None)
    return deal.entered if deal.stage == stage else None


def _done(twin: Twin, kind: str) -> dict[str, datetime]:
    """When the first such activity of each deal was."""
    moments = [(row.get("deal_id"), row["started_at"]) for row in twin.human_activities() if row.get("kind") == kind]
    if kind == "quote":
        moments += [(row.get("deal_id"), row["created_at"]) for row in twin.rows("quotes") if row.get("created_at")]
    found: dict[str, datetime] = {}
    for deal_id, moment in moments:
        if deal_id and (deal_id not in found or moment < found[deal_id]):
            found[deal_id] = moment
    return found
