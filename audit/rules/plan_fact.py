"""plan_fact: how much of the plan was fulfilled, by owner and month (norms.md §2).

Settled here: several rows of a plan for one person and month add up, a row without a measure serves both; a payment
belongs to its own owner, else to who owned its deal (or its invoice's deal) at that moment; with a scope of deals only
payments of deals in scope count; converted amounts are rounded to 1/10,000. Money at stake is the shortfall.
"""

from __future__ import annotations

from decimal import Decimal

from audit.database import Row
from audit.prepare.setting import Setting
from audit.rules.base import Question, Rule
from audit.rules.obtain import HOW, lacking, lacking_closing
from audit.rules.scope import (
    Condition,
    among,
    deals_in_scope,
    missing_for_scope,
    people_in_scope,
    together,
    without_rate,
)
from handbook.norms.plan_fact import PlanFact
from handbook.result import Missing
from handbook.russian.numbers import counted, format_number, money

#: A fact beyond this fulfils any plan (below 10^14) at any norm (below 10^9 per cent), and its product by 100 and the
#: days of a month still fits DECIMAL(38,8).
_MOST = Decimal(10) ** 26

_WON = """
    SELECT d.owner, d.closed_day AS day, coalesce(d.money, 0) AS amount
    FROM deal_state AS d WHERE d.outcome = 'won' AND d.closed_day IS NOT NULL AND {scope}
"""

#: Payments ``b`` before the day of the audit with their deal ``d``, its owner then and the rate of the day.
_PAYMENTS = """(
        SELECT p.owner, p.paid_at, p.amount, coalesce(p.deal_id, i.deal_id) AS deal_id,
            CASE WHEN upper(trim(p.currency)) = 'RUR' THEN 'RUB' ELSE nullif(upper(trim(p.currency)), '') END
                AS currency
        FROM payments AS p
        LEFT JOIN (SELECT invoice_id, MIN(deal_id) AS deal_id FROM invoices GROUP BY invoice_id) AS i
            ON i.invoice_id = p.invoice_id
        WHERE p.paid_at < CAST($as_of AS TIMESTAMP)
    ) AS b
    LEFT JOIN deal_state AS d ON d.deal_id = b.deal_id
    LEFT JOIN owner_spans AS o ON o.deal_id = b.deal_id
        AND (o.from_at IS NULL OR o.from_at <= b.paid_at) AND (o.to_at IS NULL OR b.paid_at < o.to_at)
    LEFT JOIN rates AS x ON x.currency = b.currency
        AND x.since <= CAST(b.paid_at AS DATE) AND x.until > CAST(b.paid_at AS DATE)
"""

_PAID = """
    SELECT coalesce(b.owner, o.owner) AS owner, CAST(b.paid_at AS DATE) AS day,
        coalesce(CAST(CASE WHEN coalesce(b.currency, $currency) = $currency THEN b.amount
            ELSE CAST(b.amount AS DECIMAL(38,4)) * x.rate END AS DECIMAL(38,4)), 0) AS amount
    FROM {payments} WHERE {scope}
"""

_SQL = """
WITH planned AS (
    SELECT p.owner, c.month, c.month_end, c.month_key, SUM(p.amount) AS plan_amount,
        MIN(p.source_file) AS source_file, MIN(p.source_row) AS source_row
    FROM plan AS p JOIN days AS c ON c.day = p.month
    WHERE p.owner IS NOT NULL AND p.amount IS NOT NULL
        AND coalesce(nullif(lower(trim(p.measure)), ''), $measure) = $measure AND {people}
    GROUP BY p.owner, c.month, c.month_end, c.month_key
),
facts AS (
    SELECT f.owner, c.month, SUM(f.amount) AS fact_amount
    FROM ({fact}) AS f JOIN days AS c ON c.day = f.day
    WHERE f.owner IS NOT NULL GROUP BY f.owner, c.month
),
work AS (
    SELECT month, CAST(SUM(CASE WHEN is_working THEN 1 ELSE 0 END) AS BIGINT) AS total,
        CAST(SUM(CASE WHEN is_working AND day < $as_of THEN 1 ELSE 0 END) AS BIGINT) AS gone
    FROM days GROUP BY month
),
own_work AS (
    SELECT name, month, CAST(COUNT(*) AS BIGINT) AS total,
        CAST(SUM(CASE WHEN day < $as_of THEN 1 ELSE 0 END) AS BIGINT) AS gone
    FROM available_days GROUP BY name, month
),
compared AS (
    SELECT n.*, coalesce(f.fact_amount, 0) AS fact_amount, e.edition, e.min_value,
        n.month_end > $as_of AS is_unfinished,
        CASE WHEN n.month_end <= $as_of THEN 1 WHEN p.name IS NULL THEN w.total ELSE coalesce(h.total, 0) END AS total,
        CASE WHEN n.month_end <= $as_of THEN 1 WHEN p.name IS NULL THEN w.gone ELSE coalesce(h.gone, 0) END AS gone
    FROM planned AS n
    JOIN editions AS e ON e.norm_id = $norm AND n.month >= e.since AND n.month < e.until
    JOIN work AS w ON w.month = n.month
    LEFT JOIN facts AS f ON f.owner = n.owner AND f.month = n.month
    LEFT JOIN people AS p ON p.name = n.owner
    LEFT JOIN own_work AS h ON h.name = n.owner AND h.month = n.month
    WHERE e.min_value IS NOT NULL AND n.month < $as_of AND n.month_end > $start
        AND (p.name IS NULL OR p.hired < n.month_end AND p.dismissed >= n.month)
)
SELECT j.owner AS object_id, CAST(NULL AS VARCHAR) AS object_title, j.owner || '|' || j.month_key AS key, j.owner,
    j.month_key AS moment, CAST(j.fact_amount AS DOUBLE) * 100 / nullif(CAST(j.plan_amount AS DOUBLE), 0) AS actual,
    CAST(j.min_value AS DOUBLE) * j.gone / j.total AS limit_value, '%' AS unit, j.edition,
    CAST(CAST(j.plan_amount AS DOUBLE) * CAST(j.min_value AS DOUBLE) / 100 * j.gone / j.total
        - CAST(j.fact_amount AS DOUBLE) AS DECIMAL(38,2)) AS money,
    j.source_file, j.source_row,
    greatest(least(j.fact_amount, $most), -$most) * 100 * j.total
        < j.plan_amount * j.min_value * j.gone AS is_violation,
    CASE WHEN j.is_unfinished THEN TRUE END AS is_standing,
    j.plan_amount, j.fact_amount, j.min_value, j.is_unfinished, j.gone, j.total
FROM compared AS j WHERE j.total > 0
"""

