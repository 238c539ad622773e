"""The table ``client_contacts``: the last contact with every client before the day of the audit.

A contact is any activity of a person that did not fail. It belongs to its own client, else to that of its deal, also
when the deal is set aside. The row without a client tells how many contacts belong to no one.
"""

from __future__ import annotations

from audit.prepare.derived import Derived

# The great table is read and grouped once; what is left of it is joined with deals.
_SELECT = """
WITH spoken AS (
    SELECT a.client_id, CASE WHEN a.client_id IS NULL THEN a.deal_id END AS deal_id,
        MAX(a.started_at) AS last_at, CAST(COUNT(*) AS BIGINT) AS n
    FROM activities AS a
    WHERE a.started_at < CAST($as_of AS TIMESTAMP) AND a.is_human IS NOT FALSE
        AND coalesce(lower(trim(a.result)), '') <> 'fail'
    GROUP BY a.client_id, CASE WHEN a.client_id IS NULL THEN a.deal_id END
)
SELECT coalesce(s.client_id, d.client_id) AS client_id, MAX(s.last_at) AS last_contact_at,
    CAST(SUM(s.n) AS BIGINT) AS contacts
FROM spoken AS s LEFT JOIN deal_rows AS d ON d.deal_id = s.deal_id AND d.is_first
GROUP BY coalesce(s.client_id, d.client_id)
"""

DERIVED = Derived(
    "client_contacts",
    _SELECT,
    reads={"activities": ("client_id", "deal_id", "started_at", "is_human", "result")},
)
