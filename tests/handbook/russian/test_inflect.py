from pathlib import Path

import pytest

from handbook.russian import Case, Inflected, about, along_with, inflect, with_about

HERE = Path(__file__).parent
OBLIQUE = [case for case in Case if case is not Case.NOMINATIVE]
FLAGGED_SHARE = 0.05


def table(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


TITLES = table("gold_titles.txt") + table("held_out_titles.txt") + table("trade_company_titles.txt")


@pytest.mark.parametrize("row", TITLES, ids=lambda row: row[0])
def test_title_is_right_or_flagged(row: list[str]) -> None:
    title, *expected = row
    assert inflect(title, Case.NOMINATIVE).text == title
    for case, form in zip(OBLIQUE, expected, strict=True):
        found = inflect(title, case)
        assert found.text == form or not found.confident, case


def test_at_most_five_percent_is_flagged() -> None:
    results = [inflect(title, case) for title, *_ in TITLES for case in OBLIQUE]
    assert len(TITLES) >= 60
    flagged = [result for result in results if not result.confident]
    assert len(flagged) <= FLAGGED_SHARE * len(results)


@pytest.mark.parametrize(
    "phrase",
    ["продаж", "директора", "Инструкции", "Счета", "менеджера по продажам", "", "3-й заместитель", "бзыкарь"],
)
def test_doubtful_titles_are_flagged(phrase: str) -> None:
    assert not inflect(phrase, Case.GENITIVE).confident


@pytest.mark.parametrize(
    "phrase",
    [
        "Инженер выездной первой категории",
        "Дежурный складской первой смены",
        "Стандарт деловой CRM",
        "Складской логистики",
    ],
)
def test_adjective_that_may_belong_to_either_side_is_flagged(phrase: str) -> None:
    assert not inflect(phrase, Case.INSTRUMENTAL).confident


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Отдел продаж", "об отделе продаж"),
        ("Бухгалтерия", "о бухгалтерии"),
        ("Администрация", "об администрации"),
        ("Юридический отдел", "о юридическом отделе"),
        ("Единая служба", "о единой службе"),
        ("Обособленное подразделение «Север»", "об обособленном подразделении «Север»"),
        ("IT-отдел", "об IT-отделе"),
        ("CRM-группа", "о CRM-группе"),
        ("HR-служба", "об HR-службе"),
        ("ОТК", "об ОТК"),
        ("НДС", "об НДС"),
        ("РОП", "о РОП"),
        ("1С-программист", "об 1С-программисте"),
        ("Все клиенты", "обо всех клиентах"),
    ],
)
def test_what_a_document_is_about(phrase: str, expected: str) -> None:
    assert about(phrase) == Inflected(expected, confident=True)


def test_about_takes_forms_of_a_person_and_flags_doubts() -> None:
    assert about("Опт", forms={Case("пр"): "Опте"}) == Inflected("об опте", confident=True)
    assert not about("Бзыкарь").confident
    assert [with_about(text) for text in ("1-м складе", "11-м складе", "«Севере»", "", "№ 5")] == [
        "о 1-м складе",
        "об 11-м складе",
        "о «Севере»",
        "о ",
        "о № 5",
    ]


def test_what_one_is_acquainted_with() -> None:
    for word in ("стандартом", "сценарием", "схемой", "счётом", "штатным расписанием", "всеми", "«Сметой»"):
        assert along_with(word) == f"со {word}"
    for word in ("регламентом", "шаблоном", "заказом", "инструкцией", "сайтом", "CRM", ""):
        assert along_with(word) == f"с {word}"


def test_ambiguous_animacy_is_flagged_only_where_it_shows() -> None:
    assert inflect("Главный энергетик", Case.GENITIVE) == Inflected("Главного энергетика", confident=True)
    assert not inflect("Главный энергетик", Case.ACCUSATIVE).confident


@pytest.mark.parametrize(
    ("phrase", "case", "expected"),
    [
        ("руководитель отдела продаж", Case.NOMINATIVE, "руководители отдела продаж"),
        ("руководитель отдела продаж", Case.ACCUSATIVE, "руководителей отдела продаж"),
        ("старший менеджер", Case.INSTRUMENTAL, "старшими менеджерами"),
        ("директор", Case.NOMINATIVE, "директора"),
        ("мастер участка", Case.NOMINATIVE, "мастера участка"),
        ("лид", Case.ACCUSATIVE, "лиды"),
        ("клоузер", Case.ACCUSATIVE, "клоузеров"),
        ("Лицо, принимающее решение", Case.GENITIVE, "Лиц, принимающих решение"),
        ("Персональные данные", Case.GENITIVE, "Персональных данных"),
        ("КАМ", Case.GENITIVE, "КАМ"),
    ],
)
def test_plural(phrase: str, case: Case, expected: str) -> None:
    assert inflect(phrase, case, number="plur") == Inflected(expected, confident=True)


def test_forms_win_over_the_dictionary() -> None:
    forms = {Case("род"): "лидгенши"}
    assert inflect("лидгенша", Case.GENITIVE, forms=forms) == Inflected("лидгенши", confident=True)
    assert not inflect("лидгенша", Case.DATIVE, forms=forms).confident


@pytest.mark.parametrize("phrase", ["Счет на оплату", "Контролер", "Актер", "Отчет", "Самолет"])
def test_yo_is_not_added_to_texts_without_it(phrase: str) -> None:
    assert not any("ё" in inflect(phrase, case).text for case in (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE))


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("им", Case.NOMINATIVE),
        ("род", Case.GENITIVE),
        ("дат.", Case.DATIVE),
        ("вин", Case.ACCUSATIVE),
        ("тв", Case.INSTRUMENTAL),
        ("пр", Case.PREPOSITIONAL),
        ("Родительный", Case.GENITIVE),
    ],
)
def test_case_knows_its_russian_names(name: str, case: Case) -> None:
    assert Case(name) is case


def test_unknown_case_is_refused() -> None:
    with pytest.raises(ValueError, match="звательный"):
        Case("звательный")
