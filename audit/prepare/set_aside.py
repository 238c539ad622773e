"""Which rows of the export the rules did not use and why, so that rows read = rows used + rows set aside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from audit.engines.base import Engine
from handbook.result import SetAside

AFTER = "после даты аудита"

#: When a row of a table happened. Tables of changes are not here: their later rows restore the state of that day.
HAPPENED: dict[str, str] = {
    "leads": "created_at",
    "activities": "started_at",
    "tasks": "created_at",
    "clients": "created_at",
    "quotes": "created_at",
    "invoices": "issued_at",
    "payments": "paid_at",
    "orders": "created_at",
    "feedback": "received_at",
    "complaints": "received_at",
}

_DEALS = """
SELECT 'deals' AS table_name, source_file, source_row, set_aside AS reason FROM deal_rows WHERE set_aside IS NOT NULL
UNION ALL
SELECT 'deals' AS table_name, source_file, source_row, 'закрыта до начала проверки' AS reason
FROM deal_state WHERE is_before_start
"""

_HISTORY = f"""
SELECT 'stage_changes' AS table_name, s.source_file, s.source_row,
    CASE WHEN s.entered_at IS NULL OR s.stage IS NULL THEN 'нет времени или стадии'
        WHEN s.entered_at >= CAST($as_of AS TIMESTAMP) THEN '{AFTER}'
        ELSE 'сделки нет в выгрузке или она не учтена' END AS reason
FROM stage_changes AS s
LEFT JOIN deal_rows AS d ON d.deal_id = s.deal_id AND d.set_aside IS NULL
WHERE s.entered_at IS NULL OR s.stage IS NULL OR d.deal_id IS NULL OR s.entered_at >= CAST($as_of AS TIMESTAMP)
"""  # noqa: S608 - a constant of this module


def rows_set_aside(
    engine: Engine, present: Mapping[str, frozenset[str]], as_of: date
) -> dict[tuple[str, str], tuple[SetAside, ...]]:
    """Rows the rules did not use, by table, file and reason.

    Returns:
        For every canonical table and export file that has such rows, the reasons in alphabetical order with their row
        numbers ascending; rows without a number are counted.
    """
    parts = [_DEALS, _HISTORY] + [
        f"SELECT '{table}' AS table_name, source_file, source_row, '{AFTER}' AS reason FROM {table} "  # noqa: S608 - names of this module
        f"WHERE {column} >= CAST($as_of AS TIMESTAMP)"
        for table, column in HAPPENED.items()
        if table in present
    ]
    groups: dict[tuple[str, str], dict[str, list[int | None]]] = defaultdict(lambda: defaultdict(list))
    for row in engine.rows(" UNION ALL ".join(parts), {"as_of": as_of}):
        if row["source_file"] is not None:
            groups[row["table_name"], row["source_file"]][row["reason"]].append(row["source_row"])
    return {place: tuple(_group(*item) for item in sorted(groups[place].items())) for place in sorted(groups)}


def _group(reason: str, rows: Sequence[int | None]) -> SetAside:
    numbers = sorted(row for row in rows if row is not None)
    return SetAside(reason, tuple(numbers), len(rows) - len(numbers))
