from __future__ import annotations

from datetime import date

import pytest

from generator.diagram.readability import A4
from generator.word import words
from generator.word.job_description.duties import uncertain
from generator.word.job_description.post import Post
from generator.word.pictures import place
from generator.word.speech import Speech
from handbook.book import Handbook
from handbook.model.base import CaseForms
from handbook.work import is_judged
from tests.generator.word.reading import figure


@pytest.mark.parametrize(
    ("raw", "tidy"),
    [
        ("  две\n строки\t ", "две строки"),
        ("конец..", "конец."),
        ("и так далее...", "и так далее..."),
        ("до\u00a0завтра, 5 %", "до завтра, 5\u00a0%"),
        ("№ 5 от 12 марта", "№\u00a05 от\u00a012\u00a0марта"),
        ("с 9:00", "с\u00a09:00"),
        ("дороже 1 500 000 ₽, год 2026 100 раз", "дороже 1\u00a0500\u00a0000\u00a0₽, год 2026 100 раз"),
        ('ООО "Вектор"', "ООО «Вектор»"),
        ("нуль\x00 и \ufffe", "нуль и"),
    ],
)
def test_tidy_text(raw: str, tidy: str) -> None:
    assert words.tidy(raw) == tidy


def test_titles_take_cases_and_forms() -> None:
    title = words.title_of("Менеджер по продажам", CaseForms(dative="менеджеру отдела сбыта"))
    assert words.genitive(title) == "менеджера по продажам"
    assert words.instrumental(title) == "менеджером по продажам"
    assert words.dative(title) == "менеджеру отдела сбыта"
    assert str(title) == "Менеджер по продажам"
    assert words.upper(words.nominative(title)) == "Менеджер по продажам"


def test_lists_are_punctuated_and_without_repetitions() -> None:
    assert words.listed(["Раз.", "два;", "раз", ""]) == ("раз;", "два.")
    assert words.listed(["Раз"], closed=False) == ("раз;",)
    assert words.listed([]) == ()


def test_quotes_inside_quotes() -> None:
    assert words.quoted("Отдел «Север»") == "«Отдел „Север“»"


def test_dates_and_blanks() -> None:
    assert words.digits(date(2026, 1, 9)) == "09.01.2026"
    assert words.in_words(date(2026, 1, 9)) == "9\u00a0января 2026\u00a0г."
    assert words.digits(None).strip("_.") == ""
    assert "20___" in words.in_words(None)


def test_a_title_that_is_the_requirement_is_said_once(sample: Handbook) -> None:
    norm = sample.norms["n-gosti-v-rabotu"].norm
    assert Speech(sample).measured(norm) == (
        "Разговор с заинтересованным гостем",
        "не позже четырёх календарных дней после мероприятия",
    )


def test_prose_puts_references_into_words(vector: Handbook) -> None:
    post = Post(vector, vector.positions["menedzher"], date(2026, 6, 1))
    assert post.speech.prose("по [[document:kp]], **срочно**") == "по «Коммерческое предложение», срочно"
    assert post.speech.prose("[[norm:n-skidka|своё право]]") == "своё право"
    assert (
        post.speech.prose("[[role:rop]] решает [по ссылке](https://a.example/b)")
        == "руководитель отдела продаж решает по ссылке"
    )
    assert post.speech.prose("[[norm:n-dlitelnost]]").replace("\u00a0", " ") == (
        "не более 45 календарных дней (с 01.01.2027 — не более 30 календарных дней)"
    )
    later = Post(vector, vector.positions["menedzher"], date(2027, 1, 1))
    assert later.speech.prose("[[norm:n-dlitelnost]]").replace("\u00a0", " ") == "не более 30 календарных дней"
    undated = Post(vector, vector.positions["menedzher"])
    assert undated.speech.prose("[[norm:n-dlitelnost]]").replace("\u00a0", " ") == "не более 30 календарных дней"
    assert undated.speech.measured(vector.norms["n-skidka"].norm) == ("Скидка", "не более 10\u00a0%")
    early = Post(vector, vector.positions["menedzher"], date(2025, 1, 1))
    assert early.speech.prose("[[norm:n-dlitelnost]]").startswith("с 01.01.2026 — не более 45")


@pytest.mark.parametrize(
    ("position", "norms"),
    [
        ("menedzher", {"n-plan", "n-skidka", "n-chernovik", "n-reakciya", "n-dlitelnost"}),
        ("rop", {"n-dlitelnost"}),
        ("assistent", {"n-reakciya", "n-dlitelnost"}),
        ("yurist", set()),
    ],
)
def test_whom_norms_concern(vector: Handbook, position: str, norms: set[str]) -> None:
    person = vector.positions[position]
    assert {name for name, placed in vector.norms.items() if is_judged(vector, person, placed)} == norms


def test_steps_whose_verb_is_not_certain_are_named(vector: Handbook) -> None:
    operation = vector.operations["podgotovit"]
    step = operation.steps[0].model_copy(update={"text": "Коммерческое предложение для клиента"})
    changed = operation.model_copy(update={"steps": (step,)})
    book = type(vector)(**{**vars(vector), "operations": {**vector.operations, "podgotovit": changed}})
    assert uncertain(Post(book, book.positions["menedzher"])) == ((changed, 0),)
    assert uncertain(Post(vector, vector.positions["menedzher"])) == ()


def test_pictures_are_never_enlarged() -> None:
    assert place(figure(220, 110)).width == pytest.approx(25.4)
    assert place(figure(5000, 1200, sheet=A4[1])).width == pytest.approx(257)
    assert place(figure(1200, 5000, sheet=A4[0])).height == pytest.approx(210)