_LEFT_OUT_WON = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN d.closed_day IS NULL THEN 'не засчитаны выигранные сделки без даты закрытия'
        WHEN d.owner IS NULL THEN 'не засчитаны никому выигранные сделки без ответственного'
        WHEN d.money IS NULL THEN 'прибавили 0 выигранные сделки без суммы или курса валюты' END AS reason
    FROM deal_state AS d WHERE d.outcome = 'won' AND {scope} AND (d.owner IS NULL OR {owners})
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_LEFT_OUT_PAID = """
SELECT t.reason, COUNT(*) AS n FROM (
    SELECT CASE WHEN coalesce(b.owner, o.owner) IS NULL THEN 'не засчитаны никому оплаты без ответственного'
        WHEN b.amount IS NULL OR coalesce(b.currency, $currency) <> $currency AND x.rate IS NULL
            THEN 'прибавили 0 оплаты без суммы или курса валюты' END AS reason
    FROM {payments} WHERE {scope} AND (coalesce(b.owner, o.owner) IS NULL OR {owners})
) AS t WHERE t.reason IS NOT NULL GROUP BY t.reason
"""

_IS_PAID = f"d.deal_id IN (SELECT b.deal_id FROM {_PAYMENTS})"  # noqa: S608 - a constant of this module


def _missing(norm: PlanFact, setting: Setting) -> tuple[Missing, ...]:
    found = list(lacking(setting, "plan", "owner", "month", "amount"))
    if norm.measure == "won":
        found += lacking(setting, "deals", "deal_id", "owner", "amount")
        history = setting.has("stage_changes", "stage", "entered_at")
        found += lacking_closing(setting)
        if "deals" in setting.present and not history and not setting.has("deals", "stage"):
            found += lacking(setting, "deals", "outcome")
    else:
        found += lacking(setting, "payments", "amount", "paid_at")
        if "payments" in setting.present and not (
            setting.has("payments", "owner") or (setting.has("payments", "deal_id") and setting.has("deals", "owner"))
        ):
            found.append(Missing("payments", ("owner",), HOW["payments"]))
    return (*found, *missing_for_scope(norm, setting, by_deal=False))


def _ask(norm: PlanFact, setting: Setting) -> Question:
    scope = deals_in_scope(norm, setting, owner=None)
    of_any_amount = deals_in_scope(norm, setting, owner=None, any_amount=True)
    people, owners, names = Condition(), Condition(), people_in_scope(norm, setting)
    won = norm.measure == "won"
    if names is not None:
        among(people, "p.owner", names)
        among(owners, "d.owner" if won else "coalesce(b.owner, o.owner)", names)
    fact, left_out = (_WON, _LEFT_OUT_WON) if won else (_PAID, _LEFT_OUT_PAID)
    facts_of = "d.outcome = 'won'" if won else _IS_PAID
    return Question(
        _SQL.format(fact=fact.format(scope=scope.sql, payments=_PAYMENTS), people=people.sql),
        together(
            left_out.format(scope=scope.sql, payments=_PAYMENTS, owners=owners.sql),
            without_rate(norm, f"{facts_of} AND {of_any_amount.sql}"),
        ),
        {
            **scope.parameters,
            **people.parameters,
            "measure": norm.measure,
            "most": _MOST,
            "currency": setting.currency,
        },
        owner_decides=won or not setting.has("payments", "owner"),
    )


def _detail(_norm: PlanFact, row: Row, setting: Setting) -> str:
    currency = setting.currency
    share = f" ({format_number(row['actual'], 1)}\u00a0%)" if row["actual"] is not None else ""
    text = (
        f"{money(row['fact_amount'], currency)} из {money(row['plan_amount'], currency)}{share} "
        f"при норме не менее {format_number(row['min_value'])}\u00a0% плана"
    )
    if not row["is_unfinished"]:
        return text
    days = counted(row["total"], "доступного дня", "доступных дней", "доступных дней")
    needed = format_number(row["limit_value"], 1)
    return f"{text}; месяц не окончен: прошло {row['gone']} из {days}, к этому дню нужно {needed}\u00a0%"


RULE = Rule(
    "plan_fact",
    _missing,
    _ask,
    _detail,
    "в плане нет месяцев, за которые можно судить",
    reads={
        "plan": ("owner", "month", "measure", "amount"),
        "payments": ("owner", "paid_at", "amount", "currency", "deal_id", "invoice_id"),
        "invoices": ("invoice_id", "deal_id"),
    },
)
