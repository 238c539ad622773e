"""Rules written in SQL by a company: what each of the random ones asks, told a second time in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from handbook.norms.custom_sql import CustomSql
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged


def judge(twin: Twin, norm: CustomSql) -> Iterator[Judged]:
    yield from ASKED[norm.id](twin, norm)


def _euros(twin: Twin, norm: CustomSql) -> Iterator[Judged]:
    """Invoices of more than a hundred euros; every one issued since the norm is in force is a violation."""
    dear = [row for row in twin.rows("invoices") if row.get("currency") == "EUR" and (row["amount"] or 0) > 100]
    for key in {row["invoice_id"] for row in dear if row["invoice_id"] and _in_force(norm, row["issued_at"])}:
        yield Judged(key, bad=True)


def _strangers(twin: Twin, norm: CustomSql) -> Iterator[Judged]:
    """Tasks of somebody other than an owner of the deal, by the last day they were due, of all tasks."""
    tasks, strange = set[str](), dict[str, list[datetime | None]]()
    for row in twin.rows("tasks"):
        if row["task_id"]:
            tasks.add(row["task_id"])
            owners = {deal["owner"] for deal in twin.by("deals", "deal_id").get(row["deal_id"], ()) if row["deal_id"]}
            if row["employee"] is not None and owners - {None, row["employee"]}:
                strange.setdefault(row["task_id"], []).append(row["due_at"])
    for key in tasks:
        due = strange.get(key, [])
        yield Judged(key, bool(due) and _in_force(norm, max((day for day in due if day), default=None)))


def _in_force(norm: CustomSql, moment: datetime | None) -> bool:
    """Whether the norm judges a row of a moment; one without any it always judges."""
    return moment is None or norm.edition_on(moment.date()) is not None


ASKED: dict[str, Callable[[Twin, CustomSql], Iterator[Judged]]] = {"sql-euros": _euros, "sql-strangers": _strangers}
