"""The filled sheet of decisions: read before the next report, kept in the history, answered for, never lost."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

import generator.report
from audit.history.folder import FOLDER
from generator.artifact import Artifact
from generator.report import Given
from generator.report.promises_book import FILE, promises_book
from generator.report.word import LISTS
from handbook.audits.promises import Decision, Outcome
from handbook.audits.story import Story
from handbook.result import Result
from reglament.auditing import Conducted, Order, conduct
from reglament.console import Settings
from reglament.decisions import SHEET, lay_aside
from reglament.report import write_report
from tests.reglament.test_auditing import ANNA, BELOVA, EXPORTS, WEEKS, book


@pytest.fixture(autouse=True)
def only_the_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the papers of a meeting only the sheet is made: Word documents have tests of their own."""

    def sheet(given: Given) -> tuple[Artifact, ...]:
        return (Artifact(FILE, promises_book(given.result, given.story)),)

    monkeypatch.setitem(generator.report._MAKERS, "docx", sheet)


def filled(result: Result, decisions: dict[str, tuple[Decision, date | None]], note: str = "") -> bytes:
    """The sheet as a head fills it in: decisions by the object of the row."""
    workbook = openpyxl.load_workbook(io.BytesIO(promises_book(result, Story())))
    page = workbook.worksheets[0]
    rows = list(page.iter_rows())
    head = next(number for number, row in enumerate(rows) if any(cell.value == "Решение" for cell in row))
    column = {cell.value: cell.column for cell in rows[head]}
    for row in rows[head + 1 :]:
        subject = str(row[column["Объект"] - 1].value)
        decided = next((what for name, what in decisions.items() if name in subject), None)
        if decided:
            line = row[0].row
            page.cell(line, column["Решение"], decided[0].word)
            due = decided[1]
            page.cell(line, column["Срок"], datetime(due.year, due.month, due.day) if due else None)  # noqa: DTZ001 - a cell has no zone
            page.cell(line, next(at for name, at in column.items() if str(name).startswith("Ко")), note)
    kept = io.BytesIO()
    workbook.save(kept)
    return kept.getvalue()


def week(root: Path, number: int, **asked: bool) -> Conducted:
    order = replace(Order(exports=EXPORTS[number], as_of=WEEKS[number], formats=()), **asked)
    return conduct(book(root), order, root / "build")


def put(root: Path, content: bytes) -> Path:
    path = root / "build" / SHEET
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def outcomes(done: Conducted) -> dict[str, Outcome]:
    return {item.promise.key: item.outcome for item in done.story.promises}


MENDED = {"stays": (Decision.MEND, None), BELOVA: (Decision.TEACH, date(2026, 3, 20)), ANNA: (Decision.MEND, None)}


def test_the_sheet_is_called_the_same_by_those_who_make_it_and_who_read_it() -> None:
    assert SHEET == FILE


@pytest.mark.parametrize("keep_names", [False, True])
def test_promises_of_a_sheet_are_kept_and_answered_for(tmp_path: Path, *, keep_names: bool) -> None:
    first = week(tmp_path, 0, keep_names=keep_names)
    put(tmp_path, filled(first.result, MENDED, "поговорить с Беловой"))
    second = week(tmp_path, 1, keep_names=keep_names)
    assert second.remarks == ()
    assert second.sheet is None
    found = outcomes(second)
    assert found["stays"] is Outcome.BROKEN
    assert found[f"{ANNA}|2026-02"] is Outcome.KEPT
    assert found[f"{BELOVA}|2026-02"] is Outcome.WAITING
    text = (tmp_path / FOLDER / "promises.json").read_text(encoding="utf-8")
    assert ("Белов" in text, ANNA in text) == (keep_names, keep_names)
    (tmp_path / "build" / SHEET).unlink()
    assert outcomes(week(tmp_path, 1, keep_names=keep_names)) == found
    third = outcomes(week(tmp_path, 2, keep_names=keep_names))
    assert third["stays"] is Outcome.BROKEN
    assert third[f"{BELOVA}|2026-02"] is Outcome.WAITING


def test_a_filled_sheet_nobody_keeps_is_laid_aside(tmp_path: Path) -> None:
    first = week(tmp_path, 0)
    content = filled(first.result, MENDED)
    path = put(tmp_path, content)
    order = Order(exports=EXPORTS[1], as_of=WEEKS[1], formats=("docx",), history=False, keep=False)
    write_report(book(tmp_path), order, tmp_path / "build", Settings(tmp_path, quiet=True))
    assert path.read_bytes() != content
    assert (tmp_path / "build" / "Решения планёрки (прежние).xlsx").read_bytes() == content


