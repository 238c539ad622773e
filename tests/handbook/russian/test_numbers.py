from decimal import Decimal

import pytest

from handbook.russian import NBSP, counted, format_number, money, percent, plural


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (0, "дней"),
        (1, "день"),
        (2, "дня"),
        (4, "дня"),
        (5, "дней"),
        (11, "дней"),
        (12, "дней"),
        (14, "дней"),
        (21, "день"),
        (22, "дня"),
        (25, "дней"),
        (101, "день"),
        (111, "дней"),
        (112, "дней"),
        (-1, "день"),
        (1.5, "дня"),
        (Decimal("2.0"), "дня"),
        (Decimal("0.5"), "дня"),
        (float("inf"), "дней"),
    ],
)
def test_plural(number: float | Decimal, form: str) -> None:
    assert plural(number, "день", "дня", "дней") == form


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1_000"),
        (1234567, "1_234_567"),
        (0.1 + 0.2, "0,3"),
        (Decimal("12.500"), "12,5"),
        (Decimal(-3), "−3"),
        (1e21, "1_000_000_000_000_000_000_000"),
        (float("nan"), "—"),
    ],
)
def test_format_number(value: float | Decimal, text: str) -> None:
    assert format_number(value) == text.replace("_", NBSP)


def test_rounding_is_half_up_and_has_no_negative_zero() -> None:
    assert format_number(Decimal("2.345"), 2) == "2,35"
    assert format_number(Decimal("0.5"), 0) == "1"
    assert format_number(-0.001, 2) == "0"


def test_money_percent_and_counted() -> None:
    assert money(Decimal(1250000)) == f"1{NBSP}250{NBSP}000{NBSP}₽"
    assert money(Decimal("99.5")) == f"99,50{NBSP}₽"
    assert money(Decimal("99.999")) == f"100{NBSP}₽"
    assert money(-5, "руб.") == f"−5{NBSP}руб."
    assert money(Decimal("NaN")) == "—"
    assert percent(0.125) == f"12,5{NBSP}%"
    assert percent(1) == f"100{NBSP}%"
    assert percent(Decimal("0.66666"), 0) == f"67{NBSP}%"
    assert counted(5, "день", "дня", "дней") == f"5{NBSP}дней"
    assert counted(2.5, "час", "часа", "часов") == f"2,5{NBSP}часа"
