"""The scripts that hand questions over: whatever words the sources have, they are data."""

from __future__ import annotations

import json
from dataclasses import replace

from generator.site.quiz.data import operation_file, quiz_of
from generator.site.quiz.question import Question
from generator.site.quiz.role import has_proverka
from tests.generator.site.building import Built

HOSTILE = "</script><b>\u2028'\"\\`${1}"
QUESTION = Question("k", "one", HOSTILE, (HOSTILE, "б", "в", "г"), (0,), HOSTILE, "a.html", HOSTILE)


def test_hostile_words_are_data(built: Built) -> None:
    made = operation_file(built.book, built.book.operations["ask"], [QUESTION])
    script = made.content.decode()
    assert made.path == "assets/quiz/operations/ask.js"
    assert "\u2028" not in script
    assert script.count("\n") == 1
    name, _, told = script.removeprefix("reglament.quiz.take(").partition(",")
    assert json.loads(name) == "operations/ask"
    assert json.loads(told.strip().removesuffix(");"))["questions"][0]["text"] == HOSTILE


def test_no_questions_no_test(built: Built) -> None:
    operation = built.book.operations["ask"]
    assert quiz_of(operation, []) is None
    several = [replace(QUESTION, text=str(number)) for number in range(30)]
    found = quiz_of(operation, several)
    assert found is not None
    assert found.asked == "8\u00a0вопросов"


def test_only_those_who_work_here_are_examined(built: Built) -> None:
    roles = built.book.roles
    assert has_proverka(built.book, roles["seller"])
    assert not has_proverka(built.book, roles["client"])
    assert (built.site / "roles/seller/proverka.html").is_file()
    assert not (built.site / "roles/client/proverka.html").exists()
