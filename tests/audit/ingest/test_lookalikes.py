import pytest

from audit.ingest.lookalikes import skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("В1", "B1"),
        ("в1", "B1"),
        ("Недозвон", "не дозвон"),
        ("физ лицо", "Физ.лицо"),
        ("Чернышёв  Павел", "чернышев павел"),
        ("МОСКВА", "MOCKBA"),
        ("Отказ\u00a0клиента", "отказ клиента "),
        ("Сделка №1", "Сделка No1"),
        ("Закрыто - не реализовано", "Закрыто — не реализовано"),
        ("КП отправлено", "KП отправлено"),
        ("КП до 1,5 млн", "КП до 1.5 млн."),
        ("Скидка 10%", "скидка 10 %"),
        ("1. Новая", "1 новая"),
    ],
)
def test_texts_that_look_alike_have_one_key(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("В1", "Б1"), ("Отказ", "Откат"), ("A+", "A"), ("—", "?"), ("", "?"), ("Лид", "Лад")),
        *(("КП до 1,5 млн", "КП до 15 млн"), ("Скидка 1.5", "Скидка 15"), ("КП > 1", "КП < 1"), ("КП >1", "КП 1")),
        *(("Скидка 10%", "Скидка 10"), ("КП >= 1", "КП = 1")),
    ],
)
def test_texts_that_look_different_have_two(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_key_of_a_key_is_itself() -> None:
    for text in ("Физ.Лицо (B2B)", "КП до 1,5 млн", "1,,5", "1,.5", "10 %"):
        assert skeleton(skeleton(text)) == skeleton(text)
