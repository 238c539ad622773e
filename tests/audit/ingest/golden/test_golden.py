"""Exports in the shape of every CRM against the canonical tables a person wrote for them, compared whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from audit.profiles import preset_names
from tests.audit.ingest.golden.cases import (
    account_of,
    by_code,
    case_names,
    findings_of,
    in_order,
    read,
    tables_of,
    take,
)


@pytest.mark.parametrize("case", case_names())
def test_an_export_gives_exactly_the_expected_tables(case: str, tmp_path: Path) -> None:
    taken, expected = take(case, tmp_path), read(case, "expected.yaml")
    assert tables_of(taken) == {name: in_order(rows) for name, rows in expected["tables"].items()}
    assert [account_of(account) for account in taken.given.accounts] == expected["accounts"]
    assert findings_of(taken) == by_code(expected.get("findings", []))
    assert taken.given.profile.id == read(case, "case.yaml")["crm"]


@pytest.mark.parametrize("profile", preset_names())
def test_every_profile_is_chosen_for_an_export_of_its_own(profile: str) -> None:
    told = [read(case, "case.yaml") for case in case_names()]
    chosen = [case for case in told if case["crm"] == profile and not case.get("ask")]
    assert any("profile" not in case.get("company", {}) for case in chosen)
