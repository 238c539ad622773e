"""The least number of deals with a product that an owner must create or win in a month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from handbook.norms.product_minimum import ProductMinimum
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Judged, low, period

MIN_DAYS = 15


def judge(twin: Twin, norm: ProductMinimum) -> Iterator[Judged]:
    least_days = norm.min_days or MIN_DAYS
    owners: set[str] = set()
    counts: Counter[tuple[str | None, date]] = Counter()
    for deal in twin.deals.values():
        if not twin.in_scope(norm, deal):
            continue
        if not twin.before_start(deal):
            owners |= twin.owned_by(deal)
        if not deal.created or low(norm.product) not in deal.products:
            continue
        owner = twin.owners.after(deal.id, deal.created)
        if norm.count == "created":
            counts[owner, deal.created.date().replace(day=1)] += 1
        elif deal.outcome == "won" and deal.closed:
            counts[owner, deal.closed.date().replace(day=1)] += 1
    for owner in twin.people.judged(norm, owners):
        first, end, name = period("month", twin.start)
        while end <= twin.as_of:
            limit = twin.edition(norm, first).min
            employed = twin.people.ever_employed(owner, first, end)
            if limit and employed and len(twin.people.available_days(owner, first, end)) >= least_days:
                number = counts[owner, first]
                yield Judged(f"{owner}|{name}", number < limit.value, number == limit.value)
            first, end, name = period("month", end + DAY)
