"""What may not stand in a text that is printed and signed: names, punishments, leftovers of templates, wrong codes."""

import pytest

from tests.conftest import Company

SELL = "regulations/processes/sell/prodat"
DEAL = f"{SELL}/zaklyuchit-dogovor.yaml"
ASK = f"{SELL}/prinyat-zapros.yaml"
STAFF = "regulations/staff.yaml"
POSITIONS = "regulations/positions.yaml"
STEP = "text: Подписать договор"


def step(company: Company, text: str) -> None:
    company.replace(DEAL, STEP, f"text: >-\n      {text}")


def last_words(company: Company, code: str) -> list[str]:
    return [line.partition(": ")[2] for line in company.told(code)]


class TestNamedPerson:
    @pytest.mark.parametrize(
        ("text", "word"),
        [
            ("Отдать договор Ивановой", "Ивановой"),
            ("Отдать договор А. С. Ивановой", "Ивановой"),
            ("Отдать договор Петрову П. П.", "Петрову"),
            ("Отдать договор Анне Сергеевне", "Сергеевне"),
            ("Спросить Петра Петровича", "Петровича"),
        ],
    )
    def test_an_employee_is_known_in_any_case(self, company: Company, text: str, word: str) -> None:
        step(company, text)
        (line,) = last_words(company, "named-person")
        assert line.startswith(f"текст называет человека: «{word}» — ")

    @pytest.mark.parametrize(
        "text",
        ["Спросить «Иванову и партнёров»", "Позвонить Сергеевне", "Отдать договор Сидорову", "Найти иванова дня"],
    )
    def test_others_are_not(self, company: Company, text: str) -> None:
        step(company, text)
        assert company.told("named-person") == []

    def test_a_surname_that_is_a_word_needs_a_name_beside_it(self, company: Company) -> None:
        company.append(STAFF, "  - {name: Мороз Олег Ильич, position: menedzher}\n")
        step(company, "Мороз портит груз")
        assert company.told("named-person") == []
        company.replace(DEAL, "Мороз портит груз", "Отдать груз Олегу Морозу")
        assert len(company.told("named-person")) == 1


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Менеджер лишается месячной премии", "лишается месячной премии"),
        ("Оштрафовать менеджера", "оштрафовать менеджера"),
        ("С работника взимается штраф", "работника взимается штраф"),
        ("Удержать из его зарплаты", "удержать из его зарплаты"),
        ("Депремировать за опоздание", "депремировать"),
    ],
)
def test_a_punishment_of_an_employee(company: Company, text: str, words: str) -> None:
    step(company, text)
    assert last_words(company, "punitive-wording") == [f"наказание рублём: «{words}»"]


@pytest.mark.parametrize(
    "text",
    [
        "Выписать из контракта штраф за просрочку",
        "Передать клиенту «штраф менеджеру»",
        "Начислить премию менеджеру",
        "Назначить штрафную площадку",
        "Удержать скидку из прайса",
    ],
)
def test_fines_of_contracts_and_premiums_are_none(company: Company, text: str) -> None:
    step(company, text)
    assert company.told("punitive-wording") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Отправить {{ клиент }}", "осталась подстановка шаблона «{{ клиент }}»"),
        ("Отправить {% if x %} КП", "осталась подстановка шаблона «{% if x %}»"),
        ("Отправить КП..", "задвоен знак: «..»"),
        ("Отправить КП,, счёт", "задвоен знак: «,,»"),
        ("Отправить КП;.", "задвоен знак: «;.»"),
    ],
)
def test_marks_that_are_left_over(company: Company, text: str, words: str) -> None:
    step(company, text)
    assert last_words(company, "stray-marks") == [words]


@pytest.mark.parametrize(
    "text", ["Отправить КП...", "Открыть `{{ клиент }}` в шаблоне", "Записать «и т. д.»; позвонить"]
)
def test_marks_that_belong(company: Company, text: str) -> None:
    step(company, text)
    assert company.told("stray-marks") == []


