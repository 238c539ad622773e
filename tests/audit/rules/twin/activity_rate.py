"""Number of activities of a performer in a period."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from handbook.norms.activity_rate import ActivityRate
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged, Row, period
from tests.audit.rules.twin.linked import reaches, segment

LEAST_DAYS = {"day": 1, "week": 3, "month": 15}


def judge(twin: Twin, norm: ActivityRate) -> Iterator[Judged]:
    counts: Counter[tuple[str, date]] = Counter()
    performers: set[str] = set()
    seen: set[str] = set()
    for row in twin.human_activities():
        number = row.get("activity_id")
        if not row.get("employee") or number in seen or not _in_scope(twin, norm, row):
            continue
        if number:
            seen.add(number)
        performers.add(row["employee"])
        if _matches(norm, row):
            counts[row["employee"], period(norm.per, row["started_at"].date())[0]] += 1
    for person in twin.people.judged(norm, performers):
        first, end, name = period(norm.per, twin.start)
        while first < twin.as_of:
            least, most = _limits(twin, norm, person, first, end)
            count = counts[person, first]
            if least is not None or most is not None:
                bad = (least is not None and count < least) or (most is not None and count > most)
                yield Judged(f"{person}|{name}", bad, count in (least, most))
            first, end, name = period(norm.per, end)


def _in_scope(twin: Twin, norm: ActivityRate, row: Row) -> bool:
    own = segment(twin, row.get("client_id"), row.get("deal_id"))
    return reaches(twin, norm, row.get("deal_id"), segments=own)


def _matches(norm: ActivityRate, row: Row) -> bool:
    return (
        row.get("kind") == norm.activity
        and (norm.direction is None or row.get("direction") == norm.direction)
        and (norm.result is None or row.get("result") == norm.result)
    )


def _limits(twin: Twin, norm: ActivityRate, person: str, first: date, end: date) -> tuple[Decimal | None, ...]:
    """The minimum and the maximum by which a person is judged in a period."""
    edition = twin.edition(norm, first)
    day_off = norm.per == "day" and not twin.people.works(first)
    if day_off or not twin.people.ever_employed(person, first, end):
        return None, None
    days = len(twin.people.available_days(person, first, end))
    enough = end <= twin.as_of and days >= (norm.min_days or LEAST_DAYS[norm.per])
    return edition.min.value if edition.min and enough else None, edition.max.value if edition.max else None
