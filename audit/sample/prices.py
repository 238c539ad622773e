"""Discounts of the sample: good managers give what the price policy allows, and write the percentage down or not."""

from __future__ import annotations

from collections.abc import Sequence

from audit.sample.model import Deal, Dice

_SHARE, _RECORDED = 0.3, 0.8
_ALLOWED = (3, 5, 7, 10)


def bargain(deals: Sequence[Deal], dice: Dice) -> None:
    """Give some deals a discount within the norm."""
    for deal in deals:
        if deal.lines and dice.chance(_SHARE):
            give(deal, dice.one(_ALLOWED), recorded=dice.chance(_RECORDED))


def give(deal: Deal, percent: int, *, recorded: bool) -> None:
    """Lower every price of a deal; unless recorded, the discount shows only against the price list.

    Prices of the list are whole hundreds, so that roubles stay whole.
    """
    for line in deal.lines:
        line.price = line.list_price * (100 - percent) // 100
    deal.discount = str(percent) if recorded else ""
