"""Sums keep their currency wherever it is written, and none is taken for roubles in silence."""

from __future__ import annotations

import pytest

from audit.ingest.currencies import code_beside, code_of
from tests.audit.ingest.given import Take

HEAD = "ID;Воронка;Стадия;Сумма;Валюта\n"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("Российский рубль", "RUB"), ("руб.", "RUB"), ("RUR", "RUB"), ("₽", "RUB"), ("Евро", "EUR"), ("usd", "USD")),
        *(("Тенге", "KZT"), ("Доллар США", "USD"), ("Тугрик", "Тугрик")),
    ],
)
def test_a_currency_is_known_by_its_names(text: str, code: str) -> None:
    assert code_of(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        *(("€ 3.500,00", "EUR"), ("12 500 USD", "USD"), ("1000|RUB", "RUB"), ("12 500 р.", "RUB"), ("$1,234", "USD")),
        *(("USD900", "USD"), ("900 тг", "KZT"), ("700 ₽", "RUB"), ("500р.", "RUB"), ("900 грн", "UAH"), ("10%", None)),
        *(("100 долларов", "USD"), ("1000|USD", "USD"), ("€ 500", "EUR"), ("SUSD 5", None)),
        *(("1 250,50", None), ("сто рублей", "RUB"), ("10 € = 12 $", None), ("12 прок", None)),
    ],
)
def test_a_currency_is_taken_from_beside_a_sum(text: str, code: str | None) -> None:
    assert code_beside(text) == code


def test_a_sum_in_another_currency_is_no_sum_in_roubles(take: Take) -> None:
    text = "ID;Воронка;Стадия;Сумма\n1;Розница;Новая;€ 3.500,00\n2;Розница;Новая;3500\n3;Розница;Новая;100 ₽\n"
    taken = take(text, crm="generic")
    assert taken.rows("SELECT deal_id, CAST(amount AS INTEGER), currency FROM deals ORDER BY 1") == [
        ("1", 3500, "EUR"),
        ("2", 3500, None),
        ("3", 100, "RUB"),
    ]
    (finding,) = [item for item in taken.told() if item.code == "no-rate"]
    assert finding.message == "суммы в валюте «EUR» не пересчитаны в RUB: курса нет (строк: 1)"
    assert finding.places[0].row == 2


def test_the_column_of_currencies_wins_and_a_rate_is_enough(take: Take) -> None:
    deals = HEAD + "1;Розница;Новая;10 $;Евро\n2;Розница;Новая;10 $;\n3;Розница;Новая;5;Рубль\n"
    rates = "Валюта;День;Курс\nEUR;01.01.2026;100\n"
    taken = take(deals, rates, crm="generic")
    assert taken.rows("SELECT deal_id, currency FROM deals ORDER BY 1") == [("1", "EUR"), ("2", "USD"), ("3", "RUB")]
    assert [item.message for item in taken.told() if item.code == "no-rate"] == [
        "суммы в валюте «USD» не пересчитаны в RUB: курса нет (строк: 1)"
    ]


def test_roubles_beside_sums_of_a_company_in_roubles_need_no_column(take: Take) -> None:
    taken = take("ID;Воронка;Стадия;Сумма\n1;Розница;Новая;100 руб.\n", crm="generic")
    assert "currency" not in taken.given.present["deals"]
    assert taken.codes() == []
