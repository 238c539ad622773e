"""A filled sheet of decisions dropped beside an export is taken as promises, and answers as they are given."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from handbook.audits.promises import Decision
from handbook.result import Result
from reglament.decisions import SHEET
from reglament.serve.conduct import _of_meeting, _order
from reglament.serve.handed import handed_in, lay_apart
from reglament.serve.jobs import Job, _clear
from reglament.serve.state import State, exports_of
from reglament.serve.task import CannotError, Options, Task
from tests.generator.doctor.given import WHOLE
from tests.generator.report.conftest import result
from tests.generator.report.stories import living

__all__ = ["result"]


@pytest.fixture(scope="module")
def made(result: Result) -> bytes:
    from generator.report.promises_book import promises_book
    from handbook.audits.story import Story

    return promises_book(living(result), Story())


def filled(made: bytes, *values: str) -> bytes:
    """The sheet with decisions in its first rows."""
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet = book["Решения"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Решение")
    for row, value in enumerate(values, 2):
        sheet.cell(row, column, value)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def task_of(folder: Path, files: dict[str, bytes]) -> Task:
    task = Task(folder / "company", folder)
    for name, content in files.items():
        (task.export / name).parent.mkdir(parents=True, exist_ok=True)
        (task.export / name).write_bytes(content)
    return task


def test_a_sheet_of_decisions_is_laid_apart_and_read(tmp_path: Path, made: bytes) -> None:
    content = filled(made, Decision.TEACH.word, "как-нибудь")
    task = task_of(tmp_path, {"сделки.csv": b"ID\n1\n", f"папка/{SHEET}": content})
    lay_apart(task)
    assert [path.name for path in exports_of(task.export)] == ["сделки.csv"]
    handed = handed_in(task)
    assert handed
    assert (handed.count, handed.told) == (1, "Решения планёрки прочитаны: 1")
    assert "«как-нибудь» — не решение" in handed.unread[0]
    order = _order(task, State(WHOLE), Options(history=True))
    assert order.promises == task.decisions / SHEET
    # It goes with what was uploaded.
    _clear(Job("x", tmp_path))
    assert not task.decisions.exists()
    assert handed_in(task) is None


def test_what_became_of_it_is_told(tmp_path: Path, made: bytes, result: Result) -> None:
    from handbook.audits.story import Story
    from reglament.auditing import Conducted

    done = Conducted(result, Story(), ())
    task = task_of(tmp_path, {"a.csv": b"ID\n", SHEET: filled(made, Decision.TEACH.word)})
    assert _of_meeting(task, done, Options()) == ()
    lay_apart(task)
    assert _of_meeting(task, done, Options(history=True)) == ("Решения планёрки прочитаны: 1",)
    assert "Не записаны" in _of_meeting(task, done, Options())[0]
    (task.decisions / SHEET).write_bytes(made)
    assert _of_meeting(task, done, Options()) == ("Книга решений планёрки не заполнена",)


def test_a_sheet_alone_two_of_them_and_a_broken_one_are_told(tmp_path: Path, made: bytes) -> None:
    with pytest.raises(CannotError, match="выгрузки рядом"):
        lay_apart(task_of(tmp_path / "1", {SHEET: made}))
    with pytest.raises(CannotError, match=r"несколько: «a\.xlsx», «b\.xlsx»"):
        lay_apart(task_of(tmp_path / "2", {"a.xlsx": made, "b.xlsx": made, "c.csv": b"1"}))
    book = openpyxl.load_workbook(io.BytesIO(filled(made, Decision.TEACH.word)))
    book["Опознание"].delete_rows(1, 999)
    kept = io.BytesIO()
    book.save(kept)
    with pytest.raises(CannotError, match="не читается"):
        lay_apart(task_of(tmp_path / "3", {SHEET: kept.getvalue(), "c.csv": b"1"}))
    task = task_of(tmp_path / "4", {"c.csv": b"1"})
    lay_apart(task)
    assert not task.decisions.exists()


def test_who_answers_a_part_sees_what_is_left_and_who_answers_nothing_gets_the_audit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from handbook.read import read
    from reglament.serve import conduct, reading
    from tests.conftest import VALID

    book = read(VALID).handbook
    monkeypatch.setattr(reading, "company", lambda _task: book)
    monkeypatch.setattr(conduct, "conduct", lambda *_: {"done": {}})
    state = State(WHOLE)
    asked = reading.questions_in(reading._form(book, state))
    assert sorted(asked.values()) == ["c.0.4", "s.2"]
    stages = tuple(one for one in WHOLE.stages if one not in WHOLE.doubtful_stages)
    less = State(replace(WHOLE, stages=stages))

    def go(after: State, **chosen: str) -> dict[str, object]:
        state.save(tmp_path)
        monkeypatch.setattr(reading, "learnt", lambda _task, _book, known, _tell: after if after is less else known)
        task = Task(tmp_path, tmp_path, chosen={name.replace("_", "."): value for name, value in chosen.items()})
        return reading.go_on(task, lambda **_: None)

    told = go(less, c_0_4="", s_2="0")["asks"]
    assert isinstance(told, dict)
    assert (told["doubts"], told["partly"]) == (1, True)
    assert told["unclear"] == ("столбец «Цена вопроса» файла deals.csv",)
    assert "done" in go(less, c_0_4="-", s_2="0")
    assert "done" in go(state, c_0_4="", s_2="")
