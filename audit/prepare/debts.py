"""The table ``debts``: invoices issued before the day of the audit, what was paid of them, and whose they are.

A payment belongs to the invoice it names; one that names none, to the only invoice its deal had by then. Repeated
payments are not told apart by number: one payment often settles several invoices. Payments in another currency count
at the rates of their day, to the kopeck. Columns of the deal (``money`` is its amount) serve the scope of norms; an
invoice of a deal that is set aside has none. The segment is that of the invoice's own client, else of the deal's.
"""

from __future__ import annotations

from audit.prepare.derived import Derived

_CODE = "CASE WHEN upper(trim({0})) = 'RUR' THEN 'RUB' ELSE coalesce(nullif(upper(trim({0})), ''), $currency) END"

_SELECT = f"""
WITH known AS (
    SELECT i.*, {_CODE.format("i.currency")} AS code,
        ROW_NUMBER() OVER (PARTITION BY i.invoice_id ORDER BY i.source_file, i.source_row) AS copy,
        COUNT(*) OVER (PARTITION BY i.invoice_id) AS all_copies
    FROM invoices AS i WHERE i.issued_at IS NULL OR i.issued_at < CAST($as_of AS TIMESTAMP)
),
singles AS (
    SELECT k.deal_id, MIN(k.invoice_id) AS invoice_id
    FROM known AS k WHERE k.deal_id IS NOT NULL AND k.issued_at IS NOT NULL
    GROUP BY k.deal_id HAVING COUNT(DISTINCT k.invoice_id) = 1
),
received AS (
    SELECT coalesce(p.invoice_id, s.invoice_id) AS invoice_id, p.amount, p.paid_at, CAST(p.paid_at AS DATE) AS paid_day,
        {_CODE.format("p.currency")} AS code
    FROM payments AS p
    LEFT JOIN singles AS s ON s.deal_id = CASE WHEN p.invoice_id IS NULL THEN p.deal_id END
    WHERE p.paid_at < CAST($as_of AS TIMESTAMP) AND p.amount IS NOT NULL
),
counted AS (
    SELECT r.invoice_id, r.paid_day, CASE WHEN r.code = k.code THEN CAST(r.amount AS DECIMAL(38,4))
        ELSE CAST(CAST(CAST(r.amount AS DOUBLE) * CASE WHEN r.code = $currency THEN 1 ELSE CAST(x.rate AS DOUBLE) END
            / nullif(CASE WHEN k.code = $currency THEN 1 ELSE CAST(y.rate AS DOUBLE) END, 0)
            AS DECIMAL(38,2)) AS DECIMAL(38,4)) END AS amount
    FROM received AS r
    JOIN known AS k ON k.invoice_id = r.invoice_id AND k.copy = 1
    LEFT JOIN rates AS x ON x.currency = r.code AND x.since <= r.paid_day AND x.until > r.paid_day
    LEFT JOIN rates AS y ON y.currency = k.code AND y.since <= r.paid_day AND y.until > r.paid_day
),
paid AS (
    SELECT c.invoice_id, SUM(c.amount) AS amount,
        SUM(CASE WHEN c.paid_day < CAST($judged_from AS DATE) THEN c.amount ELSE 0 END) AS before_start,
        MAX(CASE WHEN c.amount IS NULL THEN 1 ELSE 0 END) AS has_unknown
    FROM counted AS c GROUP BY c.invoice_id
),
companies AS (
    SELECT client_id, MIN(name) AS name, MIN(segment) AS segment FROM clients
    WHERE client_id IS NOT NULL GROUP BY client_id
)
SELECT k.invoice_id, k.deal_id, coalesce(k.client_id, g.client_id) AS client_id, c.name AS client_name,
    coalesce(k.owner, o.owner) AS owner, c.segment, d.pipeline, d.stage, d.source, d.product, d.money,
    k.amount, k.code AS currency, CASE WHEN k.code = $currency THEN CAST(1 AS DECIMAL(18,4)) ELSE x.rate END AS rate,
    CAST(k.issued_at AS DATE) AS issued_day, CAST(k.due_at AS DATE) AS due_day,
    date_diff('day', CAST(k.due_at AS DATE), CAST($as_of AS DATE)) AS days_overdue,
    coalesce(p.amount, 0) AS paid_amount, coalesce(p.before_start, 0) AS paid_before_start,
    coalesce(p.has_unknown, 0) = 1 AS is_paid_unknown,
    CASE WHEN k.paid_at < CAST($as_of AS TIMESTAMP) THEN CAST(k.paid_at AS DATE) END AS marked_day,
    k.all_copies AS copies, k.source_file, k.source_row
FROM known AS k
LEFT JOIN deal_rows AS g ON g.deal_id = k.deal_id AND g.is_first
LEFT JOIN deal_state AS d ON d.deal_id = k.deal_id
LEFT JOIN owner_spans AS o ON o.deal_id = k.deal_id
    AND (o.from_at IS NULL OR o.from_at < CAST($as_of AS TIMESTAMP))
    AND (o.to_at IS NULL OR o.to_at >= CAST($as_of AS TIMESTAMP))
LEFT JOIN companies AS c ON c.client_id = coalesce(k.client_id, g.client_id)
LEFT JOIN rates AS x ON x.currency = k.code AND x.since <= $last_day AND x.until > $last_day
LEFT JOIN paid AS p ON p.invoice_id = k.invoice_id
WHERE k.copy = 1 OR k.invoice_id IS NULL
"""  # noqa: S608 - constants of this module

DERIVED = Derived(
    "debts",
    _SELECT,
    reads={
        "invoices": (
            "invoice_id",
            "deal_id",
            "client_id",
            "owner",
            "amount",
            "currency",
            "issued_at",
            "due_at",
            "paid_at",
        ),
        "payments": ("invoice_id", "deal_id", "amount", "currency", "paid_at"),
        "clients": ("client_id", "name", "segment"),
    },
)
