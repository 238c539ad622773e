"""Activities, leads, invoices and payments as several measures count them."""

from __future__ import annotations

from audit.measures.groups import days_join, in_period, period_sql
from audit.prepare import debts
from audit.prepare.derived import Derived
from audit.prepare.setting import Setting
from audit.rules.obtain import lacking
from handbook.result import Missing

#: Payments before the day of the audit with their owner then: their own, else that of their deal (norms.md, plan_fact).
PAYMENTS = Derived(
    "measured_payments",
    """
SELECT nullif(trim(coalesce(b.owner, o.owner)), '') AS owner, CAST(b.paid_at AS DATE) AS paid_day,
    CAST(CASE WHEN coalesce(b.currency, $currency) = $currency THEN b.amount
        ELSE CAST(b.amount AS DECIMAL(38,4)) * x.rate END AS DECIMAL(38,4)) AS money
FROM (
    SELECT p.owner, p.paid_at, p.amount, coalesce(p.deal_id, i.first_deal_id) AS deal_id,
        CASE WHEN upper(trim(p.currency)) = 'RUR' THEN 'RUB' ELSE nullif(upper(trim(p.currency)), '') END AS currency
    FROM payments AS p
    LEFT JOIN (
        SELECT n.invoice_id, MIN(n.deal_id) AS first_deal_id FROM invoices AS n GROUP BY n.invoice_id
    ) AS i ON i.invoice_id = p.invoice_id
    WHERE p.paid_at < CAST($as_of AS TIMESTAMP)
) AS b
LEFT JOIN owner_spans AS o ON o.deal_id = b.deal_id
    AND (o.from_at IS NULL OR o.from_at <= b.paid_at) AND (o.to_at IS NULL OR b.paid_at < o.to_at)
LEFT JOIN rates AS x ON x.currency = b.currency
    AND x.since <= CAST(b.paid_at AS DATE) AND x.until > CAST(b.paid_at AS DATE)
""",
    reads={
        "payments": ("owner", "paid_at", "amount", "deal_id", "invoice_id", "currency"),
        "invoices": ("invoice_id", "deal_id"),
    },
)

#: The last payment of every invoice: of payments that name it, or name nothing but the deal it is alone in (``debts``).
LAST_PAID = Derived(
    "invoice_last_paid",
    """
WITH singles AS (
    SELECT i.deal_id, MIN(i.invoice_id) AS only_invoice FROM debts AS i
    WHERE i.deal_id IS NOT NULL AND i.invoice_id IS NOT NULL AND i.issued_day IS NOT NULL
    GROUP BY i.deal_id HAVING COUNT(DISTINCT i.invoice_id) = 1
)
SELECT coalesce(p.invoice_id, s.only_invoice) AS paid_invoice, MAX(CAST(p.paid_at AS DATE)) AS last_paid_day
FROM payments AS p LEFT JOIN singles AS s ON s.deal_id = CASE WHEN p.invoice_id IS NULL THEN p.deal_id END
WHERE p.paid_at < CAST($as_of AS TIMESTAMP) AND p.amount IS NOT NULL
GROUP BY coalesce(p.invoice_id, s.only_invoice)
""",
    reads={"payments": ("invoice_id", "deal_id", "amount", "paid_at")},
)

#: How much of what people did on every day: the great table is read and grouped once for all measures. Robots are left
#: out.
ACTIVITIES = Derived(
    "activity_days",
    """
SELECT CAST(a.started_at AS DATE) AS started_day, a.employee, a.kind, a.direction, a.result,
    CAST(COUNT(*) AS BIGINT) AS acts
FROM activities AS a WHERE a.is_human IS NOT FALSE AND a.started_at < CAST($as_of AS TIMESTAMP)
GROUP BY CAST(a.started_at AS DATE), a.employee, a.kind, a.direction, a.result
""",
    reads={"activities": ("employee", "kind", "direction", "result", "started_at", "is_human")},
)

#: What people did; what failed is no contact.
_ACTIVITIES = """
SELECT t.period, t.group_name,
    CAST(SUM(CASE WHEN t.is_done THEN t.acts ELSE 0 END) AS BIGINT) AS contacts,
    CAST(SUM(CASE WHEN t.is_done AND t.kind = 'call' THEN t.acts ELSE 0 END) AS BIGINT) AS calls,
    CAST(SUM(CASE WHEN t.result = 'success' AND t.kind = 'call' THEN t.acts ELSE 0 END) AS BIGINT) AS good_calls,
    CAST(SUM(CASE WHEN t.is_done AND t.kind IN ('meeting', 'visit') THEN t.acts ELSE 0 END) AS BIGINT) AS meetings,
    CAST(SUM(CASE WHEN t.is_done AND t.kind = 'quote' THEN t.acts ELSE 0 END) AS BIGINT) AS quotes,
    CAST(SUM(CASE WHEN t.is_done AND t.direction = 'out' THEN t.acts ELSE 0 END) AS BIGINT) AS outgoing,
    CAST(SUM(CASE WHEN t.is_done AND t.direction = 'in' THEN t.acts ELSE 0 END) AS BIGINT) AS incoming
FROM (
    SELECT {period} AS period, {group} AS group_name, lower(trim(a.kind)) AS kind,
        lower(trim(a.direction)) AS direction, lower(trim(a.result)) AS result,
        coalesce(lower(trim(a.result)), '') <> 'fail' AS is_done, a.acts
    FROM activity_days AS a {days} WHERE {in_period}
) AS t GROUP BY t.period, t.group_name
"""

