"""Who owned a deal when."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from tests.audit.rules.twin.facts import TICK, Row, Rows, grouped, of_deals


class Owners:
    """Ownership restored backwards: before a change its old value, after the last one the present owner."""

    def __init__(self, deals: dict[str, Row], changes: Rows) -> None:
        self._deals = deals
        self._spans: dict[str, list[tuple[datetime | None, str | None]]] = {}
        by_deal = grouped((row for row in changes if row.get("at") and of_deals(row)), "id")
        for deal_id, row in deals.items():
            own = sorted(by_deal.get(deal_id, ()), key=lambda change: change["at"])  # stable: rows keep their order
            self._spans[deal_id] = list(self._of(row.get("owner"), own))

    @staticmethod
    def _of(present: str | None, changes: list[Row]) -> list[tuple[datetime | None, str | None]]:
        """Owners in order, each with the moment from which they owned the deal; None is eternity."""
        found: list[tuple[datetime | None, str | None]] = []
        since: datetime | None = None
        previous: str | None = None
        for change in changes:
            old = change.get("old")
            found.append((since, old if old is not None else previous))
            since, previous = change["at"], change.get("new")
        found.append((since, present if present is not None else previous))
        return found

    def after(self, deal_id: str, moment: datetime) -> str | None:
        """Who owns a deal at a moment, changes of that moment included."""
        owner = None
        for since, name in self._spans[deal_id]:
            if since is not None and since > moment:
                break
            owner = name
        return owner

    def before(self, deal_id: str, moment: datetime) -> str | None:
        return self.after(deal_id, moment - TICK)

    def between(self, deal_id: str, first: datetime, end: datetime) -> set[str]:
        """Everyone who owned a deal for some time from a moment until another, exclusive."""
        moments = [first, *(at for at, _ in self._spans[deal_id] if at and first < at < end)]
        return {owner for moment in moments if (owner := self.after(deal_id, moment))}

    def by_day(self, deal_id: str, first: date, end: date) -> list[tuple[str | None, date, date]]:
        """Owners at the end of each day from the first one until the end, exclusive, as runs of days."""
        spans = self._spans[deal_id]
        turns = sorted({first, *(at.date() for at, _ in spans if at and first < at.date() < end)})
        found = []
        for number, day in enumerate(turns):
            until = turns[number + 1] if number + 1 < len(turns) else end
            evening = datetime(day.year, day.month, day.day) + timedelta(days=1)  # noqa: DTZ001 - naive by design
            found.append((self.before(deal_id, evening), day, until))
        return found
