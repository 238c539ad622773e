"""Forms of a word meet, and the script of the site cuts every word as the index does."""

import pytest

from generator.site.search.stem import RULES, stem, words
from generator.site.search.synonyms import CIRCLES
from tests.generator.site.building import Built
from tests.generator.site.search.asking import asked


@pytest.mark.parametrize(
    "forms",
    [
        "скидка скидки скидок скидку скидкам скидками",
        "звонок звонка звонки звонков звонку",
        "договор договора договоров договору договоры",
        "согласовать согласует согласовал согласовано согласование согласованный",
        "канал каналы каналов канала",
        "лимит лимиты лимита лимитов",
        "счёт счета счетов счету",
        "приглашённый приглашенных приглашённого",
        "письмо писем письма",
        "день дня дней дни",
        "претензия претензии претензий претензию",
        "отбор отбором отобрать отбирать отобрал отобранный",
        "разбор разбора разобрать разбирать",
    ],
)
def test_forms_of_a_word_have_one_stem(forms: str) -> None:
    assert len({stem(word) for word in words(forms)}) == 1


@pytest.mark.parametrize("pair", ["скидка скидочный дело", "план плата", "лид лида лиса", "кп кп1"])
def test_other_words_have_other_stems(pair: str) -> None:
    first, *_, last = words(pair)
    assert stem(first) != stem(last)


def test_codes_and_numbers_stay_as_they_are() -> None:
    assert words("П. 4.2, РК-01: 10,5 % CRM") == ["п", "4.2", "рк", "01", "10,5", "crm"]
    assert [stem(word) for word in ("4.2", "crm", "n")] == ["4.2", "crm", "n"]


def test_the_rules_mean_the_same_to_old_browsers() -> None:
    assert "(?<" not in str(RULES)


@pytest.mark.program("node")
def test_the_script_cuts_every_word_of_the_sample_as_the_index_does(sample: Built) -> None:
    text = " ".join(page.text for page in sample.pages().values())
    every = sorted({*words(text), *words(CIRCLES)})
    made = asked(sample.site / "search/words.js", words=every)["stems"]
    assert len(every) > 3000
    assert [one for one, _root in made] == [stem(word) for word in every]
