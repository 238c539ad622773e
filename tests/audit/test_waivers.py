"""Exceptions: a waived violator stays listed and leaves the share; stale exceptions are remarked upon."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from audit.database import connect
from audit.engine import Judged
from handbook.model.waiver import Waiver
from handbook.result import Status
from tests.audit.rules.world import audit, deal, handbook, norm

AS_OF = date(2026, 3, 1)
TABLES: dict[str, Any] = {
    "deals": [
        deal("1", "2026-01-01 10:00", owner="Анна"),
        deal("2", "2026-01-02 10:00", owner="Анна"),
        deal("3", "2026-02-27 10:00", owner="Анна"),
    ]
}


def waiver(thing: str, until: date = date(2026, 12, 31), norm_id: str = "n") -> Waiver:
    fields = {"norm": norm_id, "object": thing, "reason": "Ждём поставку", "author": "РОП", "until": until}
    return Waiver.model_validate(fields)


def judged(*waivers: Waiver, tables: dict[str, Any] = TABLES, **fields: object) -> Judged:
    item = norm(kind="deal_age", max="30 d", **fields)
    return audit(connect(), replace(handbook([item]), waivers=waivers), tables, as_of=AS_OF)


def test_a_waived_violator_stays_listed_and_leaves_the_share() -> None:
    found = judged(waiver("1"))
    verdict = found.verdicts[0]
    assert verdict.status is Status.FAILED
    assert [item.key for item in verdict.violations] == ["2"]
    assert [(item.violation.key, item.reason, item.author) for item in verdict.waived] == [
        ("1", "Ждём поставку", "РОП")
    ]
    assert (verdict.population, verdict.share) == (3, pytest.approx(1 / 3))
    assert [(count.population, count.violators) for count in verdict.owners] == [(3, 1)]
    assert found.score.value == pytest.approx(200 / 3)
    assert not [item for item in found.findings if "waiver" in item.code]


def test_a_norm_is_waived_only_if_every_violator_is() -> None:
    verdict = judged(waiver("1"), waiver("2")).verdicts[0]
    assert verdict.status is Status.WAIVED
    assert (len(verdict.violations), len(verdict.waived)) == (0, 2)


def test_with_others_left_a_norm_within_its_tolerance_is_kept_and_not_waived() -> None:
    verdict = judged(waiver("1"), tolerance=34).verdicts[0]
    assert verdict.status is Status.PASSED
    assert len(verdict.violations) == 1


@pytest.mark.parametrize(("until", "served"), [(date(2026, 2, 28), True), (date(2026, 2, 27), False)])
def test_the_last_day_of_a_waiver_still_counts(until: date, *, served: bool) -> None:
    found = judged(waiver("1", until))
    assert len(found.verdicts[0].waived) == served
    codes = [item.code for item in found.findings if "waiver" in item.code]
    assert codes == ([] if served else ["expired-waiver"])


def test_nothing_is_said_of_waivers_of_breaches_to_come() -> None:
    later = {**TABLES, "deals": [*TABLES["deals"], deal("9", f"{AS_OF:%Y-%m-%d} 10:00")]}
    found = judged(waiver("99"), waiver("3", date(2026, 1, 1)), tables=later)
    assert [item.code for item in found.findings if "waiver" in item.code] == ["expired-waiver"]


def test_waivers_that_nothing_needs_are_named() -> None:
    found = judged(waiver("3"), waiver("99"), waiver("3", date(2026, 1, 1)))
    messages = [item.message for item in found.findings if "waiver" in item.code]
    assert messages == [
        "исключение «3» по норме n ничего не исключает: такого нарушения нет",
        "исключение «99» по норме n ничего не исключает: такого нарушения нет",
        "исключение «3» по норме n истекло 01.01.2026: нарушения больше нет",
    ]


def test_nothing_is_said_of_waivers_from_a_norm_that_could_not_be_checked() -> None:
    found = judged(waiver("1"), tables={"deals": [{"deal_id": "1", "outcome": "open"}]})
    assert found.verdicts[0].status is Status.NOT_CHECKED
    assert not [item for item in found.findings if "waiver" in item.code]


def test_the_key_of_a_violator_names_it_too() -> None:
    tables: dict[str, Any] = {
        "deals": [deal("1", "2026-01-01 10:00", owner="Анна")],
        "stage_changes": [
            {"deal_id": "1", "stage": stage, "entered_at": deal("1", moment)["created_at"]}
            for stage, moment in [("Договор", "2026-01-02"), ("Квалификация", "2026-01-12"), ("Договор", "2026-01-13")]
        ],
    }
    item = norm(kind="stage_age", stage="Договор", max="1 d")
    book = replace(handbook([item]), waivers=(waiver("1|Договор|2"),))
    verdict = audit(connect(), book, tables, as_of=AS_OF).verdicts[0]
    assert [found.key for found in verdict.violations] == ["1|Договор|1"]
    assert [found.violation.key for found in verdict.waived] == ["1|Договор|2"]
