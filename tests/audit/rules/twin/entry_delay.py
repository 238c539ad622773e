"""Working time between an activity and its record."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.entry_delay import EntryDelay
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.delays import delay
from tests.audit.rules.twin.facts import Judged
from tests.audit.rules.twin.linked import once, reaches, segment


def judge(twin: Twin, norm: EntryDelay) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for row in once(twin, "activities", "activity_id"):
        happened, recorded = row.get("started_at"), row.get("recorded_at")
        if row.get("is_human") is False or not twin.happened(happened) or not twin.happened(recorded):
            continue
        if (people is not None and row.get("employee") not in people) or not reaches(
            twin, norm, row.get("deal_id"), segments=segment(twin, row.get("client_id"), row.get("deal_id"))
        ):
            continue
        if twin.judged_from and recorded.date() < twin.judged_from:
            continue
        limit = twin.edition(norm, happened.date()).max
        if limit is not None:
            yield delay(twin, row["activity_id"], limit, happened, recorded, schedule=norm.schedule)
