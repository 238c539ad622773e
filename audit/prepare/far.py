"""Facts far beyond all others, later or earlier: most likely slips of the hand that move the audit by years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from audit.engines.base import Engine, Row
from audit.prepare.moment import FIRST_DAY, LAST_DAY, Newest, kinds_of_facts
from handbook.finding import Finding, Place, Severity
from handbook.russian.dates import date_short

#: Days between the bulk of facts and one beyond it that no business leaves without a single record.
_FAR = timedelta(days=366)
#: One fact in so many may be a slip, and so many at least: one deal has several dates. What is left is the bulk.
_SHARE, _FEW = 1000, 3
_SHOWN = 20

_DAYS = "SELECT day, CAST(SUM(facts) AS BIGINT) AS n FROM fact_days GROUP BY day ORDER BY day"
_BETWEEN = (
    "SELECT '{table}' AS table_name, '{column}' AS column_name, {day} AS day, source_file, source_row "
    "FROM {table} WHERE {day} >= $first AND {day} <= $last{only}"
)


def late_facts(engine: Engine, present: Mapping[str, frozenset[str]]) -> tuple[Finding, ...]:
    """A warning about facts more than a year after the bulk of the export; none when the newest facts are plausible.

    The bulk is all facts but one in a thousand, so that the answer depends on the export alone and not on today.

    Args:
        engine: Holds every canonical table and ``fact_days``.
        present: Canonical columns the export filled, by table.
    """
    days = [(row["day"], row["n"]) for row in engine.rows(_DAYS)]
    end = _edge(days[::-1])
    if end is None or days[-1][0] <= end + _FAR:
        return ()
    late = _facts(engine, present, end + _FAR + timedelta(days=1), LAST_DAY)
    found = sorted(late, key=lambda row: row["day"], reverse=True)
    return (
        _finding(
            "far-date",
            found,
            f"намного позже прочих{_count(found)}: почти все факты выгрузки не позже {date_short(end)}, "
            "а дата аудита взята по ней",
            "Если это опечатка, исправьте дату в CRM или назовите дату аудита сами "
            f"(в команде — --as-of {end + timedelta(days=1)})",
        ),
    )


def early_facts(engine: Engine, present: Mapping[str, frozenset[str]]) -> tuple[Finding, ...]:
    """The same about facts more than a year before the bulk: judging would start years too early.

    Args:
        engine: Holds every canonical table and ``fact_days``.
        present: Canonical columns the export filled, by table.
    """
    days = [(row["day"], row["n"]) for row in engine.rows(_DAYS)]
    start = _edge(days)
    if start is None or days[0][0] >= start - _FAR:
        return ()
    found = _facts(engine, present, FIRST_DAY, start - _FAR - timedelta(days=1))
    return (
        _finding(
            "early-date",
            found,
            f"намного раньше прочих{_count(found)}: почти все факты выгрузки не раньше {date_short(start)}, "
            "а проверка начата с неё",
            f"Если это опечатка, исправьте дату в CRM или назовите начало проверки сами (в команде — --from {start})",
        ),
    )


def _facts(engine: Engine, present: Mapping[str, frozenset[str]], first: date, last: date) -> Sequence[Row]:
    parts = (
        _BETWEEN.format(table=table, column=column, day=day, only=only)
        for table, column, day, only in kinds_of_facts(present)
    )
    return engine.rows(
        f"SELECT f.* FROM ({' UNION ALL '.join(parts)}) AS f "  # noqa: S608 - put together from constants
        "ORDER BY f.day, f.source_file, f.source_row, f.table_name, f.column_name",
        {"first": first, "last": last},
    )


def _count(found: Sequence[Row]) -> str:
    return f" (таких дат: {len(found)})" if len(found) > 1 else ""


def _finding(code: str, found: Sequence[Row], words: str, tip: str) -> Finding:
    facts = [Newest(row["day"], row["table_name"], row["column_name"]) for row in found]
    places = (
        Place(row["source_file"], row=row["source_row"], field=fact.title, excerpt=date_short(fact.day))
        for row, fact in zip(found[:_SHOWN], facts, strict=False)
        if row["source_file"]
    )
    message = f"дата {date_short(facts[0].day)} ({facts[0].words}) {words}"
    return Finding(code, Severity.WARNING, message, tuple(places), tip)


def _edge(days: Sequence[tuple[date, int]]) -> date | None:
    """The first day but for the slips, of days with their numbers of facts in their order; None when all may be."""
    slips = max(_FEW, sum(facts for _, facts in days) // _SHARE)
    seen = 0
    for day, facts in days:
        seen += facts
        if seen > slips:
            return day
    return None
