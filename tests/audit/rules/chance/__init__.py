"""Random exports with everything that goes wrong in real ones, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from handbook.book import Handbook
from handbook.norms import Norm
from tests.audit.rules import world as company
from tests.audit.rules.chance import (
    activities,
    clients,
    deals,
    exact,
    exact_work,
    funnels,
    history,
    leads,
    money,
    norms,
    norms_clients,
    norms_history,
    norms_sql,
    norms_work,
    orders,
    prices,
    tasks,
)
from tests.audit.rules.chance.people import AS_OF, SCHEDULES, STAFF, Tables

#: In this order: a generator may read the tables of those before it. Each throws dice of its own.
GENERATORS: dict[str, Callable[[random.Random, Tables, int], None]] = {
    "deals": deals.add,
    "history": history.add,
    "prices": prices.add,
    "clients": clients.add,
    "money": money.add,
    "activities": activities.add,
    "leads": leads.add,
    "tasks": tasks.add,
    "orders": orders.add,
    "exact": exact.add,
    "exact_work": exact_work.add,
}

NORMS: tuple[Norm, ...] = (
    *norms.NORMS,
    *norms_history.NORMS,
    *norms_work.NORMS,
    *norms_clients.NORMS,
    *norms_sql.NORMS,
)


def world(seed: int, size: int = 120) -> Tables:
    """Tables of one random export with so many deals."""
    tables: Tables = {}
    for name, add in GENERATORS.items():
        add(random.Random(f"{seed} {name}"), tables, size)  # noqa: S311 - reproducible exports, not secrets
    return tables


def book() -> Handbook:
    """The handbook of the random companies."""
    own = company.company(schedules=SCHEDULES)
    return replace(company.handbook(NORMS, STAFF, own=own), processes=funnels.processes())


__all__ = ["AS_OF", "NORMS", "STAFF", "book", "world"]
