"""The table ``order_rows``: orders made before the day of the audit, once each, with their deals, clients and owners.

A delivery on the day of the audit or later has not happened yet. The owner is the order's own, else who owned its deal
when it was due or when it was delivered. Columns of the deal (``money`` is its amount) serve the scope of norms. The
segment is that of the order's own client, else of the deal's.
"""

from __future__ import annotations

from audit.prepare.derived import Derived

_CODE = "CASE WHEN upper(trim({0})) = 'RUR' THEN 'RUB' ELSE coalesce(nullif(upper(trim({0})), ''), $currency) END"

_SELECT = f"""
WITH known AS (
    SELECT i.*, {_CODE.format("i.currency")} AS code,
        CASE WHEN i.delivered_at < CAST($as_of AS TIMESTAMP) THEN i.delivered_at END AS done_at,
        ROW_NUMBER() OVER (PARTITION BY i.order_id ORDER BY i.source_file, i.source_row) AS copy,
        COUNT(*) OVER (PARTITION BY i.order_id) AS all_copies
    FROM orders AS i WHERE i.created_at IS NULL OR i.created_at < CAST($as_of AS TIMESTAMP)
),
companies AS (
    SELECT client_id, MIN(name) AS name, MIN(segment) AS segment FROM clients
    WHERE client_id IS NOT NULL GROUP BY client_id
)
SELECT k.order_id, k.deal_id, c.name AS client_name, coalesce(k.owner, o.owner) AS due_owner,
    coalesce(k.owner, w.owner) AS delivery_owner, c.segment, d.pipeline, d.stage, d.source, d.product, d.money,
    CAST(CASE WHEN k.code = $currency THEN k.amount ELSE CAST(k.amount AS DECIMAL(38,4)) * x.rate END
        AS DECIMAL(38,4)) AS order_money,
    k.due_at, CAST(k.due_at AS DATE) AS due_day, CAST(k.done_at AS DATE) AS delivered_day,
    k.all_copies AS copies, k.source_file, k.source_row
FROM known AS k
LEFT JOIN deal_rows AS g ON g.deal_id = k.deal_id AND g.is_first
LEFT JOIN deal_state AS d ON d.deal_id = k.deal_id
LEFT JOIN owner_spans AS o ON o.deal_id = k.deal_id
    AND (o.from_at IS NULL OR o.from_at <= k.due_at) AND (o.to_at IS NULL OR k.due_at < o.to_at)
LEFT JOIN owner_spans AS w ON w.deal_id = k.deal_id
    AND (w.from_at IS NULL OR w.from_at <= k.done_at) AND (w.to_at IS NULL OR k.done_at < w.to_at)
LEFT JOIN companies AS c ON c.client_id = coalesce(k.client_id, g.client_id)
LEFT JOIN rates AS x ON x.currency = k.code AND x.since <= $last_day AND x.until > $last_day
WHERE k.copy = 1 OR k.order_id IS NULL
"""  # noqa: S608 - constants of this module

DERIVED = Derived(
    "order_rows",
    _SELECT,
    reads={
        "orders": (
            "order_id",
            "deal_id",
            "client_id",
            "owner",
            "amount",
            "currency",
            "created_at",
            "due_at",
            "delivered_at",
        ),
        "clients": ("client_id", "name", "segment"),
    },
)
