"""A fact far beyond all others: most likely a slip of the hand that moves the day of the audit by years."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from audit.database import Connection, rows
from audit.prepare.moment import FIRST_DAY, LAST_DAY, Newest, facts
from handbook.finding import Finding, Place, Severity
from handbook.russian.dates import date_short

#: Days between the bulk of facts and the newest one that no business leaves without a single record.
_FAR = timedelta(days=366)
#: One fact in so many may be a slip, and so many at least: one deal has several dates. What is left is the bulk.
_SHARE, _FEW = 1000, 3
_SHOWN = 20


def far_facts(con: Connection, present: Mapping[str, frozenset[str]]) -> tuple[Finding, ...]:
    """A warning about facts more than a year after the bulk of the export; none when the newest facts are plausible.

    The bulk is all facts but one in a thousand, so that the answer depends on the export alone and not on today.

    Args:
        con: Holds every canonical table.
        present: Canonical columns the export filled, by table.
    """
    question = facts(present, "{day} AS day, source_file, source_row")
    if not question:
        return ()
    bounds = {"first": FIRST_DAY, "last": LAST_DAY}
    newest_first = f"({question}) AS f"
    total = rows(con, f"SELECT COUNT(*) AS n FROM {newest_first}", bounds)[0]["n"]  # noqa: S608 - our own question
    slips = max(_FEW, total // _SHARE)
    ends = rows(
        con,
        f"SELECT f.day FROM {newest_first} ORDER BY f.day DESC LIMIT 1 OFFSET {slips}",  # noqa: S608 - the same
        bounds,
    )
    if not ends:
        return ()
    end: date = ends[0]["day"]
    found = rows(
        con,
        f"SELECT f.* FROM {newest_first} WHERE f.day > $end "  # noqa: S608 - the same
        "ORDER BY f.day DESC, f.source_file, f.source_row, f.table_name, f.column_name",
        {**bounds, "end": end + _FAR},
    )
    if not found:
        return ()
    newest = Newest(found[0]["day"], found[0]["table_name"], found[0]["column_name"])
    count = f" (таких дат: {len(found)})" if len(found) > 1 else ""
    return (
        Finding(
            "far-date",
            Severity.WARNING,
            f"дата {date_short(newest.day)} ({newest.words}) намного позже прочих{count}: почти все факты выгрузки "
            f"не позже {date_short(end)}, а дата аудита взята по ней",
            tuple(
                Place(
                    row["source_file"],
                    row=row["source_row"],
                    field=Newest(row["day"], row["table_name"], row["column_name"]).title,
                    excerpt=date_short(row["day"]),
                )
                for row in found[:_SHOWN]
                if row["source_file"]
            ),
            f"Если это опечатка, исправьте дату в CRM или задайте дату аудита: --as-of {end + timedelta(days=1)}",
        ),
    )
