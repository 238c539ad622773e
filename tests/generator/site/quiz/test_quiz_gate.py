"""What a question must not be, fault by fault."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.site.quiz.draft import Draft
from generator.site.quiz.gate import asked_once, faults
from generator.site.quiz.question import Question
from generator.site.quiz.words import alike, overlap, quoted

GOOD = Question(
    kind="recipient",
    shape="one",
    text="Кому уходит сводка?",
    options=("Бухгалтер", "Юрист", "Маркетолог", "Инженер"),
    right=(1,),
    explanation="Сводку получает юрист.",
    link="operations/a.html",
    source="«А»",
)
LONG = "Менеджер звонит клиенту в тот же день, записывает причину задержки и называет новый день оплаты счёта"
DRAFT = Draft("k", "seed", "Что делают при отклонении?", "Так сказано.", "a.html", "«А»")


def test_a_good_question_passes() -> None:
    assert faults(GOOD) == ()


@pytest.mark.parametrize(
    ("spoilt", "words"),
    [
        (replace(GOOD, options=GOOD.options[:3]), "options"),
        (replace(GOOD, right=()), "no right"),
        (replace(GOOD, right=(7,)), "no right"),
        (replace(GOOD, right=(0, 1)), "one option"),
        (replace(GOOD, shape="many", right=(0, 1, 2, 3)), "nothing is wrong"),
        (replace(GOOD, shape="order", right=(0, 1)), "every option"),
        (replace(GOOD, options=("Юрист", "юрист.", "Маркетолог", "Инженер")), "the same"),
        (replace(GOOD, options=("В среду", "В среду, к 12:00", "Завтра", "Сразу")), "the same"),
        (replace(GOOD, explanation=""), "explanation"),
        (replace(GOOD, link=""), "explanation"),
        (replace(GOOD, text="А" * 500), "too long"),
        (replace(GOOD, options=("Бухгалтер", LONG, "Маркетолог", "Инженер")), "stands out"),
        (replace(GOOD, options=(LONG, "Нет", LONG[5:], LONG[9:])), "stands out"),
        (replace(GOOD, text="Что дальше с заявкой?", options=("Счёт", "Согласовать заявку", "Акт", "Договор")), "away"),
    ],
)
def test_a_fault_is_found(spoilt: Question, words: str) -> None:
    assert any(words in fault for fault in faults(spoilt))


def test_repeating_the_question_is_fair_when_a_wrong_option_does_it_too() -> None:
    text, right = "Что дальше с заявкой?", "Согласовать заявку"
    fair = replace(GOOD, text=text, options=("Счёт", right, "Отклонить заявку", "Договор"))
    assert faults(fair) == ()


def test_words_are_compared_without_endings() -> None:
    assert overlap("план продаж", "Регламент планирования") == 1
    assert overlap("скидку", "О скидках и уступках") == 1
    assert overlap("передать лид", "передовой опыт") == 0


def test_options_that_say_more_are_alike_and_other_figures_are_not() -> None:
    assert alike("Ежедневно", "ежедневно, к 9:15")
    assert not alike("Не более 7 дней", "Не более 17 дней")


def test_a_wrong_option_that_says_the_right_thing_is_never_taken() -> None:
    made = DRAFT.one("Звонит клиенту.", ["звонит клиенту", "Пишет акт.", "Ждёт неделю.", "Закрывает сделку."])
    assert made is not None
    assert set(made.options) == {"Звонит клиенту.", "Пишет акт.", "Ждёт неделю.", "Закрывает сделку."}
    assert made.answer == ("Звонит клиенту.",)


def test_no_question_rather_than_a_bad_one() -> None:
    assert DRAFT.one("Звонит клиенту.", ["Пишет акт.", "Ждёт неделю."]) is None
    assert DRAFT.one("Звонит.", [LONG, LONG + " сегодня", "Пишет."]) is None
    assert DRAFT.order(["Раз", "Два", "Раз", "Три"]) is None


def test_a_question_is_asked_once() -> None:
    assert list(asked_once([GOOD, replace(GOOD, text="кому уходит сводка"), replace(GOOD, text="Кто?")])) == [
        GOOD,
        replace(GOOD, text="Кто?"),
    ]


def test_a_word_of_the_name_of_a_document_is_no_decoy() -> None:
    text, right = "Секретарь не соединяет. Где искать ответ в документе «Сценарий звонка»?", "Секретарь"
    wrong = ["До звонка", "Первые слова", "Отказ", "Итог"]
    guessed = replace(DRAFT, text=text)
    assert guessed.one(right, wrong) is not None
    assert replace(guessed, hint="Секретарь не соединяет.").one(right, wrong) is None


def test_quotation_marks_inside_are_of_the_other_kind() -> None:
    assert quoted("Откройте раздел «Лиды»") == "«Откройте раздел „Лиды“»"


@pytest.mark.parametrize(("one", "other"), [("Отказ", "отказа"), ("продажа", "продаж"), ("план", "планом")])
def test_a_short_word_and_its_form_are_of_one_root(one: str, other: str) -> None:
    assert overlap(one, other) == 1
