"""What the kinds that measure delays share."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from handbook.norms.quantity import Quantity, Unit
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged, whole

SIZE = {
    Unit.MINUTE: 60,
    Unit.WORKING_MINUTE: 60,
    Unit.HOUR: 3_600,
    Unit.WORKING_HOUR: 3_600,
    Unit.DAY: 86_400,
}


def delay(  # noqa: PLR0913 - two moments, by whose time, against what
    twin: Twin, key: str, limit: Quantity, first: datetime, last: datetime, *, schedule: str | None
) -> Judged:
    """An object judged by the working time between two moments, or by working days where the limit is in days."""
    if limit.unit is Unit.WORKING_DAY:
        days = twin.people.working_days(first.date(), last.date(), schedule)
        return Judged(key, days > limit.value, days == limit.value)
    seconds = twin.people.working_seconds(whole(first), whole(last), schedule)
    longest = Decimal(SIZE[limit.unit]) * limit.value
    return Judged(key, seconds > longest, seconds == longest)
