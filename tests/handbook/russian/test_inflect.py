from pathlib import Path

import pytest

from handbook.russian import Case, Inflected, inflect

HERE = Path(__file__).parent
OBLIQUE = [case for case in Case if case is not Case.NOMINATIVE]
FLAGGED_SHARE = 0.05


def table(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


TITLES = table("gold_titles.txt") + table("held_out_titles.txt")


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
