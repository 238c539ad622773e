"""SQL and plain Python, written apart from norms.md, list the same violators on random exports."""

from __future__ import annotations

from datetime import date

import pytest

from audit.database import connect
from handbook.result import Status
from tests.audit.rules.chance import AS_OF, NORMS, STAFF, world
from tests.audit.rules.twin import Twin
from tests.audit.rules.world import audit, handbook

#: What is left out of the export, when the audit stands and where it starts.
VARIANTS: tuple[tuple[tuple[str, ...], date | None, date | None], ...] = (
    ((), AS_OF, None),
    ((), None, None),
    ((), AS_OF, date(2026, 1, 20)),
    (("owner_changes", "field_changes"), AS_OF, None),
    (("fx", "field_changes"), date(2026, 4, 1), date(2025, 12, 1)),
    (("stage_changes",), AS_OF, None),
)


@pytest.mark.parametrize("seed", range(18))
def test_the_rules_agree_with_plain_loops(seed: int) -> None:
    without, as_of, judged_from = VARIANTS[seed % len(VARIANTS)]
    tables = {name: rows for name, rows in world(seed).items() if name not in without}
    book = handbook(NORMS, STAFF)
    judged = audit(connect(), book, tables, STAFF, as_of=as_of, judged_from=judged_from)
    twin = Twin(book, tables, STAFF, judged.as_of, judged_from)
    assert judged.start == twin.start
    for verdict in judged.verdicts:
        if verdict.missing:
            assert without == ("stage_changes",), verdict.reason
            assert verdict.kind == "conversion"
            continue
        population, violators = twin.judge(book.norms[verdict.norm_id].norm)
        found = [item.key for item in verdict.violations]
        assert len(found) == len(set(found))
        assert set(found) == violators, verdict.norm_id
        assert verdict.population == population, verdict.norm_id


def test_the_random_worlds_break_every_norm_somewhere() -> None:
    statuses: dict[str, set[Status]] = {}
    for seed in (0, 2):
        for verdict in audit(connect(), handbook(NORMS, STAFF), world(seed), STAFF, as_of=AS_OF).verdicts:
            statuses.setdefault(verdict.norm_id, set()).add(verdict.status)
    assert {key for key, found in statuses.items() if Status.FAILED not in found} == set()
