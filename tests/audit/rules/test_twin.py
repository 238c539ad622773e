"""SQL and plain Python, written apart from norms.md, list the same violators on random exports."""

from __future__ import annotations

from datetime import date

import pytest

from audit.database import connect
from audit.rules import RULE
from handbook.norms.imitation import Imitation
from tests.audit.rules.chance import AS_OF, STAFF, book, world
from tests.audit.rules.twin import KINDS, Twin
from tests.audit.rules.world import audit
from tests.volume import volume

#: Exports that are judged, at the desk in three of the ways below, and deals of each; with every table an export has
#: some twenty thousand rows.
SEEDS, SIZE = range(0, 20, volume(1, 7)), volume(1200, 250)
#: Exports that are looked at, and deals that it takes to meet every limit.
WORLDS, ENOUGH = volume(20, 3), 1200

#: What is left out of the export, when the audit stands and where it starts.
VARIANTS: tuple[tuple[tuple[str, ...], date | None, date | None], ...] = (
    ((), AS_OF, None),
    ((), None, None),
    ((), AS_OF, date(2026, 1, 20)),
    (("owner_changes", "field_changes"), AS_OF, None),
    (("fx", "field_changes"), date(2026, 4, 1), date(2025, 12, 1)),
    (("stage_changes",), AS_OF, None),
    (("activities",), None, date(2026, 2, 1)),
    (("deal_products", "invoices", "leads"), AS_OF, None),
    (("clients", "quotes"), AS_OF, None),
    (("deals",), AS_OF, date(2025, 12, 15)),
)

#: Norms that cannot be checked without a table, by their identifiers.
NEED: dict[str, str] = {
    "owner_changes": "",
    "fx": "",
    "deal_products": "",
    "quotes": "",
    "field_changes": "pushes planned-both",
    "stage_changes": "cohort closed cohort-editions order order-allowed order-people hands-contract hands-first "
    "hands-owners eyes eyes-since show-moves show-moves-narrow show-all",
    "activities": "act-call act-meeting show-moves show-moves-narrow show-all rate-day rate-week rate-week-days "
    "rate-month rate-narrow rate-source entry entry-minutes entry-schedule gap gap-open gap-no-open",
    "invoices": "debt debt-narrow debt-owner debt-segment debt-company sql-euros",
    "leads": "reaction reaction-successful reaction-narrow reaction-schedule leads leads-roles leads-named",
    "clients": "age-narrow rate-narrow rate-source reaction-narrow entry-minutes tasks-segment complaints-segment "
    "gap-no-open debt-segment orders-narrow feedback-days",
    "deals": "age-editions age-working age-schedule age-positions age-amount age-narrow age-stages stage-days "
    "stage-hours stage-working stage-schedule stage-final open-both open-calendar open-editions open-roles "
    "fields-stage fields-lost fields-both fields-all cohort closed cohort-editions plan-won order order-allowed "
    "order-people hands-contract hands-first hands-owners eyes eyes-since act-call act-quote act-meeting act-card "
    "show-moves show-moves-narrow show-edits show-edits-people show-losses show-all planned planned-editions pushes "
    "planned-both product-created product-won product-editions rate-source gap-open gap-no-open discount "
    "discount-narrow discount-share sql-strangers",
}


def test_every_kind_has_a_rule_and_a_twin() -> None:
    kinds = {placed.norm.kind for placed in book().norms.values()}
    assert set(RULE) == set(KINDS) == kinds


@pytest.mark.parametrize("seed", SEEDS)
def test_the_rules_agree_with_plain_loops(seed: int) -> None:
    without, as_of, judged_from = VARIANTS[seed % len(VARIANTS)]
    tables = {name: rows for name, rows in world(seed, SIZE).items() if name not in without}
    norms = book()
    judged = audit(connect(), norms, tables, STAFF, as_of=as_of, judged_from=judged_from)
    twin = Twin(norms, tables, STAFF, judged.as_of, judged_from)
    assert judged.start == twin.start
    unchecked = {verdict.norm_id for verdict in judged.verdicts if verdict.missing}
    assert unchecked == {norm_id for table in without for norm_id in NEED[table].split()}
    for verdict in judged.verdicts:
        if verdict.norm_id in unchecked:
            continue
        population, violators = twin.judge(norms.norms[verdict.norm_id].norm)
        found = [item.key for item in verdict.violations]
        assert len(found) == len(set(found))
        assert set(found) == violators, verdict.norm_id
        assert verdict.population == population, verdict.norm_id


@pytest.mark.parametrize("seed", range(WORLDS))
def test_the_random_worlds_keep_and_break_every_norm_and_meet_every_limit(seed: int) -> None:
    norms = book()
    twin = Twin(norms, world(seed, ENOUGH), STAFF, AS_OF, None)
    for placed in norms.norms.values():
        norm_id, objects = placed.norm.id, twin.objects(placed.norm)
        # Of a query only the violators come back; a company, or its months, are too few to be of every sort.
        if placed.norm.kind == "custom_sql" or norm_id in {"debt-company", "feedback"}:
            continue
        assert {item.bad for item in objects} == {True, False}, norm_id
        if any(item.on_limit is not None for item in objects):
            # On the limit is kept; only corrections are suspicious when there are so many of them in so many minutes.
            suspicious = isinstance(placed.norm, Imitation) and placed.norm.mass_edit is not None
            assert suspicious in {item.bad for item in objects if item.on_limit}, norm_id
