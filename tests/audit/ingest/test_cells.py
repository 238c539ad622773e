"""Cells of a workbook as people and programs leave them: merged, computed, shown as percentages and days."""

from __future__ import annotations

import io
import logging
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from openpyxl.chart import BarChart
from openpyxl.worksheet.worksheet import Worksheet

from audit.ingest.books import cells
from audit.ingest.books.cells import FAILED, MERGED, UNCOMPUTED, Rows, read_cells
from audit.ingest.error import IngestError


def read(fill: Callable[[Worksheet], object]) -> Rows:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    fill(sheet)
    content = io.BytesIO()
    book.save(content)
    return read_cells(content.getvalue(), "книга.xlsx")["Sheet"]


def test_a_cell_merged_over_rows_gives_its_value_to_all_of_them() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Ключ", "Роль"], ["a", "rop"], ["b", None], ["c", "x"]):
            sheet.append(row)
        sheet.merge_cells("B2:B3")

    assert read(fill) == (("Ключ", "Роль"), ("a", "rop"), ("b", "rop"), ("c", "x"))


def test_what_a_cell_merged_over_columns_has_swallowed_is_marked() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Ключ", "Роль", "Срок"], ["a", "rop", "день"]):
            sheet.append(row)
        sheet.merge_cells("B2:C2")

    assert read(fill)[1] == ("a", "rop", MERGED)


def test_a_title_merged_over_columns_is_no_trouble() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (["Роли компании", None], ["Ключ", "Роль"]):
            sheet.append(row)
        sheet.merge_cells("A1:B1")

    assert read(fill) == (("Роли компании", None), ("Ключ", "Роль"))


def test_a_formula_without_a_value_is_not_an_empty_cell() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["a", "=A1", "b"])
        sheet.append(["c", None, "=A2"])

    assert read(fill) == (("a", UNCOMPUTED, "b"), ("c", None, UNCOMPUTED))


def test_a_formula_beyond_the_last_value_is_seen() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "a"
        sheet["C3"] = "=A1"

    assert read(fill) == (("a", None, None), (None, None, None), (None, None, UNCOMPUTED))


def test_an_error_of_a_formula_is_marked() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "a"
        sheet["B1"] = "#N/A"
        sheet["B1"].data_type = "e"

    assert read(fill) == (("a", FAILED),)


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        (0.05, "0%", "5%"),
        (0.075, "0.0%", "7.5%"),
        (0.05, "General", "0.05"),
        (3, "General", "3"),
        (datetime(2026, 2, 3), "dd.mm.yyyy", "03.02.2026"),  # noqa: DTZ001 - a cell has no zone
        ("0.05", "0%", "0.05"),
    ],
)
def test_a_value_is_told_as_a_person_sees_it(value: object, shape: str, text: str) -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        sheet["A1"].number_format = shape

    assert read(fill) == ((text,),)


def test_a_sheet_of_a_chart_is_empty_and_nothing_is_printed() -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "a"
    book.create_chartsheet("Диаграмма").add_chart(BarChart())
    content = io.BytesIO()
    book.save(content)
    assert read_cells(content.getvalue(), "книга.xlsx") == {"Sheet": (("a",),), "Диаграмма": ()}
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("calamine").handlers)


def test_a_sheet_nobody_edits_by_hand_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_MOST_CELLS", 3)
    with pytest.raises(IngestError) as caught:
        read(lambda sheet: sheet.append(["a", "b", "c", "d"]))
    assert "на листе «Sheet» 1 строк и 4 столбцов" in caught.value.findings[0].message


@pytest.mark.parametrize("content", [b"", b"a;b\n1;2\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)])
def test_what_is_no_xlsx_is_told_with_the_way_out(content: bytes) -> None:
    with pytest.raises(IngestError) as caught:
        read_cells(content, "книга.xlsx")
    (finding,) = caught.value.findings
    assert "под паролем" in finding.message
    assert finding.tip is not None
    assert "«Сохранить как» → «Книга Excel»" in finding.tip
    assert "CSV" not in finding.tip
