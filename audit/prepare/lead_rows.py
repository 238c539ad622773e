"""The table ``lead_rows``: leads that arrived before the day of the audit.

The segment is that of the lead's own client, else of its deal's. ``unused`` says why a row counts nowhere. Times on the
day of the audit or after it are not known yet.
"""

from __future__ import annotations

from audit.prepare.derived import Derived

_SELECT = """
SELECT n.lead_id, n.created_at, n.source, n.owner,
    CASE WHEN n.assigned_at < CAST($as_of AS TIMESTAMP) THEN n.assigned_at END AS assigned_at,
    CASE WHEN n.first_response_at < CAST($as_of AS TIMESTAMP) THEN n.first_response_at END AS first_response_at,
    n.deal_id, k.segment, n.source_file, n.source_row,
    CASE WHEN coalesce(trim(n.lead_id), '') = '' THEN 'не учтены лиды без номера'
        WHEN n.copy > 1 THEN 'не учтены повторы лидов с тем же номером' END AS unused
FROM (
    SELECT l.*, ROW_NUMBER() OVER (PARTITION BY l.lead_id ORDER BY l.source_file, l.source_row) AS copy
    FROM leads AS l
) AS n
LEFT JOIN deal_rows AS g ON g.deal_id = n.deal_id AND g.is_first
LEFT JOIN (SELECT client_id, MIN(segment) AS segment FROM clients GROUP BY client_id) AS k
    ON k.client_id = coalesce(n.client_id, g.client_id)
WHERE n.created_at IS NULL OR n.created_at < CAST($as_of AS TIMESTAMP)
"""

DERIVED = Derived(
    "lead_rows",
    _SELECT,
    {
        "leads": (
            "lead_id",
            "created_at",
            "source",
            "owner",
            "assigned_at",
            "first_response_at",
            "deal_id",
            "client_id",
            "source_file",
            "source_row",
        ),
        "clients": ("client_id", "segment"),
    },
)
