import io
from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from generator.report import book as books
from generator.report.agenda import RULE, urgent
from generator.report.book import CELL, Book, Column, Link, Style
from generator.report.objects import split
from generator.report.xlsx import xlsx
from handbook.audits.comparison import Change, Ending
from handbook.audits.story import Story
from handbook.book import Handbook, PlacedNorm
from handbook.measure import MeasureResult
from handbook.result import Result, Status
from tests.generator.report.conftest import AS_OF
from tests.generator.report.stories import living, make_story

SHEETS = [
    "Сводка",
    "Что делать",
    "Сотрудники",
    "Нарушения",
    "Изменения",
    "Закрытые нарушения",
    "Динамика",
    "Нормы",
    "Не проверено",
    "Дебиторка",
    "Показатели",
    "Обещания",
    "Учёт строк",
    "Замечания",
]
#: Sheets of several tables: they have no header of their own.
SEVERAL = {"Динамика", "Показатели"}


def page_of(placed: PlacedNorm) -> str:
    return f"../../site/norms/{placed.norm.id}/index.html"


def opened(result: Result, handbook: Handbook, story: Story | None = None) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(xlsx(result, handbook, story, page_of)))


def records(sheet: Worksheet) -> list[dict[str, Any]]:
    rows = list(sheet.iter_rows(values_only=True, max_row=sheet_end(sheet)))
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def sheet_end(sheet: Worksheet) -> int:
    """The last row of the table: notes stand under it."""
    return int(str(sheet.auto_filter.ref).rpartition(":")[2].strip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


@pytest.fixture(scope="module")
def known(result: Result) -> Result:
    return living(result)


@pytest.fixture(scope="module")
def story(known: Result) -> Story:
    return make_story(known)


@pytest.fixture(scope="module")
def book(known: Result, story: Story, shared_handbook: Handbook) -> Workbook:
    return opened(known, shared_handbook, story)


@pytest.fixture(scope="module")
def nasty(hostile: Result, shared_handbook: Handbook) -> Workbook:
    living_hostile = living(hostile, every=True)
    return openpyxl.load_workbook(io.BytesIO(xlsx(living_hostile, shared_handbook, make_story(living_hostile))))


def test_sheets_are_filtered_frozen_and_fit_the_paper(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        several = sheet.title in SEVERAL
        assert sheet.freeze_panes == (None if several else "A2")
        assert bool(sheet.auto_filter.ref) is not several
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert several or sheet.print_title_rows == "$1:$1"


def test_nothing_is_said_of_earlier_audits_when_none_is_known(result: Result, shared_handbook: Handbook) -> None:
    plain = opened(result, shared_handbook)
    told = {"Изменения", "Закрытые нарушения", "Динамика", "Обещания"}
    assert plain.sheetnames == [name for name in SHEETS if name not in told]
    assert plain["Что делать"]["A2"].value == "Нарушений, которые ещё длятся и могут быть исправлены, нет"
    assert "Новых" not in records(plain["Сотрудники"])[0]


def test_every_violator_is_listed_with_typed_values(book: Workbook, known: Result, story: Story) -> None:
    rows = records(book["Нарушения"])
    assert story.comparison is not None
    expected = [(verdict, item) for verdict in known.verdicts for part in split(verdict) for item in part]
    assert len(rows) == len(expected)
    for row, (verdict, item) in zip(rows, expected, strict=True):
        assert (row["Номер"], row["Ответственный"]) == (item.object_id, item.owner)
        assert row["Ключ"] == item.key
        assert row["Факт"] == (None if item.actual is None else pytest.approx(item.actual))
        assert row["Сумма"] == (None if item.money is None else float(item.money))
        assert row["Строка"] == item.source_row
        change = story.comparison.change(verdict.norm_id, item).word
        assert row["Изменение"] == (None if row["Исключение"] else change)
        assert row["Ещё длится"] == {True: "да", False: "нет", None: None}[item.standing]
    assert isinstance(rows[0]["Когда"], datetime)
    assert isinstance(rows[0]["Редакция нормы с"], datetime)
    assert rows[0]["Документ"] == "Регламент продаж типовых решений"
    assert rows[0]["Пункт"] == "пункт 4.2"
    assert rows[0]["Текст пункта"].startswith("Типовая сделка длится не более 30")
    excused = [row for row in rows if row["Исключение"] == "да"]
    assert len(excused) == 3
    assert all(row["Что не так"].endswith("Разрешено (Глебов Глеб) по 31.12.2026: Простой склада") for row in excused)
    money = next(cell for cell in book["Нарушения"][2] if cell.value == rows[0]["Сумма"])
    assert money.number_format == '#,##0.00 "₽"_)_)'


def test_what_lasts_is_put_in_the_order_of_urgency(book: Workbook, known: Result, story: Story) -> None:
    rows = records(book["Что делать"])
    found = urgent(known, story)
    assert [(row["Код нормы"], row["Ключ"]) for row in rows] == [item.identity for item in found]
    assert [row["№"] for row in rows] == list(range(1, len(found) + 1))
    assert all(item.breach.standing for item in found)
    told = [row[0].value for row in book["Что делать"].iter_rows() if row[0].value]
    assert told[-1] == f"Порядок: {RULE}."


def test_a_norm_leads_to_its_page(book: Workbook) -> None:
    for title in ("Нормы", "Что делать", "Нарушения"):
        sheet = book[title]
        column = next(cell.column for cell in sheet[1] if cell.value == "Страница нормы")
        (code,) = (cell.column for cell in sheet[1] if cell.value == "Код нормы")
        for row in range(2, sheet_end(sheet) + 1):
            link = sheet.cell(row, column).hyperlink
            address = f"../../site/norms/{sheet.cell(row, code).value}/index.html"
            assert link.target.replace("\\", "/") == address


def test_changes_and_endings_are_counted_by_norm(book: Workbook, story: Story) -> None:
    assert story.comparison is not None
    counts = {what: story.comparison.count(what) for what in (*Change, *Ending)}
    assert all(counts[what] for what in (Change.NEW, Change.RETURNED, Change.PERSISTING, *Ending)), counts
    rows = records(book["Изменения"])
    for what, count in counts.items():
        assert sum(row[what.word.capitalize()] for row in rows) == count
    ended = records(book["Закрытые нарушения"])
    told = Counter(row["Что стало"] for row in ended)
    assert told == {ending.word: counts[ending] for ending in Ending}
    people = records(book["Сотрудники"])
    assert sum(row["Новых"] for row in people) == counts[Change.NEW]
    assert sum(row["Вернулось"] for row in people) == counts[Change.RETURNED]


def test_audits_stand_one_after_another(book: Workbook, known: Result) -> None:
    rows = list(book["Динамика"].iter_rows(values_only=True))
    assert [row[0].date().isoformat() for row in rows[2:5]] == ["2026-09-17", "2026-09-24", "2026-10-01"]
    assert [row[1] for row in rows[2:4]] == [65.2, 71]
    assert rows[3][2] == pytest.approx(5.8)
    (norm,) = (row for row in rows if row[0] == known.verdicts[0].title)
    assert norm[3] == len(known.verdicts[0].violations)
    unchecked = next(one for one in known.verdicts if not one.checked)
    (norm,) = (row for row in rows if row[0] == unchecked.title)
    assert norm[1:4] == (None, None, None)


def test_scores_read_as_on_the_page(shared_handbook: Handbook, result: Result) -> None:
    scored = replace(
        result, score=replace(result.score, value=89.487), owners=(replace(result.owners[0], value=99.96),)
    )
    made = openpyxl.load_workbook(io.BytesIO(xlsx(scored, shared_handbook, Story())))
    assert dict(made["Сводка"].iter_rows(values_only=True))["Оценка компании, из 100"] == 89.4
    assert 99.9 in [row["Оценка"] for row in records(made["Сотрудники"])]


def test_promises_are_told_with_their_outcome(book: Workbook, story: Story) -> None:
    rows = records(book["Обещания"])
    assert [row["Решение"] for row in rows] == [item.promise.decision.word for item in story.promises]
    assert [row["Что вышло"] for row in rows] == [item.outcome.word for item in story.promises]
    assert rows[0]["Срок"].date() == date(2026, 9, 30)


def test_the_summary_names_every_sheet_and_the_change(book: Workbook, story: Story) -> None:
    rows = {row["Показатель"]: row["Значение"] for row in records(book["Сводка"])}
    assert {f"Лист «{name}»" for name in SHEETS[1:]} <= rows.keys()
    assert rows["Оценка тогда, из 100"] == 71
    assert story.comparison is not None
    assert rows["Нарушений: новое"] == story.comparison.count(Change.NEW)


def test_norms_keep_their_status_and_an_unchecked_one_has_no_numbers(book: Workbook, known: Result) -> None:
    rows = {row["Код нормы"]: row for row in records(book["Нормы"])}
    assert {name: row["Итог"] for name, row in rows.items()} == {
        verdict.norm_id: verdict.status.word for verdict in known.verdicts
    }
    for verdict in known.by_status(Status.NOT_CHECKED):
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


def test_a_chart_has_its_numbers_on_a_sheet(result: Result, handbook: Handbook) -> None:
    drawn = replace(result.measures[0], measure="stage_conversion")
    sheet = opened(replace(result, views=(drawn,)), handbook)["Воронка"]
    (first, second) = records(sheet)
    assert (first["Период"], first["Сделок"], first["Сумма"], first["Дата"]) == (
        "август 2026",
        12,
        1250000.5,
        datetime.combine(AS_OF, datetime.min.time()),
    )
    assert first["Доля"] == pytest.approx(0.333333)
    assert second["Доля"] is None
    notes = [row[0] for row in sheet.iter_rows(min_row=4, values_only=True) if row[0]]
    assert notes == [
        "Итоги (показатель результата, по 30.09.2026)",
        "Зачем: Видно, на ком держится месяц",
        "Ориентир: Каждый месяц больше прежнего",
        "Не учтены сделки без клиента: 8",
    ]


def test_a_measure_not_computed_says_why(book: Workbook, result: Result) -> None:
    absent: MeasureResult = result.measures[1]
    assert book["Дебиторка"]["A2"].value == f"Не вычислено: {absent.reason}"
    assert "Не хватает: Счета (Срок, Сумма). Выгрузите счета" in {
        row[0] for row in book["Дебиторка"].iter_rows(values_only=True)
    }


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


def test_a_link_leads_only_where_a_page_may_lead() -> None:
    book = Book("", "", AS_OF, "RUB")
    addresses = ("javascript:alert(1)", "file:///etc/passwd", "//host/x", "/x", "\\\\host\\x", "#a", "x" * 3000, None)
    good = ("https://example.org/a", "../a b.html")
    rows = [(Link("=1+1", address),) for address in (*addresses, *good)]
    book.sheet("Лист", (Column("Страница", 10),), rows, "")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content())).active
    assert sheet is not None
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert [cell.value for cell in cells] == ["=1+1"] * len(rows)
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells)
    found = [cell.hyperlink.target if cell.hyperlink else None for cell in cells]
    assert found == [None] * len(addresses) + ["https://example.org/a", "..\\a%20b.html"]


