import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from audit.ingest.books.cells import read_cells
from generator.report.agenda import Item, meeting
from generator.report.promises_book import promises_book
from generator.report.promises_identity import CODE, DECISION, DUE, HIDDEN, NOTE
from generator.report.promises_read import promises_of
from generator.report.score import people
from handbook.audits.promises import Decision, Promise
from handbook.audits.story import Story
from handbook.finding import Finding
from handbook.result import Result
from tests.generator.report.conftest import AS_OF
from tests.generator.report.stories import living, make_story

Edit = Callable[[Workbook, Worksheet, dict[str, int]], None]


@pytest.fixture(scope="module")
def known(result: Result) -> Result:
    return living(result)


@pytest.fixture(scope="module")
def story(known: Result) -> Story:
    return make_story(known)


@pytest.fixture(scope="module")
def made(known: Result, story: Story) -> bytes:
    return promises_book(known, story)


def filled(content: bytes, edit: Edit) -> tuple[tuple[Promise, ...], tuple[Finding, ...]]:
    """What is read from the workbook after a person edited and saved it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book["Решения"]
    edit(book, sheet, {str(cell.value): cell.column or 0 for cell in sheet[1]})
    saved = io.BytesIO()
    book.save(saved)
    return promises_of(read_cells(saved.getvalue(), "решения.xlsx"), "решения.xlsx")


def test_it_holds_what_the_meeting_speaks_of(made: bytes, known: Result, story: Story) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made))
    assert [sheet.sheet_state for sheet in book] == ["visible", "visible", "veryHidden"]
    sheet = book["Решения"]
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(min_row=2, values_only=True)]
    names = tuple(person.name for person in people(known) if person.violations)
    chosen: dict[tuple[str, str], Item] = {}
    for item in (item for found in meeting(known, story, names).values() for item in found):
        chosen.setdefault(item.identity, item)
    assert [(row["Норма"], row["Что не так"]) for row in rows] == [
        (item.verdict.title, item.breach.detail) for item in chosen.values()
    ]
    assert len({row[CODE] for row in rows}) == len(rows)
    assert any(row["В прошлый раз"] for row in rows)
    lists = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    (choice,) = (one for one in lists.values() if one.type == "list")
    assert heads[5] == "Ещё длится"
    assert choice.formula1 == "IF($F2=\"да\",'Как заполнять'!$A$2:$A$6,'Как заполнять'!$A$3:$A$6)"
    told = [row[:2] for row in book["Как заполнять"].iter_rows(min_row=2, max_row=6, values_only=True)]
    assert told == [(decision.word, decision.test) for decision in Decision]
    assert told[0][0] == Decision.MEND.word
    assert str(choice.sqref) == f"I2:I{len(rows) + 1}"
    assert {one.type for one in lists.values()} == {"list", "date"}


def test_an_untouched_sheet_promises_nothing(made: bytes) -> None:
    assert filled(made, lambda *_: None) == ((), ())


def test_decisions_come_back_however_they_were_typed(made: bytes, known: Result) -> None:
    dues: list[tuple[object, date | None]] = [
        (datetime(2026, 10, 5), date(2026, 10, 5)),  # noqa: DTZ001 - a cell knows no zone
        ("05.10.2026", date(2026, 10, 5)),
        ("5.10.26", date(2026, 10, 5)),
        ("до 05.10.2026 г.", date(2026, 10, 5)),
        ("2026-10-05", date(2026, 10, 5)),
        (None, None),
    ]
    words = ["Исправить к сроку", "исправить", " ОБУЧИТЬ ИЛИ  ПОМОЧЬ. ", "Пересмотреть норму", "Ошибка в CRM"]

    def edit(_: Workbook, sheet: Worksheet, at: dict[str, int]) -> None:
        for number, (due, _day) in enumerate(dues):
            sheet.cell(number + 2, at[DECISION]).value = words[number % len(words)]
            sheet.cell(number + 2, at[DUE]).value = due
            sheet.cell(number + 2, at[NOTE]).value = f"сказано {number}"

    promises, findings = filled(made, edit)
    assert findings == ()
    assert [promise.due for promise in promises] == [day for _, day in dues]
    assert [promise.decision for promise in promises[:5]] == [
        Decision.MEND,
        Decision.MEND,
        Decision.TEACH,
        Decision.NORM,
        Decision.DATA,
    ]
    assert [promise.note for promise in promises] == [f"сказано {number}" for number in range(len(dues))]
    assert {promise.made for promise in promises} == {AS_OF}
    every = {(verdict.norm_id, item.key): item for verdict in known.verdicts for item in verdict.violations}
    for promise in promises:
        assert every[promise.norm_id, promise.key].owner == promise.owner


def test_rows_may_be_sorted_removed_and_pushed_down(made: bytes) -> None:
    def plain(_: Workbook, sheet: Worksheet, at: dict[str, int]) -> None:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, at[DECISION]).value = Decision.MEND.word
            sheet.cell(row, at[NOTE]).value = sheet.cell(row, at["Что не так"]).value

    def turned(book: Workbook, sheet: Worksheet, at: dict[str, int]) -> None:
        plain(book, sheet, at)
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for number, row in enumerate(reversed(rows), 2):
            for column, value in enumerate(row, 1):
                sheet.cell(number, column).value = value
        sheet.delete_rows(2)
        sheet.insert_rows(1, 2)
        sheet.insert_cols(1)
        sheet["A1"].value = "Планёрка 2 октября"

    whole, told = filled(made, plain)
    assert told == ()
    promises, told = filled(made, turned)
    assert told == ()
    assert set(promises) == set(whole) - {whole[-1]}


def test_what_is_not_understood_is_told_with_its_cell(made: bytes) -> None:
    def edit(_: Workbook, sheet: Worksheet, at: dict[str, int]) -> None:
        values: list[tuple[int, str, object]] = [
            (2, DECISION, "наказать"),
            (3, DUE, "05.10.2026"),
            (4, DECISION, Decision.MEND.word),
            (4, DUE, "скоро"),
            (5, DECISION, Decision.MEND.word),
            (5, CODE, "П-ЧУЖОЙ"),
            (6, NOTE, "без кода"),
            (6, CODE, None),
            (7, DECISION, Decision.MEND.word),
            (7, DUE, "01.09.2026"),
            (8, DECISION, Decision.TEACH.word),
            (8, NOTE, "=1+1"),
            (9, DECISION, Decision.NORM.word),
            (9, CODE, sheet.cell(8, at[CODE]).value),
        ]
        for row, name, value in values:
            sheet.cell(row, at[name]).value = value  # type: ignore[assignment]  # openpyxl takes any value of a cell

    promises, findings = filled(made, edit)
    assert [(one.decision, one.due) for one in promises] == [
        (Decision.MEND, None),
        (Decision.MEND, date(2026, 9, 1)),
        (Decision.TEACH, None),
    ]
    told = [(one.code, one.message.split(": ")[0], one.places[0].row) for one in findings]
    assert told == [
        ("promise-cell", "ячейка I2", 2),
        ("promise-cell", "ячейка I3", 3),
        ("promise-cell", "ячейка J4", 4),
        ("promise-row", "ячейка L5", 5),
        ("promise-row", "ячейка L6", 6),
        ("promise-cell", "ячейка J7", 7),
        ("promise-cell", "ячейка K8", 8),
        ("promise-row", "ячейка L9", 9),
    ]
    assert all(one.tip for one in findings)


def test_a_book_without_its_memory_is_no_sheet_of_decisions(made: bytes) -> None:
    def without(book: Workbook, sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(2, at[DECISION]).value = Decision.MEND.word
        del book[HIDDEN]

    def foreign(_: Workbook, sheet: Worksheet, at: dict[str, int]) -> None:
        sheet.cell(1, at[CODE]).value = "Номер"

    for edit in (without, foreign):
        promises, (finding,) = filled(made, edit)
        assert promises == ()
        assert finding.code == "promise-book"


def test_hostile_text_is_no_formula_and_keys_come_back(hostile: Result) -> None:
    known = living(hostile, every=True)
    story = make_story(known)
    content = promises_book(known, story)
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}

    def edit(_: Workbook, sheet: Worksheet, at: dict[str, int]) -> None:
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, at[DECISION]).value = Decision.EXCUSE.word

    promises, findings = filled(content, edit)
    assert findings == ()
    every = {(verdict.norm_id, item.key) for verdict in known.verdicts for item in verdict.violations}
    assert len(promises) > 20
    assert {(promise.norm_id, promise.key) for promise in promises} <= every


def test_an_audit_without_breaches_has_an_empty_sheet(result: Result) -> None:
    book = openpyxl.load_workbook(io.BytesIO(promises_book(replace(result, verdicts=()), Story())))
    assert book["Решения"]["A2"].value == "Нарушений, о которых надо решать, нет"
