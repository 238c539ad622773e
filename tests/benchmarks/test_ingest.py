"""The import benchmark: the same seed gives the same files, and all contestants read the same records."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from benchmarks.exports import write_company
from benchmarks.import_contestants import CONTESTANTS
from benchmarks.import_files import BOOK_FILE, COMPANY_OF, CSV_FILE, TITLES, TWIN_FILE, deals, write_book, write_csv
from benchmarks.ingest import aims
from benchmarks.measure import Best

ROWS = 300


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("import")
    write_csv(made, ROWS)
    write_book(made, ROWS)
    write_company(made / "company", COMPANY_OF)
    return made


def test_a_seed_gives_the_same_files(folder: Path, tmp_path: Path) -> None:
    write_csv(tmp_path, ROWS)
    write_book(tmp_path, ROWS)
    for name in (CSV_FILE, TWIN_FILE, BOOK_FILE):
        assert (tmp_path / name).read_bytes() == (folder / name).read_bytes()
    assert list(deals(3)) != list(deals(3, seed=1))


def test_the_export_and_its_twin_tell_the_same(folder: Path) -> None:
    raw = (folder / CSV_FILE).read_text(encoding="cp1251").splitlines()
    twin = list(csv.reader((folder / TWIN_FILE).read_text(encoding="utf-8").splitlines(), delimiter=";"))
    assert raw[0] == "".join(f'"{title}";' for title in TITLES)
    assert len(raw) == len(twin) == ROWS + 1
    first, clean = next(csv.reader([raw[1]], delimiter=";")), twin[1]
    assert first[-1] == ""
    assert first[4].replace(",", ".") == clean[4]
    day, clock = first[7].split()
    assert f"{'-'.join(reversed(day.split('.')))} {clock}" == clean[7]
    assert "-".join(reversed(first[9].split("."))) == clean[9]


@pytest.mark.parametrize("name", CONTESTANTS)
def test_all_contestants_read_every_record(folder: Path, name: str) -> None:
    assert CONTESTANTS[name](folder) == ROWS


def test_aims_are_told() -> None:
    fast, slow, megabyte = Best(1, 1, 1 << 20), Best(3, 3, 1 << 20), 1 << 20
    told = [str(aim) for aim in aims({"ours_csv": slow, "duckdb_csv": fast, "pandas_csv": slow}, megabyte)]
    assert [line.endswith("NOT reached") for line in told] == [True, True, False]
    told = [str(aim) for aim in aims({"ours_book": fast, "fastexcel_book": fast, "openpyxl_book": slow}, megabyte)]
    assert [line.endswith("NOT reached") for line in told] == [False, False, False]
