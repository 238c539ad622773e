"""Discounts of the sample: good managers give what the price policy allows, and write the percentage down or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from audit.sample.model import Deal, Dice

_SHARE, _RECORDED = 0.3, 0.8
_ALLOWED = (3, 5, 7, 10)
#: A known breach may give a discount more.
_SPARE = 1


def bargain(deals: Sequence[Deal], dice: Dice) -> None:
    """Give some deals a discount within the norm, and at most every second of those a manager wins in a month."""
    months = Counter(_month(deal) for deal in deals)
    given: Counter[tuple[str, date] | None] = Counter()
    for deal in deals:
        month = _month(deal)
        if not deal.lines or not dice.chance(_SHARE):
            continue
        percent, recorded = dice.one(_ALLOWED), dice.chance(_RECORDED)
        if month is None or (given[month] + _SPARE) * 2 <= months[month]:
            give(deal, percent, recorded=recorded)
            given[month] += 1


def _month(deal: Deal) -> tuple[str, date] | None:
    """Whose sale of which month a deal is; None when it is no sale."""
    return (deal.owner, deal.closed.replace(day=1)) if deal.outcome == "won" and deal.closed else None


def give(deal: Deal, percent: int, *, recorded: bool) -> None:
    """Lower every price of a deal; unless recorded, the discount shows only against the price list.

    Prices of the list are whole hundreds, so that roubles stay whole.
    """
    for line in deal.lines:
        line.price = line.list_price * (100 - percent) // 100
    deal.discount = str(percent) if recorded else ""
