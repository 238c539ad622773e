"""The table ``activity_repeats``: the first of the rows that share an activity number, as those of overlapping exports.

It is nearly always empty, so the millions of other rows are only asked whether their number stands in it.
"""

from __future__ import annotations

from audit.prepare.derived import Derived

_COLUMNS = (
    "activity_id",
    "kind",
    "direction",
    "deal_id",
    "client_id",
    "employee",
    "started_at",
    "recorded_at",
    "result",
    "is_human",
    "source_file",
    "source_row",
)
_LISTED = ", ".join(f"s.{name}" for name in _COLUMNS)

_SELECT = f"""
SELECT {_LISTED} FROM (
    SELECT a.*, ROW_NUMBER() OVER (PARTITION BY a.activity_id ORDER BY a.source_file, a.source_row) AS copy
    FROM activities AS a
    JOIN (
        SELECT activity_id FROM activities WHERE activity_id IS NOT NULL GROUP BY activity_id HAVING COUNT(*) > 1
    ) AS r ON r.activity_id = a.activity_id
) AS s WHERE s.copy = 1
"""  # noqa: S608 - names of this module

#: What follows FROM: every activity once; those without a number cannot be told apart.
ONCE = f"""(
    SELECT {_LISTED} FROM activities AS s
    WHERE coalesce(s.activity_id, '') NOT IN (SELECT activity_id FROM activity_repeats)
    UNION ALL
    SELECT {_LISTED} FROM activity_repeats AS s
)"""  # noqa: S608 - put together from constants, values are bound

DERIVED = Derived("activity_repeats", _SELECT, {"activities": _COLUMNS})
