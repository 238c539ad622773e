"""Numbers of records that lost their digits make no records one."""

from __future__ import annotations

import json

import pytest

from tests.audit.ingest.given import Take, Taken

HEAD = "ID;Воронка;Стадия;Сумма\n"


def aside(taken: Taken) -> dict[str, tuple[int, ...]]:
    return {group.reason: group.rows for account in taken.given.accounts for group in account.set_aside}


@pytest.mark.parametrize("number", ["6,82E+18", "6.82e+18", "7E+18", "1.5e18"])
def test_deals_whose_number_is_rounded_are_set_aside(take: Take, number: str) -> None:
    taken = take(f"{HEAD}{number};Розница;Новая;1\n{number};Розница;Новая;2\n12E5;Розница;Новая;3\n", crm="generic")
    assert taken.rows("SELECT deal_id FROM deals") == [("12E5",)]
    assert aside(taken) == {"номер записи потерял цифры": (2, 3)}
    (finding,) = [item for item in taken.told() if item.code == "lost-digits"]
    assert finding.message == f"номера записей потеряли цифры: «{number}» (строк: 2); эти строки отложены"
    assert [place.row for place in finding.places] == [2, 3]
    assert "repeated-deals" not in taken.codes()


def test_rounded_numbers_of_json_are_no_numbers_and_whole_ones_are(take: Take) -> None:
    numbers = ("12.0", "5", "1.5e18")
    rest = json.dumps({"STAGE_ID": "NEW", "ASSIGNED_BY_ID": "7", "DATE_CREATE": "2026-03-01", "CATEGORY_ID": "0"})
    text = "[" + ", ".join('{"ID": ' + number + ", " + rest[1:] for number in numbers) + "]"
    taken = take(text, crm="bitrix24", names=("deals.json",))
    assert taken.rows("SELECT deal_id FROM deals ORDER BY 1") == [("12",), ("5",)]
    assert aside(taken) == {"номер записи потерял цифры": (3,)}