@pytest.mark.parametrize(("code", "count"), [("246000", 0), ("24600", 1), ("24600а", 1), ("2460001", 1)])
def test_a_code_of_the_classifier_has_six_digits(company: Company, code: str, count: int) -> None:
    company.replace(POSITIONS, "category: head}", f'category: head, okpdtr: "{code}"}}')
    assert len(company.told("okpdtr-code")) == count == len(company.told())


class TestDuties:
    @pytest.mark.parametrize(
        ("steps", "count"),
        [
            ("text: Подпишите договор", 0),
            ("text: Подпишите договор\n    duty: подписывать договор", 0),
            ("text: Подпишите договор\n    duty: подписать договор", 1),
            ("text: Прокачайте сделку", 1),
            ("text: Прокачайте сделку\n    duty: развивать сделку", 0),
            ("text: Квалифицируйте запрос", 0),
        ],
    )
    def test_a_duty_is_done_again_and_again(self, company: Company, steps: str, count: int) -> None:
        company.replace(DEAL, STEP, steps)
        assert len(company.told("perfective-duty")) == count == len(company.told())

    @pytest.mark.parametrize(
        ("duty", "count"),
        [
            ("отвечать за 45 минут", 1),
            ("отвечать за 30 мин.", 1),
            ("отвечать не позже чем через [[norm:n-reakciya]]", 0),
            ("отвечать по сценарию 2.1", 0),
            ("отвечать и перезванивать через 2 дня", 0),
        ],
    )
    def test_a_number_where_the_step_has_a_norm(self, company: Company, duty: str, count: int) -> None:
        company.replace(ASK, "[[norm:n-reakciya]].\n", f"[[norm:n-reakciya]].\n    duty: {duty}\n")
        assert len(company.told("duty-number")) == count

    def test_a_position_with_any_duty_has_duties(self, company: Company) -> None:
        company.write("regulations/roles/yurist.yaml", "id: yurist\ntitle: Юрист\n")
        company.append(POSITIONS, "  - {id: yurist, title: Юрист, roles: [yurist]}\n")
        assert company.told("position-without-duties") == []
        person = "participants:\n  - {role: yurist, direction: both, subject: договор}\n"
        company.replace(DEAL, "owner: menedzher\n", f"owner: menedzher\n{person}")
        assert len(company.told("position-without-duties")) == 1
        company.append("regulations/roles/yurist.yaml", "duties: [вести учёт доверенностей]\n")
        assert company.told() == []


@pytest.mark.parametrize(
    ("keys", "count"),
    [
        ("", 1),
        ("education: Любое, experience: Год, knowledge: [прайс], skills: [считать], department: prodazhi, ", 0),
        ("education: Любое, experience: Год, knowledge: [прайс], skills: [считать], reports_to: direktor, ", 1),
    ],
)
def test_a_job_description_asks_for_something(company: Company, keys: str, count: int) -> None:
    company.replace(
        POSITIONS, "category: head}", f"category: head, {keys}publication: {{number: Д-1, date: 2026-01-12}}}}"
    )
    assert len(company.told("incomplete-position")) == count


def test_whose_sex_is_not_seen(company: Company) -> None:
    company.append(STAFF, "  - {name: Шевченко Саша, position: menedzher}\n  - {name: Ким Олег, position: menedzher}\n")
    assert len(company.told("person-without-gender")) == 1
    company.replace(STAFF, "Шевченко Саша,", "Шевченко Саша, gender: f,")
    assert company.told() == []
    for name in ("Ким", "Ли", "Пак", "Цой"):
        company.append(STAFF, f"  - {{name: {name} Саша, position: menedzher}}\n")
    (many,) = company.told("person-without-gender")
    assert "4\u00a0сотрудников" in many


def test_titles_of_documents_and_posts_like_things_are_doubted(company: Company) -> None:
    company.replace("regulations/documents/kp.yaml", "title: ", "title: Бзыкарь ")
    company.replace(POSITIONS, "title: Директор", "title: Контроллер")
    told = company.told("doubtful-inflection")
    assert any("«Контроллер» склоняется неуверенно: винительный — «Контроллер»" in line for line in told)
    assert any("Бзыкарь" in line for line in told)
