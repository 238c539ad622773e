import io
from dataclasses import replace
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.report.book import CELL
from generator.report.objects import split
from generator.report.xlsx import xlsx
from handbook.book import Handbook
from handbook.result import Result, Status

SHEETS = ["Сводка", "Нормы", "Сотрудники", "Нарушения", "Не проверено", "Показатели", "Учёт строк", "Замечания"]


def opened(result: Result, handbook: Handbook) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx(result, handbook)))


def records(sheet: Worksheet) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


@pytest.fixture(scope="module")
def book(result: Result, shared_handbook: Handbook) -> Workbook:
    return opened(result, shared_handbook)


@pytest.fixture(scope="module")
def nasty(hostile: Result, shared_handbook: Handbook) -> Workbook:
    return opened(hostile, shared_handbook)


def test_sheets_are_filtered_and_frozen(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        # A sheet of several tables has no header of its own.
        several = sheet.title == "Показатели"
        assert sheet.freeze_panes == (None if several else "A2")
        assert bool(sheet.auto_filter.ref) is not several


def test_every_violator_is_listed_with_typed_values(book: Workbook, result: Result) -> None:
    rows = records(book["Нарушения"])
    expected = [item for verdict in result.verdicts for part in split(verdict) for item in part]
    assert len(rows) == len(expected)
    for row, item in zip(rows, expected, strict=True):
        assert (row["Номер"], row["Ответственный"]) == (item.object_id, item.owner)
        assert row["Ключ"] == item.key
        assert row["Факт"] == (None if item.actual is None else pytest.approx(item.actual))
        assert row["Сумма"] == (None if item.money is None else float(item.money))
        assert row["Строка"] == item.source_row
    assert isinstance(rows[0]["Когда"], datetime)
    assert isinstance(rows[0]["Редакция нормы с"], datetime)
    excused = [row for row in rows if row["Исключение"] == "да"]
    assert len(excused) == 3
    assert all(row["Что не так"].endswith("Разрешено (Глебов Глеб) по 31.12.2026: Простой склада") for row in excused)
    money = book["Нарушения"]["M2"]
    assert money.number_format == '#,##0.00 "₽"'


def test_norms_keep_their_status_and_an_unchecked_one_has_no_numbers(book: Workbook, result: Result) -> None:
    rows = {row["Код нормы"]: row for row in records(book["Нормы"])}
    assert {name: row["Итог"] for name, row in rows.items()} == {
        verdict.norm_id: verdict.status.word for verdict in result.verdicts
    }
    for verdict in result.by_status(Status.NOT_CHECKED):
        row = rows[verdict.norm_id]
        assert [row[name] for name in ("Проверено", "Нарушений", "Доля нарушений", "Отнято баллов")] == [None] * 4
        assert row["Почему не проверено"] == verdict.reason
    assert rows["n-otkrytye-sdelki"]["Допуск"] == pytest.approx(0.1)


def test_lost_points_make_up_the_score(book: Workbook, result: Result) -> None:
    lost = sum(row["Отнято баллов"] or 0 for row in records(book["Нормы"]))
    assert result.score.value is not None
    assert 100 - lost == pytest.approx(result.score.value, abs=0.05)


def test_rows_of_files_add_up(book: Workbook) -> None:
    rows = records(book["Учёт строк"])
    heads = [row for row in rows if row["Прочитано"] is not None]
    assert all(row["Прочитано"] == row["Использовано"] + row["Отложено"] for row in heads)
    assert sum(row["Отложено"] for row in heads) == sum(row["Строк по причине"] or 0 for row in rows)
    assert "88–90" in next(row["Какие строки"] for row in rows if row["Причина"])


def test_hostile_text_is_never_a_formula(nasty: Workbook) -> None:
    kinds = {cell.data_type for sheet in nasty for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n", "d"}
    risky = [
        cell
        for sheet in nasty
        for row in sheet.iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, str) and cell.value.lstrip()[:1] in tuple("=+-@")
    ]
    assert len(risky) > 20
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in risky)
    assert all(cell.hyperlink is None for sheet in nasty for row in sheet.iter_rows() for cell in row)


def test_a_text_longer_than_a_cell_is_cut_with_a_mark(nasty: Workbook) -> None:
    longest = max(
        (cell.value for sheet in nasty for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)),
        key=len,
    )
    assert len(longest) == CELL
    assert longest.endswith("… [обрезано]")


def test_numbers_that_are_not_numbers_are_text(nasty: Workbook) -> None:
    rows = records(nasty["Нарушения"])
    assert [row["Факт"] for row in rows[:3]] == ["nan", "inf", 1e300]


def test_an_empty_sheet_says_so(result: Result, handbook: Handbook) -> None:
    book = opened(replace(result, findings=(), verdicts=()), handbook)
    assert book["Замечания"]["A2"].value == "Замечаний к выгрузке нет"
    assert book["Нарушения"]["A2"].value == "Нарушений нет"
