"""The arithmetic of a plan by days, in fractions: only what is shown is rounded."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction


def share_equally(amount: Fraction | Decimal | int, people: int) -> Fraction:
    """What falls to each of several people."""
    return Fraction(amount) / people


def per_day(plan: Fraction | Decimal | int, days: int) -> Fraction:
    """The norm of a working day."""
    return Fraction(plan) / days


def shortfall(plan: Fraction | Decimal | int, days: int, gone: int, sold: Fraction | Decimal | int) -> Fraction:
    """What should have been sold in the days gone and was not; negative when more was sold."""
    return per_day(plan, days) * gone - Fraction(sold)


def next_day(plan: Fraction | Decimal | int, days: int, gone: int, sold: Fraction | Decimal | int) -> Fraction:
    """What to sell on the next working day: its norm and all of the shortfall, but never less than nothing."""
    return max(per_day(plan, days) + shortfall(plan, days, gone, sold), Fraction(0))
