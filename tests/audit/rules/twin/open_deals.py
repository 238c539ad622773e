"""Number of open deals of an owner at the end of a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from handbook.norms.open_deals import OpenDeals
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Judged


def judge(twin: Twin, norm: OpenDeals) -> Iterator[Judged]:
    owners: set[str] = set()
    changes: dict[tuple[str | None, date], int] = defaultdict(int)
    for deal in twin.deals.values():
        if not deal.created or deal.closing_unknown or twin.before_start(deal) or not twin.in_scope(norm, deal):
            continue
        owners |= twin.owned_by(deal)
        end = deal.closed.date() if deal.closed else twin.as_of
        for owner, first, until in twin.owners.by_day(deal.id, deal.created.date(), end):
            if first < until:
                changes[owner, max(first, twin.start)] += 1
                changes[owner, max(until, twin.start)] -= 1
    for owner in twin.people.judged(norm, owners):
        number, day = 0, twin.start
        while day < twin.as_of:
            number += changes[owner, day]
            edition, available = twin.edition(norm, day), twin.people.available(owner, day)
            by_max = available or (norm.days == "calendar" and twin.people.employed(owner, day))
            least = edition.min.value if edition.min and available else None
            most = edition.max.value if edition.max and by_max else None
            if least is not None or most is not None:
                bad = (least is not None and number < least) or (most is not None and number > most)
                yield Judged(f"{owner}|{day}", bad, number in (least, most))
            day += DAY