_LEADS = """
SELECT t.period, t.group_name, CAST(COUNT(*) AS BIGINT) AS leads
FROM (
    SELECT {period} AS period, {group} AS group_name
    FROM (
        SELECT n.lead_id, nullif(trim(n.owner), '') AS owner, CAST(n.created_at AS DATE) AS created_day,
            ROW_NUMBER() OVER (PARTITION BY n.lead_id ORDER BY n.source_file, n.source_row) AS copy
        FROM leads AS n WHERE n.created_at IS NOT NULL
    ) AS d {days}
    WHERE (d.copy = 1 OR d.lead_id IS NULL) AND {in_period}
) AS t GROUP BY t.period, t.group_name
"""

#: Invoices once each: what of them is unpaid, and the day they were paid in full. With a table of payments only
#: payments tell what is paid, without it the mark of the invoice does.
_INVOICES = """
    SELECT i.invoice_id, nullif(trim(i.owner), '') AS owner, nullif(trim(i.segment), '') AS segment, i.issued_day,
        i.due_day, i.days_overdue, CAST({debt} AS DECIMAL(38,4)) AS debt,
        CAST(CAST({debt} AS DECIMAL(38,4)) * i.rate AS DECIMAL(38,4)) AS debt_money,
        CAST(CAST(i.amount AS DECIMAL(38,4)) * i.rate AS DECIMAL(38,4)) AS money,
        CASE WHEN {debt} <= 0 THEN {paid_day} END AS paid_day
    FROM debts AS i LEFT JOIN invoice_last_paid AS y ON y.paid_invoice = i.invoice_id
    WHERE i.invoice_id IS NOT NULL AND i.issued_day IS NOT NULL AND i.amount IS NOT NULL AND {known}
"""
_BY_PAYMENTS = {
    "debt": "(i.amount - i.paid_amount)",
    "paid_day": "y.last_paid_day",
    "known": "NOT i.is_paid_unknown",
}
_BY_MARKS = {
    "debt": "CASE WHEN i.marked_day IS NULL THEN i.amount ELSE 0 END",
    "paid_day": "i.marked_day",
    "known": "TRUE",
}

#: The tables ``invoices_sql`` asks about.
INVOICES = (debts.DERIVED, LAST_PAID)
LEADS_READ = {"leads": ("lead_id", "owner", "created_at")}


def activities_sql(by: str, per: str) -> str:
    """The question of what people did by period and employee (or of the whole company)."""
    day = "a.started_day"
    group = "CAST(NULL AS VARCHAR)" if by == "company" else "nullif(trim(a.employee), '')"
    return _ACTIVITIES.format(period=period_sql(per), group=group, days=days_join(per, day), in_period=in_period(day))


def leads_sql(by: str, per: str) -> str:
    """The question of leads by period and owner."""
    group = "CAST(NULL AS VARCHAR)" if by == "company" else "d.owner"
    day = "d.created_day"
    return _LEADS.format(period=period_sql(per), group=group, days=days_join(per, day), in_period=in_period(day))


def invoices_sql(setting: Setting) -> str:
    """A SELECT of invoices that can be told paid or not."""
    return _INVOICES.format(**(_BY_PAYMENTS if has_payments(setting) else _BY_MARKS))


def has_payments(setting: Setting) -> bool:
    """Whether the export has payments that name their invoice or deal."""
    named = setting.has("payments", "invoice_id") or setting.has("payments", "deal_id")
    return named and setting.has("payments", "amount", "paid_at")


def lacking_invoices(setting: Setting, *columns: str) -> tuple[Missing, ...]:
    """What the export lacks to tell which invoices are paid."""
    found = list(lacking(setting, "invoices", "invoice_id", "amount", "issued_at", *columns))
    if not has_payments(setting) and not setting.has("invoices", "paid_at"):
        found += lacking(setting, "payments", "amount", "paid_at", "invoice_id")
    return tuple(found)


def lacking_payments(setting: Setting) -> tuple[Missing, ...]:
    """What the export lacks to add payments up by their owners."""
    found = list(lacking(setting, "payments", "amount", "paid_at"))
    told = setting.has("payments", "owner") or (setting.has("payments", "deal_id") and setting.has("deals", "owner"))
    if not found and not told:
        found += lacking(setting, "payments", "owner")
    return tuple(found)
