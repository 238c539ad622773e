"""Rules written in SQL by a company: what each of the random ones asks, told a second time in Python."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from handbook.norms.custom_sql import CustomSql
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Judged


def judge(twin: Twin, norm: CustomSql) -> Iterator[Judged]:
    yield from ASKED[norm.id](twin)


def _euros(twin: Twin) -> Iterator[Judged]:
    """Invoices of more than a hundred euros; every one of them is a violation."""
    for row in twin.rows("invoices"):
        if row["invoice_id"] and row.get("currency") == "EUR" and row["amount"] and row["amount"] > 100:
            yield Judged(row["invoice_id"], bad=True)


def _strangers(twin: Twin) -> Iterator[Judged]:
    """Tasks of somebody other than an owner of the deal, of all tasks."""
    found: dict[str, bool] = {}
    for row in twin.rows("tasks"):
        if row["task_id"]:
            owners = {deal["owner"] for deal in twin.by("deals", "deal_id").get(row["deal_id"], ()) if row["deal_id"]}
            strange = row["employee"] is not None and bool(owners - {None, row["employee"]})
            found[row["task_id"]] = found.get(row["task_id"], False) or strange
    for key, bad in found.items():
        yield Judged(key, bad)


ASKED: dict[str, Callable[[Twin], Iterator[Judged]]] = {"sql-euros": _euros, "sql-strangers": _strangers}
