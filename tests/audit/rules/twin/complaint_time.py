"""Working time until a complaint is answered."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.complaint_time import ComplaintTime
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.delays import delay
from tests.audit.rules.twin.facts import Judged, Row
from tests.audit.rules.twin.linked import once, reaches, segment


def judge(twin: Twin, norm: ComplaintTime) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    orders: dict[str, Row] = {row["order_id"]: row for row in once(twin, "orders", "order_id")}
    for row in once(twin, "complaints", "complaint_id"):
        received, answered = row.get("received_at"), row.get("answered_at")
        if not twin.happened(received) or (people is not None and row.get("owner") not in people):
            continue
        order = orders.get(row.get("order_id") or "", {})
        if not reaches(
            twin, norm, order.get("deal_id"), segments=segment(twin, row.get("client_id"), order.get("deal_id"))
        ):
            continue
        answered = max(answered, received) if twin.happened(answered) else None
        if twin.judged_from and answered and answered.date() < twin.judged_from:
            continue
        limit = twin.edition(norm, received.date()).max
        if limit is not None:
            yield delay(twin, row["complaint_id"], limit, received, answered or twin.noon, schedule=norm.schedule)