def test_a_sheet_laid_aside_is_read_by_the_next_audit(tmp_path: Path) -> None:
    first = week(tmp_path, 0)
    put(tmp_path, filled(first.result, {"stays": (Decision.MEND, None)}))
    settings = Settings(tmp_path, quiet=True)
    for decisions in ({}, {"stays": (Decision.DATA, None), ANNA: (Decision.TEACH, None)}):
        order = Order(exports=EXPORTS[0], as_of=WEEKS[0], formats=("docx",), history=False, keep=False)
        write_report(book(tmp_path), order, tmp_path / "build", settings)
        put(tmp_path, filled(first.result, decisions))
    assert not (tmp_path / FOLDER / "promises.json").exists()
    second = week(tmp_path, 1)
    # What was decided last counts.
    assert {item.promise.decision for item in second.story.promises} == {Decision.DATA, Decision.TEACH}
    (tmp_path / "build" / SHEET).unlink()
    assert week(tmp_path, 1).story.promises == second.story.promises


def test_a_sheet_still_being_filled_is_laid_aside_though_it_is_kept(tmp_path: Path) -> None:
    path = put(tmp_path, filled(week(tmp_path, 0).result, MENDED))
    done = week(tmp_path, 0)
    assert done.sheet == path
    assert done.story.promises == ()
    assert (tmp_path / FOLDER / "promises.json").exists()


def test_a_sheet_that_cannot_be_read_is_told_and_laid_aside(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, b"PK not a book")
    order = Order(exports=EXPORTS[0], as_of=WEEKS[0], formats=("docx",))
    write_report(book(tmp_path), order, tmp_path / "build", Settings(tmp_path, quiet=True))
    said = capsys.readouterr().err
    assert "Решения планёрки.xlsx: книга не открывается" in said
    assert "сохранён под именем" in said
    assert (tmp_path / "build" / "Решения планёрки (прежние).xlsx").read_bytes() == b"PK not a book"


def test_an_empty_sheet_says_nothing_and_may_go(tmp_path: Path) -> None:
    put(tmp_path, filled(week(tmp_path, 0).result, {}))
    done = week(tmp_path, 1)
    assert (done.sheet, done.story.promises, done.remarks) == (None, (), ())
    assert not (tmp_path / FOLDER / "promises.json").exists()


def test_sheets_laid_aside_do_not_replace_one_another(tmp_path: Path) -> None:
    assert [lay_aside(put(tmp_path, content)).name for content in (b"1", b"2", b"3")] == [
        "Решения планёрки (прежние).xlsx",
        "Решения планёрки (прежние 2).xlsx",
        "Решения планёрки (прежние 3).xlsx",
    ]


def test_lists_of_those_who_owe_nothing_any_more_are_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    owing = ["Анна", "Олег"]

    def lists(_given: Given) -> tuple[Artifact, ...]:
        return tuple(Artifact(f"{LISTS}/{name}.docx", name.encode()) for name in owing)

    def report(*formats: str, pseudonymise: bool = False) -> set[str]:
        order = Order(EXPORTS[0], as_of=WEEKS[0], formats=formats, history=False, keep=False, pseudonymise=pseudonymise)
        write_report(book(tmp_path), order, tmp_path / "build", Settings(tmp_path, quiet=True))
        return {path.name for path in (tmp_path / "build" / LISTS).iterdir() if path.suffix == ".docx"}

    monkeypatch.setitem(generator.report._MAKERS, "docx", lists)
    assert report("docx", "json") == {"Анна.docx", "Олег.docx"}
    (tmp_path / "build" / LISTS / "Мой.docx").write_bytes(b"")
    owing.remove("Анна")
    assert report("json") == {"Анна.docx", "Олег.docx", "Мой.docx"}
    capsys.readouterr()
    assert report("docx", pseudonymise=True) == {"Олег.docx", "Мой.docx"}
    named = "остались файлы прежнего отчёта, в них могут быть имена: "
    assert f"{named}audit.json, Списки просрочек/Мой.docx\n" in capsys.readouterr().err
    assert report("md", pseudonymise=True) == {"Мой.docx"}
    assert "списки просрочек прежнего отчёта удалены из папки" in capsys.readouterr().err
    assert report("json", pseudonymise=True) == {"Мой.docx"}
    assert f"{named}Списки просрочек/Мой.docx\n" in capsys.readouterr().err.splitlines(keepends=True)[-1]


def test_a_report_of_another_day_left_in_the_folder_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = []
    for number, formats in ((0, ("json", "md")), (1, ("md",)), (1, ("json",))):
        order = Order(EXPORTS[number], as_of=WEEKS[number], formats=formats, history=False, keep=False)
        write_report(book(tmp_path), order, tmp_path / "build", Settings(tmp_path, quiet=True))
        said.append("остался отчёт на 02.03.2026: audit.json\n" in capsys.readouterr().err)
    assert said == [False, True, False]
