"""Discounts of deals, and the share of discounted deals of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from handbook.norms.discount import Discount
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Deal, Judged, period


def judge(twin: Twin, norm: Discount) -> Iterator[Judged]:
    return _share(twin, norm) if norm.of == "share" else _deals(twin, norm)


def _deals(twin: Twin, norm: Discount) -> Iterator[Judged]:
    people = twin.people.in_scope(norm)
    for deal in twin.deals.values():
        percent = percent_of(twin, deal)
        if percent is None or twin.before_start(deal) or not twin.in_scope(norm, deal):
            continue
        if people is not None and twin.end_owner(deal) not in people:
            continue
        if not deal.created and len(norm.editions()) > 1:
            continue
        limit = twin.edition(norm, deal.created.date() if deal.created else date.min).max
        if limit is not None:
            yield Judged(deal.id, percent > Fraction(limit.value), percent == Fraction(limit.value))


def _share(twin: Twin, norm: Discount) -> Iterator[Judged]:
    groups: dict[tuple[str, date, date, str], list[bool]] = {}
    people = twin.people.in_scope(norm)
    for deal in twin.deals.values():
        percent, owner = percent_of(twin, deal), twin.end_owner(deal)
        if deal.outcome != "won" or deal.closed is None or percent is None or not owner:
            continue
        if (people is None or owner in people) and twin.in_scope(norm, deal):
            groups.setdefault((owner, *period("month", deal.closed.date())), []).append(percent > 0)
    for (owner, first, end, name), hits in groups.items():
        limit = twin.edition(norm, first).max
        if limit is not None and end - DAY >= twin.start and twin.people.ever_employed(owner, first, end):
            part, most = Decimal(sum(hits)) * 100, limit.value * len(hits)
            yield Judged(f"{owner}|{name}", part > most, part == most)


def percent_of(twin: Twin, deal: Deal) -> Fraction | None:
    """The discount of a deal in per cent, from the first source that gives one."""
    if deal.row.get("discount_percent") is not None:
        return Fraction(deal.row["discount_percent"])
    whole, amount = deal.row.get("list_amount"), deal.row.get("amount")
    if whole and amount is not None:
        return 100 - 100 * Fraction(amount) / Fraction(whole)
    rows = [
        row
        for row in twin.by("deal_products", "deal_id").get(deal.id, ())
        if None not in (row.get("quantity"), row.get("price"), row.get("list_price"))
    ]
    total = sum((row["quantity"] * row["list_price"] for row in rows), Decimal(0))
    sold = sum((row["quantity"] * row["price"] for row in rows), Decimal(0))
    return 100 - 100 * Fraction(sold) / Fraction(total) if total else None
