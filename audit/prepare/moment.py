"""When the audit stands: the day after the newest fact, the first judged day, and the years the calendar must hold.

Every date of the export is looked at once, in ``fact_days``; the answers are taken from it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from audit.engines.base import Engine, value
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
_HUMAN = {"activities": "CASE WHEN is_human IS NOT FALSE THEN 1 ELSE 0 END"}

_DAY = 'CAST("{}" AS DATE)'
_DAYS = (
    "SELECT '{table}' AS table_name, '{column}' AS column_name, {day} AS day, CAST(COUNT(*) AS BIGINT) AS facts, "
    "CAST(SUM({human}) AS BIGINT) AS by_humans FROM {table} WHERE {day} BETWEEN $first AND $last{only} GROUP BY {day}"
)
_FACT_DAYS = {
    "table_name": "VARCHAR",
    "column_name": "VARCHAR",
    "day": "DATE",
    "facts": "BIGINT",
    "by_humans": "BIGINT",
}
_SPANS = """
SELECT table_name, column_name, MIN(day) AS first_day, MAX(day) AS last_day,
    MIN(CASE WHEN by_humans > 0 AND day < $as_of THEN day END) AS first_human_day
FROM fact_days GROUP BY table_name, column_name
"""


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


@dataclass(frozen=True, slots=True)
class Span:
    """When one kind of fact happens in an export.

    Attributes:
        table: A canonical table.
        column: Its column.
        first: The day of the earliest fact.
        last: The day of the newest one.
        first_human: The day of the earliest that no robot made, before a day that was asked for.
    """

    table: str
    column: str
    first: date
    last: date
    first_human: date | None


def kinds_of_facts(present: Mapping[str, frozenset[str]]) -> list[tuple[str, str, str, str]]:
    """Table, column, SQL of the day and the rest of its condition, for every kind of fact the export holds."""
    return [
        (table, column, _DAY.format(column), _ONLY.get((table, column), ""))
        for table, column in FACTS
        if column in present.get(table, frozenset())
    ]


def create_fact_days(engine: Engine, present: Mapping[str, frozenset[str]]) -> None:
    """Create ``fact_days``: how many facts of every kind there are on every day, slips of the hand left out."""
    parts = [
        _DAYS.format(table=table, column=column, day=day, only=only, human=_HUMAN.get(table, "1"))
        for table, column, day, only in kinds_of_facts(present)
    ]
    if parts:
        engine.table("fact_days", " UNION ALL ".join(parts), {"first": FIRST_DAY, "last": LAST_DAY})
    else:
        engine.fill("fact_days", _FACT_DAYS, [])


def spans(engine: Engine, as_of: date = LAST_DAY) -> list[Span]:
    """When every kind of fact happens, from ``fact_days``."""
    return [
        Span(row["table_name"], row["column_name"], row["first_day"], row["last_day"], row["first_human_day"])
        for row in engine.rows(_SPANS, {"as_of": as_of})
    ]


def newest_fact(found: Sequence[Span]) -> Newest | None:
    """The newest fact of the export, None when it has no dates at all."""
    order = {place: number for number, place in enumerate(FACTS)}
    dated = sorted(
        (Newest(item.last, item.table, item.column) for item in found), key=lambda n: order[n.table, n.column]
    )
    return max(dated, key=lambda item: item.day, default=None)


def first_and_newest(found: Sequence[Span]) -> tuple[date, date] | None:
    """The days of the first and of the newest fact, None when the export has no dates at all."""
    return (min(item.first for item in found), max(item.last for item in found)) if found else None


def first_judged_day(engine: Engine, as_of: date) -> date:
    """The earliest creation of a deal or human activity before the day of the audit.

    Without either the earliest fact of any kind counts, those of robots left out, and without a single fact the day
    of the audit itself.
    """
    earlier = [item for item in spans(engine, as_of) if item.first_human]
    days = [item.first_human for item in earlier if (item.table, item.column) == ("activities", "started_at")]
    days.append(value(engine, "SELECT MIN(created_day) AS day FROM deal_state"))
    known = [day for day in days if day] or [item.first_human for item in earlier if item.first_human]
    return max(min(known, default=as_of), FIRST_DAY)


def calendar_bounds(engine: Engine, found: Sequence[Span], as_of: date, judged_from: date | None) -> tuple[date, date]:
    """The first and last day the calendar must hold: whole years around every period that is judged."""
    days = [item.first for item in found if item.first <= as_of]
    planned = value(
        engine,
        "SELECT MIN(month) AS day FROM plan WHERE month BETWEEN $first AND $as_of",
        {"first": FIRST_DAY, "as_of": as_of},
    )
    days += [day for day in (planned, judged_from, as_of - timedelta(days=1)) if day]
    # The week of the first day may begin in the year before.
    earliest = max(max(min(days), FIRST_DAY) - timedelta(days=7), FIRST_DAY)
    return date(earliest.year, 1, 1), date(as_of.year, 12, 31)
