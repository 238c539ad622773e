"""When the audit stands: the day after the newest fact, the first judged day, and the years the calendar must hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from audit.database import Connection, rows, value
from handbook.tables import TABLE

#: Moments at which something happened. Deadlines and planned dates are not facts.
FACTS: tuple[tuple[str, str], ...] = (
    ("deals", "created_at"),
    ("deals", "closed_at"),
    ("deals", "stage_entered_at"),
    ("stage_changes", "entered_at"),
    ("owner_changes", "at"),
    ("field_changes", "at"),
    ("leads", "created_at"),
    ("leads", "assigned_at"),
    ("leads", "first_response_at"),
    ("activities", "started_at"),
    ("activities", "recorded_at"),
    ("tasks", "created_at"),
    ("tasks", "done_at"),
    ("clients", "created_at"),
    ("quotes", "created_at"),
    ("invoices", "issued_at"),
    ("invoices", "paid_at"),
    ("payments", "paid_at"),
    ("orders", "created_at"),
    ("orders", "delivered_at"),
    ("feedback", "received_at"),
    ("complaints", "received_at"),
    ("complaints", "answered_at"),
)

#: Facts outside these years are typing mistakes and must not move the day of the audit.
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(2100, 12, 31)

_ONLY: dict[tuple[str, str], str] = {
    # The closing date of an open deal is a plan, and deleted deals are no facts.
    ("deals", "created_at"): " AND is_deleted IS NOT TRUE",
    ("deals", "closed_at"): " AND is_deleted IS NOT TRUE AND lower(coalesce(outcome, '')) <> 'open'",
    ("deals", "stage_entered_at"): " AND is_deleted IS NOT TRUE",
}


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest fact of an export and where it stands."""

    day: date
    table: str
    column: str

    @property
    def words(self) -> str:
        """Table and column as a user knows them: «Сделки», «Дата создания»."""
        table = TABLE[self.table]
        column = table.column(self.column)
        return f"«{table.title}», «{column.title if column else self.column}»"


def _extremes(extreme: str, present: Mapping[str, frozenset[str]]) -> str:
    """The question of the earliest (MIN) or newest (MAX) day of every kind of fact; empty when there are no tables."""
    return " UNION ALL ".join(
        f"SELECT '{table}' AS table_name, '{column}' AS column_name, "  # noqa: S608 - names come from this module
        f'{extreme}(CAST("{column}" AS DATE)) AS day FROM {table} '
        f'WHERE CAST("{column}" AS DATE) BETWEEN $first AND $last{_ONLY.get((table, column), "")}'
        for table, column in FACTS
        if table in present
    )


def newest_fact(con: Connection, present: Mapping[str, frozenset[str]]) -> Newest | None:
    """The newest fact of the export, None when it has no dates at all."""
    question = _extremes("MAX", present)
    found = rows(con, question, {"first": FIRST_DAY, "last": LAST_DAY}) if question else []
    dated = [Newest(row["day"], row["table_name"], row["column_name"]) for row in found if row["day"]]
    return max(dated, key=lambda item: item.day, default=None)


def first_judged_day(con: Connection, present: Mapping[str, frozenset[str]], as_of: date) -> date:
    """The earliest creation of a deal or human activity before the day of the audit.

    Without either the earliest fact of any kind counts, and without a single fact the day of the audit itself.
    """
    found: date | None = value(
        con,
        """
        SELECT MIN(day) FROM (
            SELECT MIN(created_day) AS day FROM deal_state WHERE set_aside IS NULL
            UNION ALL
            SELECT MIN(CAST(started_at AS DATE)) AS day FROM activities
            WHERE is_human IS NOT FALSE AND started_at < CAST($as_of AS TIMESTAMP)
        ) AS firsts
        """,
        {"as_of": as_of},
    )
    if found is None:
        parts = _extremes("MIN", present)
        facts = rows(con, parts, {"first": FIRST_DAY, "last": as_of - timedelta(days=1)}) if parts else []
        found = min((row["day"] for row in facts if row["day"]), default=as_of)
    return max(found, FIRST_DAY)


def calendar_bounds(
    con: Connection, present: Mapping[str, frozenset[str]], as_of: date, judged_from: date | None
) -> tuple[date, date]:
    """The first and last day the calendar must hold: whole years around every moment that is judged."""
    parts = _extremes("MIN", present)
    question = f"{parts} UNION ALL " if parts else ""
    found = rows(
        con,
        f"{question}SELECT 'plan' AS table_name, 'month' AS column_name, MIN(month) AS day FROM plan",  # noqa: S608 - the same
        {"first": FIRST_DAY, "last": as_of},
    )
    days = [row["day"] for row in found if row["day"]]
    earliest = min(*days, *([judged_from] if judged_from else []), as_of - timedelta(days=1), as_of)
    return date(max(earliest, FIRST_DAY).year, 1, 1), date(as_of.year, 12, 31)
