import io
import json
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from generator.report.html import html
from generator.report.json import NotAResultError, dump, load
from generator.report.measures import cell_words, measures
from generator.report.xlsx import xlsx
from handbook.book import Handbook
from handbook.measure import Cell, CellKind, MeasureColumn
from handbook.result import Result
from tests.generator.report import charting as c

openpyxl = pytest.importorskip("openpyxl")


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (CellKind.TEXT, "=1+1", "=1+1"),
        (CellKind.COUNT, 12500, "12\u00a0500"),
        (CellKind.MONEY, Decimal("45454.55"), "45\u00a0454,55\u00a0₽"),
        (CellKind.MONEY, Decimal("-175800.00"), "\u2212175\u00a0800\u00a0₽"),
        (CellKind.PERCENT, Decimal("97.3684"), "97,4\u00a0%"),
        (CellKind.PERCENT, Decimal("0.0101"), "менее\u00a00,1\u00a0%"),
        (CellKind.PERCENT, Decimal("125.0000"), "125\u00a0%"),
        (CellKind.DAYS, Decimal("5.2634"), "5,3"),
        (CellKind.NUMBER, Decimal("4.7500"), "4,75"),
        (CellKind.DATE, date(2026, 3, 5), "05.03.2026"),
        (CellKind.COUNT, None, "—"),
        (CellKind.COUNT, 0, "0"),
    ],
)
def test_a_cell_is_worded_by_the_kind_of_its_column(kind: CellKind, value: Cell, words: str) -> None:
    assert cell_words(value, MeasureColumn("x", "Х", kind), "RUB") == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("180246.00"), "не хватает 180\u00a0246\u00a0₽"),
        (Decimal("-180246.00"), "сверх плана 180\u00a0246\u00a0₽"),
        (Decimal("0.00"), "ровно по плану"),
        (None, "—"),
    ],
)
def test_what_is_short_of_a_plan_is_told_in_words(value: Cell, words: str) -> None:
    assert cell_words(value, MeasureColumn("shortfall", "К плану", CellKind.MONEY), "RUB") == words


def test_the_workbook_keeps_the_number_and_says_what_its_sign_means(result: Result, shared_handbook: Handbook) -> None:
    rows = [("Компания", None, None, None, None, None, None, Decimal("-180246.00"), None)]
    told = replace(result, measures=(c.measure("plan_decomposition", c.PLAN, rows),))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(told, shared_handbook)))["Показатели"]
    (cell,) = (cell for row in sheet.iter_rows() for cell in row if cell.value == -180246)
    lacking, beyond, even = cell.number_format.split(";")
    assert (lacking.split()[0], beyond.split()[0], even.split()[0]) == ('"не', '"сверх', '"ровно')


def test_a_period_is_named_as_people_name_it() -> None:
    column = MeasureColumn("period", "Период")
    assert [cell_words(text, column, "RUB") for text in ("2026-03", "2026Q1", "Всего")] == [
        "март 2026",
        "I квартал 2026 г.",
        "Всего",
    ]


def test_the_page_shows_tables_and_what_was_not_computed(result: Result, shared_handbook: Handbook) -> None:
    page = html(result, shared_handbook).decode()
    assert len(re.findall('class="measure"', page)) == 2
    assert 'href="#measures"' in page
    told, absent = re.findall(r'<details class="measure".*?</details>', page, re.DOTALL)
    assert "33,3\u00a0%" in told
    assert "август 2026" in told
    assert "Не учтены сделки без клиента: 8" in told
    assert "<table" not in absent
    assert "Не вычислено" in absent
    assert "Выгрузите счета" in absent


def test_without_indicators_there_is_no_section(result: Result, shared_handbook: Handbook) -> None:
    bare = replace(result, measures=())
    assert 'id="measures"' not in html(bare, shared_handbook).decode()
    assert "Показатели" not in openpyxl.load_workbook(io.BytesIO(xlsx(bare, shared_handbook))).sheetnames


def test_long_tables_are_cut_on_the_page_only(result: Result, shared_handbook: Handbook) -> None:
    first = result.measures[0]
    long = replace(result, measures=(replace(first, rows=first.rows[:1] * 250),))
    assert (len(measures(long, shared_handbook)[0].rows), measures(long, shared_handbook)[0].total) == (200, 250)
    assert "Показаны первые 40 из 250" in html(long, shared_handbook).decode()
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(long, shared_handbook)))["Показатели"]
    assert sum(row[1].value == first.rows[0][1] for row in sheet.iter_rows()) == 250


def test_the_workbook_holds_every_table_with_typed_cells(result: Result, shared_handbook: Handbook) -> None:
    told, absent = result.measures
    # What a chart draws has a sheet of its own.
    undrawn = replace(result, measures=(told, replace(absent, measure="order_profit")))
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(undrawn, shared_handbook)))["Показатели"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(max_col=8)]
    assert rows[0][0] == "Итоги (показатель результата, по 30.09.2026)"
    assert rows[1][:3] == ["Период", "Ответственный", "Сделок"]
    assert rows[2][0] == "август 2026"
    assert rows[2][2:7] == [12, 1250000.5, pytest.approx(0.333333), pytest.approx(5.2634), 2.5]
    assert rows[2][7].date() == date(2026, 10, 1)
    assert rows[3][2:] == [0, 0, None, None, None, None]
    texts = [str(row[0]) for row in rows if row[0]]
    assert "Ориентир: Каждый месяц больше прежнего" in texts
    assert "Не вычислено: в выгрузке нет: Счета — «Срок», «Сумма»" in texts
    assert "Не хватает: Счета (Срок, Сумма). Выгрузите счета" in texts


def test_formulas_of_the_crm_stay_text_in_the_workbook(hostile: Result, shared_handbook: Handbook) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(hostile, shared_handbook)))["Показатели"]
    assert [cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_measures_come_back_from_json_as_they_were(result: Result) -> None:
    assert load(dump(result)).measures == result.measures


def test_results_of_earlier_versions_have_no_measures(result: Result) -> None:
    document = json.loads(dump(result))
    del document["result"]["measures"]
    assert load(json.dumps(document).encode()).measures == ()


def test_a_spoilt_cell_is_told(result: Result) -> None:
    document = json.loads(dump(result))
    document["result"]["measures"][0]["rows"][0][2] = "двенадцать"
    with pytest.raises(NotAResultError):
        load(json.dumps(document).encode())
