import pytest

from handbook.russian import (
    NBSP,
    Case,
    FullName,
    Gender,
    inflect_name,
    initials,
    parse_name,
    surname_initials,
)

GOLD = """
Иванов Иван Петрович | Иванова Ивана Петровича | Иванову Ивану Петровичу | Ивановым Иваном Петровичем
Кузнецова Мария Ильинична | Кузнецовой Марии Ильиничны | Кузнецовой Марии Ильиничне | Кузнецовой Марией Ильиничной
Шевченко Ольга Сергеевна | Шевченко Ольги Сергеевны | Шевченко Ольге Сергеевне | Шевченко Ольгой Сергеевной
Черных Пётр Ильич | Черных Петра Ильича | Черных Петру Ильичу | Черных Петром Ильичом
Ткач Елена Лукинична | Ткач Елены Лукиничны | Ткач Елене Лукиничне | Ткач Еленой Лукиничной
Толстой Лев Николаевич | Толстого Льва Николаевича | Толстому Льву Николаевичу | Толстым Львом Николаевичем
Достоевская Анна Юрьевна | Достоевской Анны Юрьевны | Достоевской Анне Юрьевне | Достоевской Анной Юрьевной
Гайдай Леонид Иович | Гайдая Леонида Иовича | Гайдаю Леониду Иовичу | Гайдаем Леонидом Иовичем
Коваль Любовь Андреевна | Коваль Любови Андреевны | Коваль Любови Андреевне | Коваль Любовью Андреевной
Мицкевич Адам Юрьевич | Мицкевича Адама Юрьевича | Мицкевичу Адаму Юрьевичу | Мицкевичем Адамом Юрьевичем
Римская-Корсакова Нина | Римской-Корсаковой Нины | Римской-Корсаковой Нине | Римской-Корсаковой Ниной
Сорока Дмитрий Олегович | Сороки Дмитрия Олеговича | Сороке Дмитрию Олеговичу | Сорокой Дмитрием Олеговичем
Гаджиев Рашид Али оглы | Гаджиева Рашида Али оглы | Гаджиеву Рашиду Али оглы | Гаджиевым Рашидом Али оглы
Ли Виктор | Ли Виктора | Ли Виктору | Ли Виктором
Белый Андрей Борисович | Белого Андрея Борисовича | Белому Андрею Борисовичу | Белым Андреем Борисовичем
Синий Олег | Синего Олега | Синему Олегу | Синим Олегом
Горький Максим | Горького Максима | Горькому Максиму | Горьким Максимом
Цой Виктор Робертович | Цоя Виктора Робертовича | Цою Виктору Робертовичу | Цоем Виктором Робертовичем
Полевой Борис | Полевого Бориса | Полевому Борису | Полевым Борисом
Саакашвили Михаил | Саакашвили Михаила | Саакашвили Михаилу | Саакашвили Михаилом
Фролов Никита | Фролова Никиты | Фролову Никите | Фроловым Никитой
Иванов И. П. | Иванова И. П. | Иванову И. П. | Ивановым И. П.
"""
CASES = (Case.GENITIVE, Case.DATIVE, Case.INSTRUMENTAL)


@pytest.mark.parametrize("row", GOLD.strip().splitlines(), ids=lambda row: row.split(" | ")[0])
def test_name_in_cases(row: str) -> None:
    name, *expected = row.split(" | ")
    assert [inflect_name(name, case) for case in CASES] == [(form, True) for form in expected]


@pytest.mark.parametrize(
    ("name", "case"),
    [
        ("Заяц Лев", Case.GENITIVE),
        ("Воробей Фёдор", Case.DATIVE),
        ("Орёл Степан", Case.GENITIVE),
        ("Кравец Павел", Case.INSTRUMENTAL),
        ("Калина Анна", Case.GENITIVE),
        ("Берия Нино Давидовна", Case.DATIVE),
        ("Шевченко Саша", Case.DATIVE),
        ("", Case.DATIVE),
    ],
)
def test_names_with_two_traditions_are_flagged(name: str, case: Case) -> None:
    assert not inflect_name(name, case).confident


def test_explicit_gender_wins() -> None:
    assert inflect_name("Шевченко Саша", Case.DATIVE, "ж").text == "Шевченко Саше"
    assert inflect_name("Ткач Женя", Case.GENITIVE, "м").text == "Ткача Жени"
    assert inflect_name("Ткач Женя", Case.GENITIVE, Gender.FEMININE).text == "Ткач Жени"
    assert parse_name("Иванов Иван Иванович", "femn").gender is Gender.FEMININE


@pytest.mark.parametrize(
    ("text", "gender"),
    [
        ("Ли Анна Викторовна", Gender.FEMININE),
        ("Ли Виктор Петрович", Gender.MASCULINE),
        ("Мамедова Лейла Али кызы", Gender.FEMININE),
        ("Петрова А. С.", Gender.FEMININE),
        ("Петров А. С.", Gender.MASCULINE),
        ("Шевченко А. С.", None),
    ],
)
def test_gender(text: str, gender: Gender | None) -> None:
    assert parse_name(text).gender is gender


@pytest.mark.parametrize(
    "text", ["Иванов Иван Петрович", "Иван Петрович Иванов", "Иванов И. П.", "И. П. Иванов", "И.П.Иванов"]
)
def test_initials(text: str) -> None:
    assert initials(text) == f"И.{NBSP}П.{NBSP}Иванов"
    assert surname_initials(text) == f"Иванов{NBSP}И.{NBSP}П."


def test_parse() -> None:
    assert parse_name("Мария Иванова") == FullName("Иванова", "Мария", "", Gender.FEMININE)
    assert str(parse_name("  Иванов   Иван ")) == "Иванов Иван"
    assert initials(FullName("Ким", "Анна-Мария")) == f"А.-М.{NBSP}Ким"
    assert initials("") == ""
