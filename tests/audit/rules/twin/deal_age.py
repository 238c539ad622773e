"""Age of deals."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.deal_age import DealAge
from handbook.norms.quantity import Unit
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged


def judge(twin: Twin, norm: DealAge) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for deal in twin.deals.values():
        if not deal.created or deal.closing_unknown or twin.before_start(deal) or not twin.in_scope(norm, deal):
            continue
        if people is not None and twin.end_owner(deal) not in people:
            continue
        limit = twin.edition(norm, deal.created.date()).max
        if limit is None:
            continue
        first, last = deal.created.date(), deal.closed.date() if deal.closed else twin.as_of
        age = (last - first).days
        if limit.unit is Unit.WORKING_DAY:
            age = twin.people.working_days(first, last, norm.schedule)
        yield Judged(deal.id, age > limit.value, age == limit.value)
