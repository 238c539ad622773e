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
    ],
)
def test_texts_that_look_alike_have_one_key(one: str, other: str) -> None:
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"), [("В1", "Б1"), ("Отказ", "Откат"), ("A+", "A"), ("—", "?"), ("", "?"), ("Лид", "Лад")]
)
def test_texts_that_look_different_have_two(one: str, other: str) -> None:
    assert skeleton(one) != skeleton(other)


def test_a_key_of_a_key_is_itself() -> None:
    assert skeleton(skeleton("Физ.Лицо (B2B)")) == skeleton("Физ.Лицо (B2B)")
