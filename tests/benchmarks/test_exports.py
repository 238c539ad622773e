"""Exports for benchmarks: the same seed gives the same bytes, and the company is sound."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path

from benchmarks.exports import COMPANY, EIGHT, write_company, write_export
from benchmarks.people import AS_OF, name
from handbook.check import check
from handbook.finding import Severity
from handbook.norms import KINDS
from handbook.read import read
from handbook.tables import TABLE, Type


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_seed_gives_the_same_bytes_and_another_seed_others(tmp_path: Path) -> None:
    for number, seed in enumerate((1, 1, 2)):
        write_export(tmp_path / str(number), 200, seed)

    first, again, other = (_bytes(tmp_path / str(number)) for number in range(3))
    assert first == again
    assert all(first[file] != other[file] for file in first.keys() - {"plan.csv"})


def test_there_are_ten_activities_a_deal_and_no_fact_of_the_future(tmp_path: Path) -> None:
    write_export(tmp_path, 1000)

    rows = {path.stem: _rows(path) for path in tmp_path.iterdir()}
    assert len(rows["deals"]) == 1000
    assert 9_600 < len(rows["activities"]) <= 10_000
    end = datetime.combine(AS_OF, datetime.min.time()).isoformat(" ")
    for table, found in rows.items():
        moments = [column.name for column in TABLE[table].columns if column.type is Type.TIMESTAMP]
        happened = set(moments) & set(found[0]) - {"due_at"}
        assert all(row[column] < end for row in found for column in happened), table


def test_ids_ascend(tmp_path: Path) -> None:
    write_export(tmp_path, 300)

    for table, key in (("deals", "deal_id"), ("activities", "activity_id"), ("stage_changes", "event_id")):
        ids = [int(row[key]) for row in _rows(tmp_path / f"{table}.csv")]
        assert ids == list(range(1, len(ids) + 1))


def test_no_two_employees_share_a_name() -> None:
    names = [tuple(name(number).split()[:2]) for number in range(2_200)]

    assert len(set(names)) == len(names)


def test_the_company_has_every_kind_of_norm_and_no_mistakes(tmp_path: Path) -> None:
    write_company(tmp_path, 100_000)

    reading, findings = check(tmp_path)
    errors = [finding.message for finding in findings if finding.severity is Severity.ERROR]
    assert errors == []
    assert {placed.norm.kind for placed in reading.handbook.norms.values()} == {
        kind.model_fields["kind"].default for kind in KINDS
    }


def test_the_company_of_the_peers_keeps_their_norms(tmp_path: Path) -> None:
    write_company(tmp_path, 2_000, EIGHT)

    whole = read(COMPANY).handbook.norms
    assert {key: placed.norm for key, placed in read(tmp_path).handbook.norms.items()} == {
        key: whole[key].norm for key in EIGHT
    }
