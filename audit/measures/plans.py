"""Plans by month and owner, which month a plan is spoken of, and what was sold or paid in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from audit.engines.base import Row
from audit.measures.base import Ask
from audit.measures.groups import decimal

#: Several rows for one person and month add up; a row without a measure serves both (as norm plan_fact counts).
_PLANNED = """
SELECT t.owner, t.month, SUM(t.amount) AS planned
FROM (
    SELECT nullif(trim(p.owner), '') AS owner, c.month, p.amount
    FROM plan AS p JOIN days AS c ON c.day = p.month
    WHERE p.amount IS NOT NULL AND c.month <= CAST($as_of AS DATE)
        AND coalesce(nullif(lower(trim(p.measure)), ''), $fact) = $fact
) AS t GROUP BY t.owner, t.month
"""
#: Facts of the months that may be spoken of; ``{scope}`` narrows deals, payments are never narrowed.
_WON = """
SELECT t.owner, t.month, SUM(t.amount) AS amount_made
FROM (
    SELECT d.owner, c.month, coalesce(d.money, 0) AS amount
    FROM measured_deals AS d JOIN days AS c ON c.day = d.closed_day
    WHERE d.outcome = 'won' AND d.closed_day < CAST($as_of AS DATE) AND {scope}
) AS t GROUP BY t.owner, t.month
"""
_PAID = """
SELECT t.owner, t.month, SUM(t.amount) AS amount_made
FROM (
    SELECT d.owner, c.month, coalesce(d.money, 0) AS amount
    FROM measured_payments AS d JOIN days AS c ON c.day = d.paid_day
) AS t GROUP BY t.owner, t.month
"""


def planned_ask(fact: str) -> Ask:
    """The question of plans up to the month of the audit."""
    return Ask(_PLANNED, {"fact": fact})


def won_sql(scope: str = "TRUE") -> str:
    """The question of what was won by owner and month."""
    return _WON.format(scope=scope)


PAID_SQL = _PAID


def month_of(rows: Sequence[Row], as_of: date) -> date | None:
    """The month spoken of: that of the audit if there is a plan for it, else the last one that has a plan."""
    months = {row["month"] for row in rows}
    current = as_of.replace(day=1)
    return current if current in months else max(months, default=None)


def by_owner(rows: Sequence[Row], month: date, name: str) -> dict[str | None, Decimal]:
    """Sums of a month by owner."""
    found: dict[str | None, Decimal] = defaultdict(Decimal)
    for row in rows:
        if row["month"] == month:
            found[row["owner"]] += decimal(row[name])
    return dict(found)
