"""Numbers for places where there is little room: badges of a diagram. What is exact stands beside, in a table."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from handbook.russian.numbers import NBSP, counted, format_number
from handbook.russian.numbers import money as exact

_STEPS = ((Decimal(10) ** 9, "млрд"), (Decimal(10) ** 6, "млн"), (Decimal(10) ** 3, "тыс."))
#: From here on a sum reads as one of the next step: 999 960 is a million already when it is rounded.
_NEARLY = Decimal("0.9995")
_WHOLE = 100
_COARSE = 10
_FORMS: dict[str, tuple[str, str, str]] = {
    "сделка": ("сделка", "сделки", "сделок"),
    "лид": ("лид", "лида", "лидов"),
    "клиент": ("клиент", "клиента", "клиентов"),
    "счёт": ("счёт", "счёта", "счетов"),
    "задача": ("задача", "задачи", "задач"),
    "заказ": ("заказ", "заказа", "заказов"),
    "претензия": ("претензия", "претензии", "претензий"),
    "запись": ("запись", "записи", "записей"),
}
_BREACH = ("нарушение", "нарушения", "нарушений")


def count(number: int, noun: str | None) -> str:
    """Objects with their noun: «14 сделок»; without a common noun they are breaches: «14 нарушений»."""
    return counted(number, *_FORMS.get(noun or "", _BREACH))


def share(value: float) -> str:
    """A share in at most three digits: «38 %», «3,5 %»; never zero for some, never the whole for a part."""
    number = Decimal(f"{value:.12g}") * _WHOLE
    shown = number.quantize(Decimal(1) if number >= _COARSE else Decimal("0.1"), ROUND_HALF_UP)
    if number > 0 and shown == 0:
        return f"<{NBSP}0,1{NBSP}%"
    if number < _WHOLE <= shown:
        return f">{NBSP}99{NBSP}%"
    return f"{format_number(shown)}{NBSP}%"


def money(amount: Decimal, currency: str) -> str:
    """A sum in two or three digits: «7,2 млн ₽», «820 тыс. ₽», «999 ₽»."""
    sign = exact(Decimal(0), currency).removeprefix("0")
    for step, word in _STEPS:
        if abs(amount) >= step * _NEARLY:
            scaled = amount / step
            digits = Decimal(1) if abs(scaled) >= _COARSE else Decimal("0.1")
            return f"{format_number(scaled.quantize(digits, ROUND_HALF_UP))}{NBSP}{word}{sign}"
    return exact(amount.quantize(Decimal(1), ROUND_HALF_UP), currency)
