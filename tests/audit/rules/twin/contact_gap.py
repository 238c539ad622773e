"""Days since the last contact with a client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from handbook.norms import Scope
from handbook.norms.contact_gap import ContactGap
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Deal, Judged, Row, low
from tests.audit.rules.twin.linked import once, segment


def judge(twin: Twin, norm: ContactGap) -> Iterator[Judged]:
    people, limit = twin.people.in_scope(norm), twin.edition(norm, twin.as_of - DAY).max
    contacts, deals = _contacts(twin), _deals(twin)
    for row in _clients(twin, deals):
        key, created = row["client_id"], row.get("created_at")
        own = deals.get(key, [])
        if limit is None or (created and not twin.happened(created)) or not _in_scope(twin, norm, key, own):
            continue
        if people is not None and _owner(twin, row, own) not in people:
            continue
        first = min((deal.created for deal in own if deal.created), default=None)
        last = contacts.get(key) or created or first
        if last is not None:
            days = (twin.as_of - last.date()).days
            yield Judged(key, days > limit.value, days == limit.value)


def _deals(twin: Twin) -> dict[str, list[Deal]]:
    found: dict[str, list[Deal]] = {}
    for deal in twin.deals.values():
        if deal.row.get("client_id"):
            found.setdefault(deal.row["client_id"], []).append(deal)
    return found


def _clients(twin: Twin, deals: dict[str, list[Deal]]) -> Iterator[Row]:
    """The clients of the export, or those of deals where it has no table of clients."""
    if "clients" in twin.tables:
        yield from once(twin, "clients", "client_id")
    else:
        yield from ({"client_id": key} for key in deals)


def _in_scope(twin: Twin, norm: ContactGap, key: str, deals: list[Deal]) -> bool:
    """Whether a client is judged: by segment, by having open deals, and by a deal that suits the scope."""
    scope = norm.scope
    is_open = any(deal.outcome == "open" for deal in deals)
    if norm.clients != "all" and is_open != (norm.clients == "open"):
        return False
    if scope.segments and low(segment(twin, key)) not in {low(word) for word in scope.segments}:
        return False
    rest = scope.model_copy(update={"segments": (), "roles": (), "positions": (), "employees": ()})
    if rest == Scope():
        return True
    narrow = norm.model_copy(update={"scope": rest})
    return any(twin.in_scope(narrow, deal) for deal in deals if norm.clients != "open" or deal.outcome == "open")


def _owner(twin: Twin, client: Row, deals: list[Deal]) -> str | None:
    """The client's own owner, else who has the last open deal, else the last deal, on the eve of the audit."""
    own: str | None = client.get("owner")
    if own is not None or not deals:
        return own
    last = max(deals, key=lambda deal: (deal.outcome == "open", deal.created or datetime.min, deal.id))  # noqa: DTZ901 - naive by design
    return twin.owners.before(last.id, twin.noon)


def _contacts(twin: Twin) -> dict[str | None, datetime]:
    """The last contact with every client: the client of the activity, else of its deal."""
    found: dict[str | None, datetime] = {}
    for row in twin.human_activities():
        client = row.get("client_id") or twin.all_rows.get(row.get("deal_id") or "", {}).get("client_id")
        if row.get("result") != "fail":
            found[client] = max(row["started_at"], found.get(client, row["started_at"]))
    return found
