"""Words: vague ones, abbreviations, repetitions, titles that the dictionary cannot decline."""

import pytest

from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
DEAL = f"{SELL}/zaklyuchit-dogovor.yaml"
ASK = f"{SELL}/prinyat-zapros.yaml"
STEP = "text: Подписать договор"


def step(company: Company, text: str) -> None:
    company.replace(DEAL, STEP, f"text: >-\n      {text}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Своевременно отвечать", "своевременно"),
        ("Давать своевременный ответ", "своевременный"),
        ("Не допускать несвоевременной оплаты", "несвоевременной"),
        ("Работать Качественно", "качественно"),
        ("Звонить в\u00a0кратчайшие сроки", "в кратчайшие сроки"),
        ("Звонить при необходимости", "при необходимости"),
        ("По мере возможности помогать", "по мере возможности"),
        ("Оформить должным образом", "должным образом"),
        ("Выполнять прочие обязанности", "прочие обязанности"),
        ("Звонить, писать и т. п.", "и т. п."),
        ("Звонить, писать и т.д.", "и т.д."),
        ("Вести сканеры, принтеры и другие", "и другие"),
        ("Вести сканеры и другие; сдавать отчёт", "и другие"),
        ("Обеспечивать контроль оплаты", "обеспечивать контроль"),
        ("Осуществлять постоянный контроль", "осуществлять постоянный контроль"),
        ("Регулярно звонить", "регулярно"),
        ("Ответить как можно быстрее", "как можно быстрее"),
        ("Звонить периодически", "периодически"),
    ],
)
def test_a_vague_turn(company: Company, text: str, words: str) -> None:
    step(company, text)
    (line,) = company.told("vague-wording")
    assert line.endswith(f": расплывчато: «{words}»")


@pytest.mark.parametrize(
    "text",
    [
        "Ответить своевременно, в срок [[norm:n-kp]]",
        "Записать слова клиента: «пришлите своевременно, и т. д.»",
        "Проверить качественные показатели склада",
        "Показать сканеры и другие товары прайса",
        "Оценить возможности склада и необходимости клиента",
        "Провести оперативное совещание",
        "Поставить задачу на регулярный платёж",
        "Поставить сделку на контроль",
        'Повторить слова клиента: "пришлите своевременно"',
        "Проверить периодические издания и качественный состав группы",
    ],
)
def test_words_that_only_look_alike(company: Company, text: str) -> None:
    step(company, text)
    assert company.told("vague-wording") == []


def test_the_place_is_that_of_the_words_even_when_they_are_folded(company: Company) -> None:
    step(company, "Ответить клиенту в\n      кратчайшие\n      сроки")
    (line,) = company.told("vague-wording")
    assert line == f"{DEAL}:8:24: расплывчато: «в кратчайшие сроки»"


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (DEAL, "{question: Кто подписывает?,", "{question: Кто оперативно подписывает?,"),
        ("regulations/documents/kp.yaml", "срок 5 дней", "отгрузим своевременно"),
        (ASK, "why: Через час клиент звонит другому", "why: Кто ответит вовремя, тот и продаст"),
        (DEAL, "key_factor: В договоре", "bottleneck: Юрист отвечает не вовремя\nkey_factor: В договоре"),
    ],
)
def test_what_obliges_nobody_may_be_vague(company: Company, file: str, old: str, new: str) -> None:
    company.replace(file, old, new)
    assert company.told("vague-wording") == []


def test_a_norm_excuses_words_of_time_only(company: Company) -> None:
    step(company, "Своевременно и качественно ответить в срок [[norm:n-kp]]")
    (line,) = company.told("vague-wording")
    assert line.endswith("«качественно»")


