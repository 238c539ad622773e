"""Discounts of the random deals, told in each of the three ways, many exactly on a limit."""

from __future__ import annotations

import random
from decimal import Decimal
from typing import Any

from tests.audit.rules.chance.people import Tables

Row = dict[str, Any]

#: Discounts in per cent: the limits of the norms, their neighbours, none, negative and all.
PERCENTS = ("0", "0", "5", "10", "10", "10.0001", "9.9999", "12.5", "12.5", "12.51", "33.3333", "33.3334", "-3", "100")


def _price(dice: random.Random, amount: Decimal, kinds: tuple[str, ...] = PERCENTS) -> Decimal:
    """An amount less a discount, to the fourth decimal."""
    return (amount * (100 - Decimal(dice.choice(kinds))) / 100).quantize(Decimal("0.0001"))


def add(dice: random.Random, tables: Tables, size: int) -> None:  # noqa: ARG001 - every generator is called alike
    """Give prices to half of the deals and to most rows of their products."""
    for deal in tables["deals"]:
        deal["discount_percent"] = Decimal(dice.choice(PERCENTS)) if dice.random() < 0.15 else None
        deal["list_amount"] = None
        if dice.random() < 0.45:
            whole = dice.choice([Decimal(0), Decimal(3), Decimal(1000), Decimal(dice.randrange(1, 900) * 10)])
            deal["list_amount"] = whole
            if dice.random() < 0.8:
                deal["amount"] = _price(dice, whole)
    for row in tables["deal_products"]:
        whole = dice.choice([None, Decimal(0), Decimal(3), Decimal(40), Decimal(dice.randrange(1, 90) * 10)])
        row["list_price"] = whole
        row["quantity"] = dice.choice([None, Decimal(0), Decimal(1), Decimal(2), Decimal("2.5"), Decimal(3)])
        row["price"] = None if whole is None or dice.random() < 0.1 else _price(dice, whole, ("0", "10", "10", "12.5"))
