"""Objects that are no deals: which rows count, and how the scope of a norm reaches them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handbook.norms import Norm
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import Row, low


def once(twin: Twin, table: str, key: str) -> Iterator[Row]:
    """The first row of every object of a table that has a number."""
    seen: set[str] = set()
    for row in twin.rows(table):
        if row.get(key) and row[key] not in seen:
            seen.add(row[key])
            yield row


def reaches(twin: Twin, norm: Norm, deal_id: str | None, **own: str | None) -> bool:
    """Whether an object belongs to the scope: by its own ``sources`` and ``segments`` if given, else by its deal."""
    scope = norm.scope
    for name, text in own.items():
        wanted = getattr(scope, name)
        if wanted and low(text) not in {low(word) for word in wanted}:
            return False
    rest = scope.model_copy(update=dict.fromkeys(own, ()))
    if not (rest.pipelines or rest.stages or rest.products or rest.amount or rest.sources or rest.segments):
        return True
    deal = twin.deals.get(deal_id or "")
    return deal is not None and twin.in_scope(norm.model_copy(update={"scope": rest}), deal)


def segment(twin: Twin, client_id: str | None, deal_id: str | None = None) -> str | None:
    """The segment of a client, else of the client of a deal."""
    if client_id is None and deal_id in twin.all_rows:
        client_id = twin.all_rows[deal_id].get("client_id")
    rows = twin.by("clients", "client_id").get(client_id, ()) if client_id else ()
    return min((row["segment"] for row in rows if row.get("segment") is not None), default=None)


def owner(twin: Twin, row: Row, moment: datetime) -> str | None:
    """Who an object belongs to: its own owner, else whoever owned its deal at a moment."""
    if row.get("owner") is not None or row.get("deal_id") not in twin.all_rows:
        return row.get("owner")
    return twin.owners.after(row["deal_id"], moment)
