"""Numbers of the deals of other pipelines: the CRM numbers all deals in one row."""

from __future__ import annotations

from collections.abc import Sequence

from audit.sample.model import Deal


def number_between(deals: Sequence[Deal], others: Sequence[Deal]) -> None:
    """Number deals by numbers that others left free, in the order of creation.

    Args:
        deals: Deals with their numbers.
        others: Deals to be numbered.
    """
    taken = {deal.number for deal in deals}
    moments = sorted((deal.created, deal.number) for deal in deals)
    last = moments[0][1]
    for deal in sorted(others, key=lambda item: (item.created, item.owner, item.title)):
        older = max((number for created, number in moments if created <= deal.created), default=last)
        last = max(last, older) + 1
        while last in taken:
            last += 1
        deal.number = last