def test_a_sheet_that_is_full_says_how_many_rows_are_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(books, "SHEET_ROWS", 10)
    book = Book("", "", AS_OF, "RUB", "audit.json")
    book.sheet("Лист", (Column("Число", 10, Style.INTEGER),), ((number,) for number in range(2000)), "")
    sheet = openpyxl.load_workbook(io.BytesIO(book.content())).active
    assert sheet is not None
    assert sheet.max_row == 10
    assert [row[0] for row in sheet.iter_rows(min_row=2, max_row=9, values_only=True)] == list(range(8))
    assert sheet["A10"].value == "Лист заполнен, не поместилось строк: 1\u00a0992; они — в audit.json"


@pytest.mark.parametrize(
    ("formats", "where"), [(("xlsx", "json"), "audit.json"), (("xlsx",), "отчёте вида json (--format json)")]
)
def test_a_full_sheet_sends_nobody_to_a_file_that_is_not_made(
    result: Result, handbook: Handbook, monkeypatch: pytest.MonkeyPatch, formats: tuple[str, ...], where: str
) -> None:
    monkeypatch.setattr(books, "SHEET_ROWS", 10)
    made = xlsx(result, handbook, formats=formats)
    last = openpyxl.load_workbook(io.BytesIO(made))["Нарушения"]["A10"].value
    assert str(last).startswith("Лист заполнен, не поместилось строк: ")
    assert str(last).endswith(f"; они — в {where}")


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
