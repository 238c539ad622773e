"""Words and numbers that pages of the local server share."""

from __future__ import annotations

from handbook.russian.numbers import NBSP

_STEP = 1024
_UNITS = ("байт", "КБ", "МБ", "ГБ")


def size(count: float) -> str:
    """A number of bytes for a person: «1,5 ГБ»."""
    unit = 0
    while count >= _STEP and unit < len(_UNITS) - 1:
        count /= _STEP
        unit += 1
    number = f"{count:.1f}".removesuffix(".0").replace(".", ",")
    return f"{number}{NBSP}{_UNITS[unit]}"
