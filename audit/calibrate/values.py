"""The values a norm measures, put in order by the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from audit.calibrate.asking import Asked, mark
from handbook.calibration import PERCENTS, OwnerSpread, Spread
from handbook.norms import Norm
from handbook.norms.base import Bound
from handbook.norms.overdue_debt import OverdueDebt
from handbook.norms.quantity import Quantity
from handbook.result import OwnerCount

#: Beyond this a value is told as this: it fits the column, and no limit comes near.
_FAR = 10**11
#: Being early is no value of its own: a promise kept is kept.
_NOT_LATE = frozenset({"task_done", "order_deadline", "planned_close", "discount"})

_PERCENTILES = ", ".join(
    f"MIN(CASE WHEN place * 100 >= {percent} * number THEN amount END) AS p{percent}" for percent in PERCENTS
)
_VALUED = """
WITH valued AS (
    SELECT m.owner, CASE WHEN m.amount IS NOT NULL
        THEN CAST(least(greatest(m.amount, $nearest), $farthest) AS DECIMAL(18,6)) END AS amount
    FROM (SELECT owner, CAST({value} AS DOUBLE) AS amount FROM {judged} WHERE edition = $variant) AS m
),
"""
_SPREAD = (
    _VALUED  # noqa: S608 - constants of this module, values are bound
    + """
placed AS (
    SELECT amount, ROW_NUMBER() OVER (ORDER BY amount) AS place, CAST(COUNT(*) OVER () AS BIGINT) AS number
    FROM valued WHERE amount IS NOT NULL
)
SELECT MAX(number) AS number, MIN(amount) AS least_amount, MAX(amount) AS most_amount, {percentiles},
    CAST(SUM(CASE WHEN amount < CAST($low AS DECIMAL(18,6)) THEN 1 ELSE 0 END) AS BIGINT) AS below,
    CAST(SUM(CASE WHEN amount > CAST($high AS DECIMAL(18,6)) THEN 1 ELSE 0 END) AS BIGINT) AS above
FROM placed
"""
)
_OWNERS = (
    _VALUED  # noqa: S608 - constants of this module, values are bound
    + """
placed AS (
    SELECT owner, amount, ROW_NUMBER() OVER (PARTITION BY owner ORDER BY amount) AS place,
        CAST(COUNT(*) OVER (PARTITION BY owner) AS BIGINT) AS number
    FROM valued WHERE amount IS NOT NULL AND owner IS NOT NULL
)
SELECT owner, MAX(number) AS number, MIN(CASE WHEN place * 2 >= number THEN amount END) AS median
FROM placed GROUP BY owner ORDER BY owner
"""
)


def value_sql(norm: Norm) -> str:
    """SQL of what a norm measures in one object, over the columns of its answer."""
    if norm.kind == "entry_delay":
        return "seconds / CASE WHEN unit = 'wmin' THEN 60.0 ELSE 3600.0 END"
    if isinstance(norm, OverdueDebt):
        return "CASE WHEN debt > 0 THEN greatest(actual, 0) END" if norm.per == "invoice" else "actual"
    return "greatest(actual, 0)" if norm.kind in _NOT_LATE else "actual"


def spread_of(
    asked: Asked, norm: Norm, variant: int, limits: Mapping[Bound, Quantity | None]
) -> tuple[Spread | None, dict[Bound, int]]:
    """How the values lie, and how many lie beyond each limit.

    Args:
        asked: The judged objects.
        norm: Their norm.
        variant: The variant whose rows hold the values.
        limits: The limits in force on the last day.
    """
    low, high = limits.get("min"), limits.get("max")
    row = asked.rows(
        _SPREAD.replace("{value}", value_sql(norm)).replace("{percentiles}", _PERCENTILES),
        {
            **_given(variant),
            "low": low.value if low else Decimal(-_FAR),
            "high": high.value if high else Decimal(0),
        },
    )[0]
    if not row["number"]:
        return None, {}
    told = [row["least_amount"], row["most_amount"], *(row[f"p{percent}"] for percent in PERCENTS)]
    least, most, *percentiles = (plain(amount) for amount in told)
    beyond: dict[Bound, int] = {"min": int(row["below"]), "max": int(row["above"])}
    return Spread(int(row["number"]), least, most, tuple(percentiles)), {bound: beyond[bound] for bound in limits}


def owners_of(
    asked: Asked, norm: Norm, variant: int, counts: Iterable[OwnerCount], *, low_first: bool
) -> tuple[OwnerSpread, ...]:
    """The values of every person, the worst first.

    Args:
        asked: The judged objects.
        norm: Their norm.
        variant: The variant whose rows hold the values.
        counts: Population and violators of every person now.
        low_first: Whether a low value is the worse one.
    """
    known = {item.owner: item for item in counts}
    found = []
    for row in asked.rows(_OWNERS.replace("{value}", value_sql(norm)), _given(variant)):
        count = known.get(row["owner"]) or OwnerCount(row["owner"], 0, 0)
        median = plain(row["median"])
        found.append(OwnerSpread(row["owner"], int(row["number"]), median, count.population, count.violators))
    return tuple(sorted(found, key=lambda item: (item.median if low_first else -item.median, item.owner)))


def _given(variant: int) -> dict[str, object]:
    return {"variant": mark(variant), "nearest": -_FAR, "farthest": _FAR}


def plain(amount: Decimal) -> Decimal:
    """A number without the zeros the database put behind it."""
    found = amount.normalize()
    return found if int(found.as_tuple().exponent) <= 0 else found.quantize(Decimal(1))
