import pytest

from handbook.russian import (
    NBSP,
    clause,
    lower_first,
    normalise,
    sentence,
    sentences,
    suggest,
    typography,
    upper_first,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("проверить заявку", "Проверить заявку."),
        ("Проверить заявку..;", "Проверить заявку."),
        ("Что делать?", "Что делать?"),
        ("письма, звонки и т. д.", "Письма, звонки и т. д."),
        ("до 100 руб.", "До 100 руб."),
        ("ждать…", "Ждать…"),
        ("  ", ""),
    ],
)
def test_sentence(text: str, expected: str) -> None:
    assert sentence(text) == expected
    assert sentence(expected) == expected


@pytest.mark.parametrize(
    ("text", "middle", "last"),
    [
        ("Проверить заявку.", "проверить заявку;", "проверить заявку."),
        ("CRM обновить;", "CRM обновить;", "CRM обновить."),
        ("В CRM внести данные", "в CRM внести данные;", "в CRM внести данные."),
        ("Москва и область", "Москва и область;", "Москва и область."),
        ("Письма и т.д.;", "письма и т.д.;", "письма и т.д."),
        ("И. П. Иванов", "И. П. Иванов;", "И. П. Иванов."),
        ("Битрикс24 открыть", "Битрикс24 открыть;", "Битрикс24 открыть."),
        ("Авито", "Авито;", "Авито."),
        ("Лид передать", "лид передать;", "лид передать."),
        ("", "", ""),
    ],
)
def test_clause(text: str, middle: str, last: str) -> None:
    assert clause(text) == middle
    assert clause(text, last=True) == last
    assert clause(middle) == middle


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('Договор "Альфа" - это № 5 в CRM', "Договор «Альфа»_— это №_5 в_CRM"),
        ('"Компания "Ромашка" и К"', "«Компания „Ромашка“ и_К»"),
        ('экран 15" и "окно"', 'экран 15" и_«окно»'),
        ('см. `a "b"` и [[norm:A-1]] — "x"', 'см. `a "b"` и [[norm:A-1]]_— «x»'),
        ("И.П.Иванов к 5 мая 2026 г. и т. п.", "И._П._Иванов к_5_мая 2026_г. и_т._п."),
        ("рост на 10 % и 100 руб.", "рост на_10_% и_100_руб."),
    ],
)
def test_typography(text: str, expected: str) -> None:
    done = typography(text)
    assert done.replace(NBSP, "_") == expected
    assert typography(done) == done


LOWERED = """
Видеосвязь Видеосвязью Телемаркетинг Телемаркетинга Онлайн-касса Интернет-эквайринг Автодозвон Автоворонка
Мультиканальность Мультиканальные Спецпредложение Перевнедрение Кастомизация Скриптование Предквалификация
Лидогенерацию Апселлера Обзвон Веб-хук Видеочат Послепродажное Терминал Допродажа Этикетировщик
"""
KEPT = """
Битрикс Битрикс24 Битрикс24-портал Битрикс-портал Яндекс Яндекс-касса Авито Озон Мегаплан Телеграм Скайп Сбербанк
Росреестр Альфализинг Альфабанк Вайлдберриз CRM КП ТСД-терминал Екатеринбург Иванов Мария Достоевский Мера-Поток
Автоваз Автомир Ростов-на-Дону Киплинг Хабибуллин
"""


@pytest.mark.parametrize("word", LOWERED.split())
def test_common_word_is_lowered_even_if_the_dictionary_lacks_it(word: str) -> None:
    assert lower_first(f"{word} на складе") == f"{word.lower()} на складе"


@pytest.mark.parametrize("word", KEPT.split())
def test_name_keeps_its_capital(word: str) -> None:
    assert lower_first(f"{word} на складе") == f"{word} на складе"


def test_quoted_name_keeps_its_capital() -> None:
    assert lower_first("«Видеосвязь» на складе") == "«Видеосвязь» на складе"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Проверьте заявку. Отправьте КП.", ["Проверьте заявку", "Отправьте КП"]),
        (
            "Счёт на 500 руб. за доставку и т. п. расходы. Отправьте",
            ["Счёт на 500 руб. за доставку и т. п. расходы", "Отправьте"],
        ),
        ("Соберите отделы, в т. ч. Отдел продаж", ["Соберите отделы, в т. ч. Отдел продаж"]),
        ("Отгрузите в г. Пермь, А. С. Иванову", ["Отгрузите в г. Пермь, А. С. Иванову"]),
        ("Возьмите план на 2026 г. Сверьте его", ["Возьмите план на 2026 г.", "Сверьте его"]),
        ("Соберите акты, счета и т. д. Сверьте их", ["Соберите акты, счета и т. д.", "Сверьте их"]),
        ("Версия 2.5. Обновите «CRM». Готово", ["Версия 2.5", "Обновите «CRM»", "Готово"]),
        ("", [""]),
    ],
)
def test_sentences_end_where_abbreviations_do_not(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_small_helpers() -> None:
    assert normalise("  Ёлка \n ПАЛКА ") == "елка палка"
    assert upper_first("отдел Продаж") == "Отдел Продаж"
    assert lower_first("HR-менеджер") == "HR-менеджер"
    assert lower_first("Лид-менеджер") == "лид-менеджер"


def test_suggest_is_deterministic() -> None:
    assert suggest("менежер", ["клоузер", "менеджер"]) == "менеджер"
    assert suggest("кот", ["ком", "код"]) == suggest("кот", ["код", "ком"]) == "код"
    assert suggest("щщщ", ["а"]) is None
    assert suggest("слово", []) is None
