"""What no verdict of a case shows: days an audit begins and ends with, rows it sets aside, files of its proofs."""

from __future__ import annotations

from datetime import date
from typing import Any

from audit.database import connect
from audit.engine import Judged
from tests.audit.rules.world import at, audit, deal, handbook, norm

STAFF = [{"name": "Анна", "position": "menedzher"}]
AGE = norm(id="n-age", kind="deal_age", max="5 d")
NOON = date(2026, 3, 10)


def judged(tables: dict[str, Any], as_of: date | None = NOON) -> Judged:
    return audit(connect(), handbook([AGE], STAFF), tables, STAFF, as_of=as_of)


def test_the_first_and_the_last_day_there_may_be_are_facts() -> None:
    assert judged({"deals": [deal("1", "2026-03-01 10:00"), deal("2", "1970-01-01 00:00")]}).start == date(1970, 1, 1)
    assert judged({"leads": [{"lead_id": "1", "created_at": at("1970-01-01 10:00")}]}).start == date(1970, 1, 1)
    newest = judged({"deals": [deal("1", "2026-03-01 10:00"), deal("2", "2100-12-31 10:00")]}, None)
    assert newest.as_of == date(2101, 1, 1)


def test_a_slip_on_the_first_or_last_day_there_may_be_is_told() -> None:
    bulk = [deal(str(number), f"2026-03-{number:02d} 10:00") for number in range(1, 9)]
    far = judged({"deals": [*bulk, deal("9", "2100-12-31 10:00")]}, None)
    assert [item.places[0].excerpt for item in far.findings if item.code == "far-date"] == ["31.12.2100"]
    early = judged({"deals": [*bulk, deal("9", "1970-01-01 10:00")]})
    assert [item.places[0].excerpt for item in early.findings if item.code == "early-date"] == ["01.01.1970"]


def test_facts_of_the_day_of_the_audit_start_nothing() -> None:
    tables = {"leads": [{"lead_id": "1", "created_at": at("2026-03-10 00:00")}]}
    assert judged(tables).start == NOON
    robot = {"activity_id": "1", "is_human": False, "started_at": at("2026-03-05 10:00")}
    assert judged({"activities": [robot]}).start == NOON


def test_facts_of_midnight_of_the_audit_are_set_aside() -> None:
    entries = [
        {"deal_id": "1", "pipeline": "Типовые", "stage": "Договор", "entered_at": at(moment)}
        for moment in ("2026-03-10 00:00", "2026-03-09 23:59:59")
    ]
    found = judged(
        {
            "deals": [deal("1", "2026-03-01 10:00", pipeline="Типовые"), deal("1", "2026-03-01 10:00")],
            "stage_changes": entries,
            "leads": [{"lead_id": key, "created_at": at(f"2026-03-{key} 00:00")} for key in ("10", "09")],
        }
    ).set_aside
    assert {file: [(item.reason, item.rows) for item in reasons] for file, reasons in found.items()} == {
        ("deals", "deals.csv"): [("повтор номера сделки", (3,))],
        ("leads", "leads.csv"): [("после даты аудита", (2,))],
        ("stage_changes", "stage_changes.csv"): [("после даты аудита", (2,))],
    }


def test_an_owner_from_midnight_of_the_audit_on_is_nobody_yet() -> None:
    change = {"object": "deal", "id": "1", "old": "Анна", "new": "Чужой", "at": at("2026-03-10 00:00")}
    tables = {"deals": [deal("1", "2026-03-01 10:00", owner="Чужой")], "owner_changes": [change]}
    assert judged(tables).findings == ()


def test_a_violation_names_the_file_its_entry_stands_in() -> None:
    entries = [
        {"deal_id": key, "pipeline": "Типовые", "stage": "Договор", "entered_at": at("2026-03-01 10:00"), **place}
        for key, place in (
            ("1", {"source_file": "a.csv", "source_row": 7}),
            ("2", {"source_file": "b.csv", "source_row": 5}),
        )
    ]
    tables = {"deals": [deal(key, "2026-03-01 10:00") for key in ("1", "2")], "stage_changes": entries}
    item = norm(kind="stage_age", stage="Договор", max="1 d")
    (verdict,) = audit(connect(), handbook([item]), tables, as_of=NOON).verdicts
    assert [(found.source_file, found.source_row) for found in verdict.violations] == [("a.csv", 7), ("b.csv", 5)]