class TestAbbreviations:
    @pytest.mark.parametrize(
        "text",
        [
            "Отправить КП и счёт с НДС из CRM",
            "Внести ИНН и КПП в PDF",
            "См. РД-41 и 3-П, глава IV",
            "НЕ звонить ВСЕГДА",
            "Открыть `SELECT` и https://CRM.example/ABC",
            "Назвать склад «Камский»",
            "Сверить [[document:kp]]",
            "Проверить B2B и 1С",
            "Записать 4 ГБ по ISO 9001 и ГОСТ 12.0",
        ],
    )
    def test_what_everybody_knows(self, company: Company, text: str) -> None:
        step(company, text)
        assert company.told() == []

    def test_a_hyphen_before_a_word_hides_none(self, company: Company) -> None:
        step(company, "Открыть ЭДО-систему")
        assert [line.rpartition(": ")[2] for line in company.told()] == ["сокращение «ЭДО» нигде не расшифровано"]

    @pytest.mark.parametrize("spoilt", ["documents/kp.yaml", "roles/rop.yaml"])
    def test_a_record_that_could_not_be_read_may_explain_it(self, company: Company, spoilt: str) -> None:
        step(company, "Взять ТЗ")
        company.append(f"regulations/{spoilt}", "short: ТЗ\nlishnij: 1\n")
        assert [finding.code for finding in company.check()] == ["unknown-key"]

    def test_each_is_told_once_where_it_stands_first(self, company: Company) -> None:
        step(company, "Взять ТЗ, сверить ТЗ")
        (line,) = company.told("undefined-abbreviation")
        assert line == f"{DEAL}:8:13: сокращение «ТЗ» (2\u00a0раза в описании) нигде не расшифровано"

    @pytest.mark.parametrize(
        ("file", "more"),
        [
            ("regulations/glossary.yaml", "  - {id: tz, term: Задание, abbreviation: ТЗ, definition: Что сделать}\n"),
            ("regulations/glossary.yaml", "  - {id: tz, term: Задание, synonyms: [ТЗ], definition: Что сделать}\n"),
            ("regulations/documents/kp.yaml", "short: ТЗ\n"),
            ("regulations/roles/rop.yaml", "short: ТЗ\n"),
        ],
    )
    def test_a_record_explains_it(self, company: Company, file: str, more: str) -> None:
        step(company, "Взять ТЗ")
        company.append(file, more)
        assert company.told() == []


class TestRepetitions:
    NINE = "один два три четыре пять шесть семь восемь девять"

    def test_nine_words_are_no_repetition_and_ten_are(self, company: Company) -> None:
        step(company, f"Сначала {self.NINE}")
        company.replace(ASK, "text: Ответить", f"text: {self.NINE}. Ответить")
        assert company.told("repeated-wording") == []
        company.replace(ASK, self.NINE, f"Сначала, {self.NINE.upper()}")
        assert len(company.told("repeated-wording")) == 1

    def test_an_operation_may_repeat_itself_and_a_pair_is_told_once(self, company: Company) -> None:
        long = f"{self.NINE} десять одиннадцать двенадцать"
        step(company, f"{long}. {long}")
        assert company.told("repeated-wording") == []
        company.replace(ASK, "on_deviation: Руководитель звонит клиенту сам", f"on_deviation: {long}")
        assert len(company.told("repeated-wording")) == 1

    def test_titles_and_notes_may_be_alike(self, company: Company) -> None:
        long = f"{self.NINE} десять"
        company.replace(DEAL, "information: Число подписанных договоров", f"information: {long}")
        company.replace(ASK, "information: Запросы без ответа", f"information: {long}")
        assert company.told() == []


class TestInflection:
    FORMS = ("genitive", "dative", "accusative", "instrumental", "prepositional")

    def test_forms_written_by_a_person_settle_it(self, company: Company) -> None:
        company.replace("regulations/roles/rop.yaml", "title: Руководитель отдела продаж", "title: Хед оф сейлз")
        (line,) = company.told("doubtful-inflection")
        assert "дательный — «Хеду оф сейлз»" in line
        forms = ", ".join(f"{case}: хеда" for case in self.FORMS if case != "dative")
        company.append("regulations/roles/rop.yaml", f"forms: {{{forms}}}\n")
        (line,) = company.told("doubtful-inflection")
        assert line.endswith("склоняется неуверенно: дательный — «Хеду оф сейлз»")
        company.replace("regulations/roles/rop.yaml", "forms: {", "forms: {dative: хеду, ")
        assert company.told() == []

    def test_departments_are_declined_too(self, company: Company) -> None:
        company.replace("regulations/company.yaml", "title: Отдел продаж", "title: Хед оф сейлз")
        assert [finding.code for finding in company.check()] == ["doubtful-inflection"]
