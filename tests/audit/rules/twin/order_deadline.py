"""Days by which an order is late."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.order_deadline import OrderDeadline
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged
from tests.audit.rules.twin.linked import once, owner, reaches, segment


def judge(twin: Twin, norm: OrderDeadline) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for row in once(twin, "orders", "order_id"):
        due, delivered = row.get("due_at"), row.get("delivered_at")
        created = row.get("created_at")
        if not twin.happened(due) or (created and not twin.happened(created)):
            continue
        if not reaches(
            twin, norm, row.get("deal_id"), segments=segment(twin, row.get("client_id"), row.get("deal_id"))
        ):
            continue
        last = delivered.date() if twin.happened(delivered) else None
        if twin.judged_from and last and last < twin.judged_from:
            continue
        if people is not None and owner(twin, row, due) not in people:
            continue
        limit = twin.edition(norm, due.date()).max
        if limit is not None:
            days = ((last or twin.as_of) - due.date()).days
            yield Judged(row["order_id"], days > limit.value, days == limit.value)
