"""A second table below the first on one sheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from audit.ingest.othertable import OTHER_TABLE
from handbook.book import Handbook
from tests.audit.ingest.books import book
from tests.audit.ingest.given import Taken

HEADER = ("ID", "Название сделки", "Воронка", "Стадия сделки", "Сумма", "Ответственный", "Дата создания")
REST = ("Насос", "Розница", "Новая", "100", "Ира Белова", "01.03.2026")
Rows = Sequence[Sequence[str]]


def _csv(folder: Path, rows: Rows) -> Path:
    path = folder / "deals.csv"
    path.write_text("".join(";".join((*row, *[""] * (7 - len(row)))) + "\n" for row in rows), encoding="utf-8")
    return path


def _book(folder: Path, rows: Rows) -> Path:
    return book(folder / "deals.xlsx", rows)


@pytest.mark.parametrize("write", [_csv, _book])
def test_its_rows_are_no_deals(handbook: Handbook, tmp_path: Path, write: Callable[[Path, Rows], Path]) -> None:
    deals = [(str(number), *REST) for number in range(1, 31)]
    plan = [(), ("Сотрудник", "План"), ("Ира Белова", "100"), ("Павел Чернышёв", "200")]
    taken = Taken(handbook, [write(tmp_path, [HEADER, *deals, *plan])], None)
    assert taken.rows("SELECT count(*) FROM deals") == [(30,)]
    assert {group.reason: group.rows for group in taken.given.accounts[0].set_aside} == {
        "пустая строка": (32,),
        OTHER_TABLE: (33, 34, 35),
    }
    (told,) = [finding for finding in taken.told() if finding.code == "other-table"]
    assert [place.row for place in told.places] == [33]


@pytest.mark.parametrize("write", [_csv, _book])
@pytest.mark.parametrize(
    "below",
    [
        [("31", *REST), ("32", *REST)],
        [("31", "Насос"), ("32", "Вал")],
        [("D-31", "Насос", "Розница"), ("D-32", *REST)],
    ],
    ids=["whole", "numbers", "mixed"],
)
def test_rows_that_fit_stay(
    handbook: Handbook, tmp_path: Path, below: list[tuple[str, ...]], write: Callable[[Path, Rows], Path]
) -> None:
    deals = [(str(number), *REST) for number in range(1, 31)]
    taken = Taken(handbook, [write(tmp_path, [HEADER, *deals, (), *below])], None)
    assert taken.rows("SELECT count(*) FROM deals") == [(32,)]
