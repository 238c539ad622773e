"""Deals as they stood on the day of the audit, from their columns and the tables of changes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.audit.rules.twin.facts import Deal, Row, Tables, Visit, day_of, grouped, low, midnight, of_deals

Ranks = dict[tuple[str | None, str | None], tuple[int, str]]
Entry = tuple[Any, str | None, str, datetime, str | None]


class Restorer:
    def __init__(self, tables: Tables, as_of: date, ranks: Ranks, only_pipeline: str | None) -> None:
        self.noon, self.ranks, self.only_pipeline = midnight(as_of), ranks, only_pipeline
        self.history = grouped(tables.get("stage_changes", ()), "deal_id")
        self.products = grouped(tables.get("deal_products", ()), "deal_id")
        self.segments = {
            row["client_id"]: row.get("segment") for row in tables.get("clients", ()) if row.get("client_id")
        }
        later = (
            row for row in tables.get("field_changes", ()) if of_deals(row) and row["at"] and row["at"] >= self.noon
        )
        self.later = grouped(later, "id")

    def deal(self, row: Row) -> Deal:
        """A deal of the export; what happened on the day of the audit or after it is not known yet."""
        deal = Deal(row)
        pipeline = row.get("pipeline") or self.only_pipeline
        entries = self._entries(deal.id, pipeline)
        deal.has_history = bool(entries)
        deal.visits = self._visits(entries)
        deal.products = frozenset(low(item.get("product")) for item in (row, *self.products.get(deal.id, ())))
        deal.segment = self.segments.get(row.get("client_id"))
        goes_on = any(entry[3] >= self.noon for entry in entries)
        self._columns_then(deal, pipeline, goes_on=goes_on)
        if deal.visits:
            last = deal.visits[-1]
            deal.pipeline, deal.stage = last.pipeline, last.stage
            known = self.ranks.get((last.pipeline, last.stage))
            if known:
                deal.outcome, deal.closed = known[1], last.entered if known[1] != "open" else None
        return deal

    def _entries(self, deal_id: str, default: str | None) -> list[Entry]:
        found: list[Entry] = []
        for n, row in enumerate(self.history.get(deal_id, ())):
            if row.get("entered_at") is None or row.get("stage") is None:
                continue
            pipeline = row.get("pipeline") or default
            event = row.get("event_id")
            number = int(event) if event and event.isascii() and event.isdigit() else None
            rank = self.ranks.get((pipeline, row["stage"]), (10**6, ""))[0]
            order = (
                row["entered_at"],
                (number is None, number or 0),
                (event is None, event or "") if number is None else (False, ""),
                rank,
                n,
            )
            found.append((order, pipeline, row["stage"], row["entered_at"], row.get("changed_by")))
        return sorted(found, key=lambda item: item[0])

    def _visits(self, entries: list[Entry]) -> list[Visit]:
        found: list[Visit] = []
        for _, pipeline, stage, entered, person in entries:
            if entered >= self.noon:
                continue
            last = found[-1] if found else None
            people = [person] if person else []
            if last and (last.pipeline, last.stage) == (pipeline, stage):
                last.people += people
                continue
            if last:
                last.left = entered
            number = 1 + sum(visit.stage == stage for visit in found)
            found.append(Visit(pipeline, stage, entered, None, number, people))
        return found

    def _then(self, deal_id: str) -> dict[str, Any]:
        """Values of fields before their first change on the day of the audit or after it."""
        found: dict[str, tuple[datetime, Any]] = {}
        for row in self.later.get(deal_id, ()):
            name = row["field"]
            if name not in found or row["at"] < found[name][0]:
                found[name] = row["at"], row.get("old")
        return {name: old for name, (_, old) in found.items()}

    def _columns_then(self, deal: Deal, pipeline: str | None, *, goes_on: bool) -> None:
        """Stage, outcome, closing and planned date as the columns held them on the day of the audit."""
        row, then = deal.row, self._then(deal.id)
        deal.pipeline = pipeline
        deal.stage = None if deal.has_history else row.get("stage")
        if "stage" in then:
            deal.stage = then["stage"]
        closed = row.get("closed_at")
        if "closed_at" in then:
            closed = datetime.fromisoformat(then["closed_at"]) if then["closed_at"] else None
        deal.planned = row.get("planned_close")
        if "planned_close" in then:
            deal.planned = day_of(then["planned_close"])
        outcome = self._outcome_then(row, then, closed, goes_on=goes_on)
        entered_at = row.get("stage_entered_at")
        if "stage" not in then and entered_at and entered_at < self.noon:
            deal.entered = entered_at
        rank = self.ranks.get((deal.pipeline, deal.stage))
        # A stage of today says nothing of a deal that is known to have been closed and was opened again.
        reopened = "closed_at" in then and "stage" not in then and closed is not None
        if outcome is None and rank and not (reopened and rank[1] == "open"):
            outcome = rank[1]
        if outcome is None and closed is None:
            outcome = "open"
        if closed is None and rank and rank[1] != "open" and not deal.has_history:
            closed = None if "stage" in then else entered_at
        if outcome == "open" or (closed and closed >= self.noon):
            outcome, closed = "open", None
        deal.outcome, deal.closed = outcome, closed

    def _outcome_then(self, row: Row, then: dict[str, Any], closed: datetime | None, *, goes_on: bool) -> str | None:
        """The outcome the columns held on the day of the audit; None leaves it to the stage and to the closing."""
        today = low(row.get("outcome")) or None
        if "outcome" in then:
            return low(then["outcome"]) or None
        if "closed_at" in then:
            if "stage" in then:
                return None
            return "open" if closed is None else None if today == "open" else today
        # What moved on afterwards had another outcome, unless it was closed before.
        moved_on = goes_on or "stage" in then
        return None if moved_on and not (closed and closed < self.noon) else today
