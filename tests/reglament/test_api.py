"""The public Python API: tables in memory in, a result out."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pytest

from audit.ingest.error import IngestError
from handbook.book import Handbook
from handbook.result import Result, Status
from reglament import audit
from tests.audit.rules.world import handbook, norm

STAFF = [{"name": "Белова Анна Петровна", "position": "menedzher", "aliases": ["Анна Белова"]}]
DEALS: list[dict[str, Any]] = [
    {"deal_id": "1", "owner": "Анна Белова", "created_at": datetime(2026, 1, 1, 10), "amount": 100.5},  # noqa: DTZ001
    {"deal_id": "2", "owner": "Анна Белова", "created_at": datetime(2026, 2, 20, 10), "closed_at": None},  # noqa: DTZ001
]
AS_OF = date(2026, 3, 1)


@pytest.fixture
def company() -> Handbook:
    return handbook([norm(id="age", kind="deal_age", max="30 d", scope={"positions": ["menedzher"]})], STAFF)


def columns(rows: list[dict[str, Any]]) -> dict[str, list[Any]]:
    names = dict.fromkeys(key for row in rows for key in row)
    return {name: [row.get(name) for row in rows] for name in names}


def shown(result: Result) -> list[tuple[Any, ...]]:
    return [
        (item["norm_id"], item["key"], item["owner"], item["money"], item["source_row"]) for item in result.to_records()
    ]


EXPECTED = [("age", "1", "Белова Анна Петровна", Decimal("100.5000"), 1)]


def test_rows_frames_and_arrow_tables_are_the_same_tables(company: Handbook) -> None:
    given = columns(DEALS)
    for deals in (DEALS, pa.table(given), pl.DataFrame(given)):
        result = audit(company, {"deals": deals}, as_of=AS_OF)
        assert shown(result) == EXPECTED
        assert result.verdicts[0].status is Status.FAILED
        assert [(item.file, item.rows_read, item.rows_used) for item in result.accounts] == [("deals", 2, 2)]


def test_norms_judged_side_by_side_read_the_same_tables() -> None:
    """Each of several connections asks about a table that was given, and not only about what was made of it."""
    norms = [
        norm(id="deals", kind="deal_age", max="30 d"),
        norm(id="tasks", kind="task_done"),
        norm(id="gap", kind="contact_gap", max="1 d"),
    ]
    tasks = [{"task_id": "1", "employee": "Анна Белова", "due_at": date(2026, 2, 1), "done_at": None}]
    calls = [{"activity_id": "1", "client_id": "7", "employee": "Анна Белова", "started_at": datetime(2026, 2, 1, 10)}]  # noqa: DTZ001
    result = audit(
        handbook(norms, STAFF),
        {"deals": DEALS, "tasks": tasks, "activities": calls, "clients": [{"client_id": "7"}]},
        as_of=AS_OF,
    )
    assert {item.norm_id: len(item.violations) for item in result.verdicts} == {"deals": 1, "tasks": 1, "gap": 1}


def test_pandas_frames_are_tables_too(company: Handbook) -> None:
    pandas = pytest.importorskip("pandas")
    deals = pandas.DataFrame(columns(DEALS))
    assert shown(audit(company, {"deals": deals}, as_of=AS_OF)) == EXPECTED


def test_moments_with_a_zone_are_those_of_the_company(company: Handbook) -> None:
    """23:30 in London is the next day in Moscow: the deal is a day younger."""
    created = datetime(2026, 1, 29, 23, 30, tzinfo=UTC)
    deals = [{"deal_id": "1", "owner": "Анна Белова", "created_at": created, "closed_at": None}]
    assert shown(audit(company, {"deals": deals}, as_of=AS_OF)) == []
    assert shown(audit(company, {"deals": deals}, as_of=date(2026, 3, 2)))


def test_moments_that_are_texts_and_numbers_that_are_fractions_are_read(company: Handbook) -> None:
    """As pandas reads a CSV: a column of numbers with a blank holds fractions, moments stay texts."""
    deals = [
        {"deal_id": 1.0, "owner": "Анна Белова", "created_at": "2026-01-29T23:30:00+00:00", "closed_at": None},
        {"deal_id": None, "owner": "Анна Белова", "created_at": "2026-01-29"},
    ]
    assert shown(audit(company, {"deals": deals}, as_of=AS_OF)) == []
    (found,) = shown(audit(company, {"deals": deals}, as_of=date(2026, 3, 2)))
    assert found[:2] == ("age", "1")


def test_a_file_may_be_named_by_a_text_and_alone(company: Handbook, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text("deal_id,stage,owner,created_at,closed_at\n1,,Анна Белова,2026-01-01 10:00:00,\n", encoding="utf-8")
    for exports in (file, str(file), [str(file)]):
        assert [row[1] for row in shown(audit(company, exports, as_of=AS_OF))] == ["1"]


def test_an_audit_from_the_beginning_of_time_is_one_of_everything(company: Handbook) -> None:
    found = shown(audit(company, {"deals": DEALS}, as_of=AS_OF, judged_from=date.min))
    assert [row[1] for row in found] == ["1"]


def test_an_arrow_table_holds_every_violation(company: Handbook) -> None:
    result = audit(company, {"deals": DEALS}, as_of=AS_OF)
    table = result.to_arrow()
    assert table.num_rows == 1
    assert table.column("actual").to_pylist() == [59.0]
    assert table.schema.field("money").type == pa.decimal128(38, 4)
    assert {key: value for key, value in table.to_pylist()[0].items() if key != "severity"} == {
        key: value for key, value in result.to_records()[0].items() if key != "severity"
    }
    assert audit(company, {"deals": DEALS[1:]}, as_of=AS_OF).to_arrow().num_rows == 0


@pytest.mark.parametrize(
    ("tables", "code", "words"),
    [
        ({"deal": DEALS}, "unknown-table", "нет канонической таблицы «deal»; похоже на deals"),
        ({"deals": 5}, "wrong-table", "вместо таблицы дано int"),
        ({"deals": [{"deal_id": "1"}, {"deal_id": datetime(2026, 1, 1, tzinfo=UTC)}]}, "wrong-table", "разных видов"),
        ({"leads": [{"lead_id": "1"}]}, "no-deals", "нет таблицы deals"),
    ],
)
def test_what_is_no_table_is_named(company: Handbook, tables: dict[str, Any], code: str, words: str) -> None:
    with pytest.raises(IngestError) as caught:
        audit(company, tables, as_of=AS_OF)
    assert caught.value.findings[0].code == code
    assert words in caught.value.findings[0].message


def test_files_are_read_the_same_way(company: Handbook, tmp_path: Path) -> None:
    file = tmp_path / "deals.csv"
    file.write_text(
        "deal_id,stage,owner,created_at,closed_at,amount\n1,,Анна Белова,2026-01-01 10:00:00,,100.5\n", encoding="utf-8"
    )
    found = shown(audit(company, [file], as_of=AS_OF))
    assert found == [(*EXPECTED[0][:4], 2)]
