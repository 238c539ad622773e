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

#: Deals of which the export holds nothing but deleted rows.
_DELETED = (
    "(SELECT deal_id FROM deals WHERE deal_id IS NOT NULL GROUP BY deal_id "
    "HAVING MIN(CASE WHEN is_deleted IS TRUE THEN 1 ELSE 0 END) = 1)"
)
_OF_DELETED = f"lower(coalesce(\"object\", 'deal')) IN ('deal', 'deals') AND coalesce(id, '') IN {_DELETED}"

_ONLY: dict[tuple[str, str], str] = {
    # The closing date of an open deal is a plan, and deleted deals with their history are no facts.
    ("deals", "created_at"): " AND is_deleted IS NOT TRUE",
    ("deals", "closed_at"): " AND is_deleted IS NOT TRUE AND lower(coalesce(outcome, '')) <> 'open'",
    ("deals", "stage_entered_at"): " AND is_deleted IS NOT TRUE",
    ("stage_changes", "entered_at"): f" AND coalesce(deal_id, '') NOT IN {_DELETED}",
    ("owner_changes", "at"): f" AND NOT ({_OF_DELETED})",
    ("field_changes", "at"): f" AND NOT ({_OF_DELETED})",
}
#: Robots do not start the judging.
_HUMAN = {"activities": " AND is_human IS NOT FALSE"}

_DAY = 'CAST("{}" AS DATE)'


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest fact of an export and where it stands."""

    day: date
    table: str
    column: str

    @property
    def words(self) -> str:
        """Table and column as a user knows them: «Сделки», «Дата создания»."""
        return f"«{TABLE[self.table].title}», «{self.title}»"

    @property
    def title(self) -> str:
        """The column as a user knows it: «Дата создания»."""
        column = TABLE[self.table].column(self.column)
        return column.title if column else self.column


def facts(present: Mapping[str, frozenset[str]], wanted: str, *, by_humans: bool = False) -> str:
    """The question of every kind of fact from ``$first`` to ``$last``; empty when the export has no table of facts.

    Args:
        present: Canonical columns the export filled, by table.
        wanted: What is asked of each kind besides its table and column; ``{day}`` stands for the day of the fact.
        by_humans: Leave out what robots did.
    """
    return " UNION ALL ".join(
        f"SELECT '{table}' AS table_name, '{column}' AS column_name, "  # noqa: S608 - names come from this module
        f"{wanted.format(day=_DAY.format(column))} FROM {table} "
        f"WHERE {_DAY.format(column)} BETWEEN $first AND $last{_ONLY.get((table, column), '')}"
        f"{_HUMAN.get(table, '') if by_humans else ''}"
        for table, column in FACTS
        if table in present
    )


def _extremes(extreme: str, present: Mapping[str, frozenset[str]], *, by_humans: bool = False) -> str:
    """The question of the earliest (MIN) or newest (MAX) day of every kind of fact; empty when there are no tables."""
    return facts(present, f"{extreme}({{day}}) AS day", by_humans=by_humans)


def newest_fact(con: Connection, present: Mapping[str, frozenset[str]]) -> Newest | None:
    """The newest fact of the export, None when it has no dates at all."""
    question = _extremes("MAX", present)
    found = rows(con, question, {"first": FIRST_DAY, "last": LAST_DAY}) if question else []
    dated = [Newest(row["day"], row["table_name"], row["column_name"]) for row in found if row["day"]]
    return max(dated, key=lambda item: item.day, default=None)


def first_and_newest(con: Connection, present: Mapping[str, frozenset[str]]) -> tuple[date, date] | None:
    """The days of the first and of the newest fact, None when the export has no dates at all."""
    question = facts(present, "MIN({day}) AS earliest, MAX({day}) AS newest")
    found = rows(con, question, {"first": FIRST_DAY, "last": LAST_DAY}) if question else []
    known = [row for row in found if row["earliest"]]
    if not known:
        return None
    return min(row["earliest"] for row in known), max(row["newest"] for row in known)


def first_judged_day(con: Connection, present: Mapping[str, frozenset[str]], as_of: date) -> date:
    """The earliest creation of a deal or human activity before the day of the audit.

    Without either the earliest fact of any kind counts, those of robots left out, and without a single fact the day
    of the audit itself.
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
        parts = _extremes("MIN", present, by_humans=True)
        earliest = rows(con, parts, {"first": FIRST_DAY, "last": as_of - timedelta(days=1)}) if parts else []
        found = min((row["day"] for row in earliest if row["day"]), default=as_of)
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
