"""Percentages of a workbook come out as they are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from audit.ingest.books.xlsxfile import read_workbook


def column(path: Path, shape: str, cells: list[Any], others: list[Any]) -> list[str | None]:
    with xlsxwriter.Workbook(str(path)) as file:
        shown = file.add_format({"num_format": shape, "bold": True})
        sheet = file.add_worksheet()
        sheet.write_row(0, 0, ["Ключ", "Скидка", "Сумма"])
        for row, cell in enumerate(cells, 1):
            sheet.write(row, 0, f"к{row}")
            sheet.write(row, 1, cell, shown)
            sheet.write(row, 2, 0.1)
        for row, cell in enumerate(others, len(cells) + 1):
            sheet.write(row, 0, f"к{row}")
            sheet.write(row, 1, cell)
    (read,) = read_workbook(path, "a.xlsx")
    cells_of = read.cells().to_pydict()
    assert set(cells_of["c2"]) <= {"0.1", None}
    return list(cells_of["c1"])


@pytest.mark.parametrize("shape", ["0%", "0.00%", "# ##0.0%", "[Red]0.0##%"])
def test_percentages_come_out_as_they_are_shown(tmp_path: Path, shape: str) -> None:
    cells = [0.1, 0.075, 1, None, "нет", -0.001, 0]
    assert column(tmp_path / "a.xlsx", shape, cells, []) == ["10%", "7.5%", "100%", None, "нет", "-0.1%", "0%"]


@pytest.mark.parametrize("shape", ["0.00", '0" %"', "0\\%", "General"])
def test_other_numbers_stay_as_they_are(tmp_path: Path, shape: str) -> None:
    assert column(tmp_path / "a.xlsx", shape, [0.1, 5], []) == ["0.1", "5"]


def test_a_column_of_both_kinds_stays_as_it_is(tmp_path: Path) -> None:
    assert column(tmp_path / "a.xlsx", "0%", [0.1], [10]) == ["0.1", "10"]
