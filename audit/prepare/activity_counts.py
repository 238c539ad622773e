"""The table ``activity_counts``: what people did before the day of the audit, by person, day, kind, direction, result.

Millions of activities are read once, whatever the number of norms that count them. Activities without a time have no
day. Robots are left out.
"""

from __future__ import annotations

from audit.prepare.activity_repeats import ONCE
from audit.prepare.derived import Derived

#: Counted activities; ``{deals}`` and ``{scope}`` narrow them by their deals.
COUNTED = f"""
SELECT a.employee AS owner, CAST(a.started_at AS DATE) AS day, a.kind, a.direction, a.result,
    CAST(COUNT(*) AS BIGINT) AS number
FROM {ONCE} AS a
{{deals}}
WHERE a.is_human IS NOT FALSE
    AND (a.started_at < CAST($as_of AS TIMESTAMP) OR a.started_at IS NULL) AND {{scope}}
GROUP BY a.employee, CAST(a.started_at AS DATE), a.kind, a.direction, a.result
"""  # noqa: S608 - put together from constants

READS = ("activity_id", "employee", "started_at", "kind", "direction", "result", "is_human")

DERIVED = Derived("activity_counts", COUNTED.format(deals="", scope="TRUE"), {"activities": READS})
