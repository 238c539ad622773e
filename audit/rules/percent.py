"""Percentages in Russian, exact enough that a breach never reads as equal to its limit."""

from __future__ import annotations

from decimal import Decimal

from handbook.russian.numbers import NBSP, format_number

_FINEST = 8


def percent_words(actual: float, limit: Decimal) -> str:
    """A measured percentage with as many digits as tell it from the limit: «15,3 %», «15,0004 %»."""
    allowed = format_number(limit)
    for places in range(1, _FINEST):
        text = format_number(actual, places)
        if text != allowed:
            break
    return f"{text}{NBSP}%"
