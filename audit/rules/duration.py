"""Durations in Russian, exact enough that a breach never reads as equal to its limit."""

from __future__ import annotations

from handbook.norms.quantity import Unit
from handbook.russian.numbers import NBSP, counted

_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


def duration_words(seconds: int, unit: Unit) -> str:
    """A duration as people say it: «7 дней 2 ч 5 мин», «9 ч 30 мин рабочего времени».

    Args:
        seconds: The duration, in seconds.
        unit: The unit of the norm: days are told apart only where the norm counts in days.
    """
    parts = []
    rest = seconds
    if unit is Unit.DAY:
        days, rest = divmod(rest, _DAY)
        if days:
            parts.append(counted(days, "день", "дня", "дней"))
    for size, name in ((_HOUR, "ч"), (_MINUTE, "мин"), (1, "с")):
        number, rest = divmod(rest, size)
        if number:
            parts.append(f"{number}{NBSP}{name}")
    text = " ".join(parts) or f"0{NBSP}мин"
    return f"{text} рабочего времени" if unit in {Unit.WORKING_HOUR, Unit.WORKING_MINUTE} else text
