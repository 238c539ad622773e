"""Who moves deals into a stage, and whether two stages were entered by different people."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.norms.performer import Performer
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Deal, Judged, Visit


def judge(twin: Twin, norm: Performer) -> Iterator[Judged]:
    for deal in twin.deals.values():
        if twin.before_start(deal):
            continue
        if norm.distinct:
            yield from _two_people(twin, norm, deal, *norm.distinct)
        elif norm.stage:
            made = [visit for visit in _entries(twin, norm, deal, norm.stage) if _judged(twin, norm, deal, visit)]
            if made:
                allowed = set(norm.roles)
                bad = any(not allowed & twin.people.roles(person) for visit in made for person in visit.people)
                yield Judged(f"{deal.id}|{norm.stage}", bad)


def _two_people(twin: Twin, norm: Performer, deal: Deal, first: str, second: str) -> Iterator[Judged]:
    before = {person for visit in deal.visits if visit.stage == first for person in visit.people}
    after = [visit for visit in _entries(twin, norm, deal, second) if _judged(twin, norm, deal, visit)]
    if before and after:
        yield Judged(f"{deal.id}|{second}", any(not before.isdisjoint(visit.people) for visit in after))


def _entries(twin: Twin, norm: Performer, deal: Deal, stage: str) -> list[Visit]:
    """Entries into a stage of the scope by somebody known."""
    return [
        visit
        for visit in deal.visits
        if visit.stage == stage and visit.people and twin.in_scope(norm, deal, visit.pipeline or "?", visit.stage)
    ]


def _judged(twin: Twin, norm: Performer, deal: Deal, visit: Visit) -> bool:
    """Whether an entry is judged: made when the norm was in force, while someone of the scope owned the deal."""
    day = visit.entered.date()
    people = twin.people.in_scope(norm)
    if not twin.in_force(norm, day) or (twin.judged_from and day < twin.judged_from):
        return False
    return people is None or twin.owners.after(deal.id, visit.entered) in people
