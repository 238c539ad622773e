"""Share of the orders of a month that were answered with feedback."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from handbook.norms.feedback_share import FeedbackShare
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Judged, period
from tests.audit.rules.twin.linked import once, owner, reaches, segment

LEAST_DAYS = 15


def judge(twin: Twin, norm: FeedbackShare) -> Iterator[Judged]:
    answered = {row.get("order_id") for row in twin.rows("feedback") if twin.happened(row.get("received_at"))}
    people = twin.people.in_scope(norm)
    groups: dict[tuple[str, date, date, str], list[bool]] = {}
    for row in once(twin, "orders", "order_id"):
        created, delivered = row.get("created_at"), row.get("delivered_at")
        if created and not twin.happened(created):
            continue
        if not twin.happened(delivered) or (twin.as_of - delivered.date()).days <= norm.after.value:
            continue
        holder = owner(twin, row, delivered)
        if (people is not None and holder not in people) or not reaches(
            twin, norm, row.get("deal_id"), segments=segment(twin, row.get("client_id"), row.get("deal_id"))
        ):
            continue
        group = holder if norm.per == "owner" else "company"
        if group:
            groups.setdefault((group, *period("month", delivered.date())), []).append(row["order_id"] in answered)
    for (group, first, end, name), hits in groups.items():
        limit = twin.edition(norm, first).min
        if limit is None or end > twin.as_of or end - DAY < twin.start:
            continue
        if norm.per == "owner" and len(twin.people.available_days(group, first, end)) < (norm.min_days or LEAST_DAYS):
            continue
        part, least = Decimal(sum(hits)) * 100, limit.value * len(hits)
        yield Judged(f"{group}|{name}", part < least, part == least)
