"""How often an operation is gone through in another model: who sells and assists has less time to sell."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from handbook.book import Handbook
from handbook.model.operation import Load
from handbook.sales_models import SalesModel, performers
from handbook.source.edit import Edit, Set
from handbook.workload import DAYS

_SELLER, _ASSISTANT = "menedzher", "assistent"
#: What is left for selling when the papers and first answers of one's own clients are one's own too.
_LEFT = Fraction(4, 5)


def lightened(sample: Handbook, chosen: SalesModel, operation: str) -> Iterator[Edit]:
    """The edit of the load of an operation that a seller of the model does besides what the sample's seller does.

    Args:
        sample: The sample.
        chosen: The model.
        operation: Its identifier.
    """
    record = sample.operations[operation]
    if record.load is None or record.owner is None:
        return
    share = _share(sample, chosen, record.owner)
    if share != 1:
        count, per = _written(record.load, share)
        yield Set(("load", "count"), count)
        yield Set(("load", "per"), per)


def _share(sample: Handbook, chosen: SalesModel, owner: str) -> Fraction:
    carriers = [set(post.roles) for post in performers(chosen, sample, owner)]
    if any({owner, _SELLER} <= set(post.roles) for post in sample.positions.values()):
        return _LEFT if any({_SELLER, _ASSISTANT} <= roles for roles in carriers) else Fraction(1)
    if not any(_SELLER in roles for roles in carriers):
        return Fraction(1)
    # One helper serves all sellers of the sample; here everybody serves himself.
    return min(Fraction(1), Fraction(_heads(sample, owner), max(1, _heads(sample, _SELLER))))


def _heads(sample: Handbook, role: str) -> int:
    return sum(post.headcount or 1 for post in sample.positions.values() if role in post.roles)


def _written(load: Load, share: Fraction) -> tuple[int, str]:
    """A whole number of times, over the shortest period that has at least one."""
    per_day = Fraction(load.count) * share / DAYS[load.per]
    for per in ("week", "month"):
        if per_day * DAYS[per] >= 1:
            return round(per_day * DAYS[per]), per
    return max(1, round(per_day * DAYS["quarter"])), "quarter"
