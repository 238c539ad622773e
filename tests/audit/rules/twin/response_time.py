"""Working time until somebody answers a lead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handbook.norms.response_time import ResponseTime
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.delays import delay
from tests.audit.rules.twin.facts import Judged, Row
from tests.audit.rules.twin.linked import once, reaches, segment


def judge(twin: Twin, norm: ResponseTime) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for lead in once(twin, "leads", "lead_id"):
        arrived = lead.get("created_at")
        if not twin.happened(arrived) or not _in_scope(twin, norm, lead):
            continue
        if people is not None and lead.get("owner") not in people:
            continue
        limit = twin.edition(norm, arrived.date()).max
        answered = _answered(twin, norm, lead)
        answered = max(answered, arrived) if answered else None
        if limit is None or (twin.judged_from and answered and answered.date() < twin.judged_from):
            continue
        yield delay(twin, lead["lead_id"], limit, arrived, answered or twin.noon, schedule=norm.schedule)


def _in_scope(twin: Twin, norm: ResponseTime, lead: Row) -> bool:
    own = {"sources": lead.get("source"), "segments": segment(twin, lead.get("client_id"), lead.get("deal_id"))}
    return reaches(twin, norm, lead.get("deal_id"), **own)


def _answered(twin: Twin, norm: ResponseTime, lead: Row) -> datetime | None:
    given: datetime | None = lead.get("first_response_at")
    if twin.happened(given):
        return given
    moments = [
        row["started_at"]
        for row in twin.by("activities", "lead_id").get(lead["lead_id"], ())
        if twin.happened(row["started_at"]) and row.get("is_human") is not False and _answers(norm, row)
    ]
    return min((moment for moment in moments if moment >= lead["created_at"]), default=None)


def _answers(norm: ResponseTime, row: Row) -> bool:
    if row.get("direction") == "in":
        return row.get("result") == "success"
    return row.get("direction") == "out" and (norm.counts == "any" or row.get("result") == "success")
