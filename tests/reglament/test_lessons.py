"""A profile is tried on the export before it is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import audit.doctor
from audit.ingest.error import failure
from handbook.book import Handbook
from handbook.diagnosis import Answers, ColumnAnswer, Diagnosis
from handbook.read import read
from reglament.lessons import Desk, teach
from tests.generator.doctor.given import AMOUNT, NUMBER, RESULT, diagnosis, sheet

ROOT = Path(__file__).parents[2]
BEFORE = diagnosis(sheet(NUMBER, AMOUNT), result=RESULT)
SAID = Answers((ColumnAnswer("deals.csv", "Цена вопроса", "amount"),))


@pytest.fixture(scope="module")
def book() -> Handbook:
    return read(ROOT).handbook


def taught(book: Handbook, monkeypatch: pytest.MonkeyPatch, after: Diagnosis) -> tuple[str | None, str]:
    monkeypatch.setattr(audit.doctor, "diagnose", lambda *_, **__: replace(after, profile="nash"))
    answers = iter([SAID])
    lesson = teach(Desk(book, [], None, None, "nash"), BEFORE, lambda _: next(answers, None))
    return lesson.text, lesson.trouble


def test_what_reads_better_is_kept(book: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    text, trouble = taught(book, monkeypatch, diagnosis(sheet(NUMBER), result=RESULT))
    assert "amount: Цена вопроса  # подтверждено" in (text or "")
    assert not trouble


@pytest.mark.parametrize(
    ("after", "why"),
    [
        (diagnosis(sheet(NUMBER)), "сделки перестали читаться: сделки не прочитаны"),
        (diagnosis(replace(sheet(NUMBER), tables=()), result=RESULT), "файл deals.csv перестал узнаваться"),
        (diagnosis(replace(sheet(NUMBER, AMOUNT), profile="nash"), result=RESULT), "вопросы остались теми же"),
    ],
)
def test_what_reads_worse_is_not_written(
    book: Handbook, monkeypatch: pytest.MonkeyPatch, after: Diagnosis, why: str
) -> None:
    assert taught(book, monkeypatch, after) == (None, why)


def test_what_cannot_be_read_at_all_is_not_written(book: Handbook, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> Diagnosis:
        raise failure("no-key-column", "нет столбца с номером", tip="назовите его")

    monkeypatch.setattr(audit.doctor, "diagnose", refuse)
    lesson = teach(Desk(book, [], None, None, "nash"), BEFORE, lambda _: SAID)
    assert (lesson.text, lesson.trouble) == (None, "нет столбца с номером")
