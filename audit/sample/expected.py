"""Violators of the whole sample, from every oracle."""

from __future__ import annotations

from audit.sample.model import World
from audit.sample.oracle import breaks, company_breaks
from audit.sample.oracle_contacts import contact_breaks
from audit.sample.oracle_hands import hand_breaks
from audit.sample.oracle_money import money_breaks, voice_breaks
from audit.sample.oracle_work import client_breaks, guest_breaks, lead_breaks, task_breaks, work_breaks
from audit.sample.year import Year


def expected_of(world: World, year: Year) -> dict[str, frozenset[str]]:
    """Norm → keys of all its violators.

    Args:
        world: The company.
        year: Everything that happened.
    """
    found = (
        company_breaks(world, year.every, year.plan)
        | contact_breaks(world, year.leads, year.activities)
        | hand_breaks(world, year.every, year.activities)
        | money_breaks(world, year.money, year.plan_paid)
        | voice_breaks(world, year.money.orders, year.feedback, year.complaints)
        | work_breaks(world, year.activities, year.dials)
        | task_breaks(world, year.tasks)
        | lead_breaks(world, year.leads)
        | client_breaks(world, year.clients, year.every, year.activities)
        | guest_breaks(year.events, year.every, year.activities)
    )
    for deal in year.every:
        for norm, key in breaks(world, deal):
            found.setdefault(norm, set()).add(key)
    return {norm: frozenset(keys) for norm, keys in sorted(found.items())}
