"""Cases a person can read: a small export, a norm, and who breaks it. One file per case in ``cases/<kind>/``."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from audit.database import connect
from audit.engine import judge
from audit.engines.embedded import Embedded
from audit.rules import RULES
from handbook.result import Status
from handbook.tables import TABLE, Type
from tests.audit.rules.twin import Twin
from tests.audit.rules.world import audit, handbook, load, norm

CASES = Path(__file__).parent / "cases"
FILES = sorted(CASES.glob("*/*.yaml"))
#: The twin judges what there is to judge, reads required fields from ``deal_fields`` only, and knows no SQL.
FOR_TWIN = [
    path
    for path in FILES
    if "not_checked" not in path.stem
    and path.stem != "fail_blank_and_placeholders"
    and path.parent.name != "custom_sql"
]
#: What a violator of a kind may say of itself: that it lasts, that it is over, or that nothing can be ended; the other
#: kinds are about the past only.
STANDING: dict[str, frozenset[bool | None]] = {
    **dict.fromkeys(("deal_age", "stage_age", "response_time", "complaint_time"), frozenset({True, False})),
    **dict.fromkeys(("task_done", "order_deadline"), frozenset({True, False})),
    **dict.fromkeys(("open_deals", "plan_fact", "planned_close", "required_activity"), frozenset({True, None})),
    **dict.fromkeys(("required_fields", "contact_gap", "overdue_debt"), frozenset({True})),
}


def cell(table: str, column: str, text: str) -> object:
    found = TABLE[table].column(column)
    assert found is not None, f"{table}.{column}"
    if not text:
        return None
    parse: dict[Type, Any] = {
        Type.TEXT: str,
        Type.NUMBER: Decimal,
        Type.DATE: date.fromisoformat,
        Type.TIMESTAMP: datetime.fromisoformat,
        Type.FLAG: lambda word: word == "true",
    }
    return parse[found.type](text)


def rows(table: str, text: str) -> list[dict[str, Any]]:
    lines = [[part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip()]
    head, *body = lines
    return [{name: cell(table, name, value) for name, value in zip(head, line, strict=True)} for line in body]


@cache
def read(path: Path) -> dict[str, Any]:
    return dict(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


def test_every_rule_has_cases_that_pass_fail_and_stand_on_the_edge() -> None:
    for rule in RULES:
        names = {path.name.partition("_")[0] for path in FILES if path.parent.name == rule.kind}
        assert names == {"pass", "fail", "edge"}, rule.kind
    assert {path.parent.name for path in FILES} == {rule.kind for rule in RULES}


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_case(path: Path) -> None:
    case = read(path)
    expected, staff = case["expect"], case.get("staff", [])
    item = norm(**case["norm"])
    assert item.kind == path.parent.name
    tables = {name: rows(name, text) for name, text in case["tables"].items()}
    book = handbook([item], staff, funnels=case.get("funnels"))
    judged = audit(connect(), book, tables, staff, as_of=case["as_of"], judged_from=case.get("from"))
    verdict = judged.verdicts[0]
    found = {violation.key: violation for violation in verdict.violations}
    assert sorted(found) == sorted(expected["violators"]), case["title"]
    assert verdict.population == expected["population"]
    assert verdict.status is Status(expected["status"])
    assert [missing.table for missing in verdict.missing] == expected.get("missing", [])
    for key, words in expected.get("detail", {}).items():
        assert found[key].detail.replace("\u00a0", " ") == words
    for key, standing in expected.get("standing", {}).items():
        assert found[key].standing is standing, key
    assert {violation.standing for violation in verdict.violations} <= STANDING.get(item.kind, frozenset({None}))
    for key, limit in expected.get("limit", {}).items():
        assert found[key].limit == limit
    for key, amount in expected.get("money", {}).items():
        assert found[key].money == Decimal(str(amount))
    if "notes" in expected:
        assert [note.replace("\u00a0", " ") for note in verdict.notes] == expected["notes"]
    if verdict.status is Status.NOT_CHECKED:
        assert verdict.reason


@pytest.mark.parametrize("path", FOR_TWIN, ids=name_of)
def test_the_twin_agrees_with_the_case(path: Path) -> None:
    case = read(path)
    expected, staff = case["expect"], case.get("staff", [])
    item = norm(**case["norm"])
    tables = {name: rows(name, text) for name, text in case["tables"].items()}
    twin = Twin(handbook([item], staff, funnels=case.get("funnels")), tables, staff, case["as_of"], case.get("from"))
    assert twin.judge(item) == (expected["population"], set(expected["violators"]))


def test_a_case_is_judged_the_same_again_and_as_of_another_day() -> None:
    path = CASES / "deal_age" / "edge_state_on_a_day_in_the_past.yaml"
    case = read(path)
    tables = {name: rows(name, text) for name, text in case["tables"].items()}
    book, con = handbook([norm(**case["norm"])]), connect()
    present = load(con, tables)
    first = judge(Embedded(con), book, present, case["as_of"])
    later = judge(Embedded(con), book, present)
    assert later.as_of == date(2026, 5, 2)
    assert later.verdicts[0].population == 4
    assert judge(Embedded(con), book, present, case["as_of"]) == first
