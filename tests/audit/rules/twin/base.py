"""The export as the twin sees it: deals by number, rows by what they belong to, people, money, scope, editions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from handbook.book import Handbook
from handbook.norms import Edition, Norm
from tests.audit.rules.twin.facts import DAY, Deal, Row, Rows, Tables, grouped, low, midnight
from tests.audit.rules.twin.owners import Owners
from tests.audit.rules.twin.people import People
from tests.audit.rules.twin.restore import Ranks, Restorer

#: Facts that start the judging where there is no deal and no activity.
STARTS: tuple[tuple[str, str], ...] = (
    ("stage_changes", "entered_at"),
    ("leads", "created_at"),
    ("tasks", "created_at"),
    ("clients", "created_at"),
    ("quotes", "created_at"),
    ("invoices", "issued_at"),
    ("payments", "paid_at"),
    ("orders", "created_at"),
    ("orders", "delivered_at"),
    ("feedback", "received_at"),
    ("complaints", "received_at"),
)


class Twin:
    """Everything the kinds may ask.

    Attributes:
        noon: Midnight that begins the day of the audit; nothing at or after it has happened.
        start: The first judged day.
        all_rows: The first row of every deal of the export, those set aside included, by number.
        deals: Deals that are judged, as they stood on the day of the audit, by number.
        people: The staff and the calendar.
        owners: Who owned a deal when.
        ranks: Place and outcome of every drawn stage, by pipeline and stage; final stages come last.
    """

    def __init__(self, book: Handbook, tables: Tables, staff: Rows, as_of: date, judged_from: date | None) -> None:
        self.book, self.tables, self.as_of, self.judged_from = book, tables, as_of, judged_from
        self.noon = midnight(as_of)
        self.people = People(book, staff)
        self.ranks = _ranks(book)
        self.all_rows: dict[str, Row] = {}
        for row in self.rows("deals"):
            if row.get("deal_id"):
                self.all_rows.setdefault(row["deal_id"], row)
        self.owners = Owners(self.all_rows, self.rows("owner_changes"))
        pipelines = {process.funnel.pipeline for process in book.processes.values() if process.funnel}
        restorer = Restorer(tables, as_of, self.ranks, pipelines.pop() if len(pipelines) == 1 else None)
        self.deals = {
            key: restorer.deal(row)
            for key, row in self.all_rows.items()
            if not row.get("is_deleted") and not (row.get("created_at") and row["created_at"] >= self.noon)
        }
        self._fx = grouped(self.rows("fx"), "currency")
        self._groups: dict[tuple[str, str], dict[str, list[Row]]] = {}
        self.start = judged_from or self._first_day()

    def rows(self, table: str) -> Rows:
        return self.tables.get(table, ())

    def by(self, table: str, column: str) -> Mapping[str, list[Row]]:
        """Rows of a table by the value of a column, sorted out once."""
        key = table, column
        if key not in self._groups:
            self._groups[key] = grouped(self.rows(table), column)
        return self._groups[key]

    def has(self, table: str, *columns: str) -> bool:
        """Whether the export holds a table with the columns."""
        given = {key for row in self.rows(table) for key in row}
        return table in self.tables and given.issuperset(columns)

    def happened(self, moment: datetime | None) -> bool:
        return moment is not None and moment < self.noon

    def human_activities(self) -> list[Row]:
        """Activities of people that began before the day of the audit."""
        return [
            row
            for row in self.rows("activities")
            if row.get("is_human") is not False and self.happened(row.get("started_at"))
        ]

    def _first_day(self) -> date:
        days = [deal.created.date() for deal in self.deals.values() if deal.created]
        days += [row["started_at"].date() for row in self.human_activities()]
        if not days:
            gone = {row["deal_id"] for row in self.all_rows.values() if row.get("is_deleted")}
            days = [
                row[column].date()
                for table, column in STARTS
                for row in self.rows(table)
                if self.happened(row.get(column)) and not (table == "stage_changes" and row["deal_id"] in gone)
            ]
        return min(days, default=self.as_of)

    # Owners -----------------------------------------------------------------------------------------------

    def end_owner(self, deal: Deal) -> str | None:
        """Who owned a deal when it was closed, or owns it on the day of the audit while it is open."""
        return self.owners.after(deal.id, deal.closed) if deal.closed else self.owners.before(deal.id, self.noon)

    def owned_by(self, deal: Deal) -> set[str]:
        """Everyone who owned a deal for some time of its life before the audit."""
        return self.owners.between(deal.id, deal.created or datetime.min, self.noon)  # noqa: DTZ901 - naive by design

    # Fields -----------------------------------------------------------------------------------------------

    def is_filled(self, deal: Deal, name: str, placeholders: tuple[str, ...] | None = None) -> bool:
        """Whether a field of a deal holds anything but a placeholder; titles of columns are those of these worlds."""
        words = placeholders if placeholders is not None else self.book.company.placeholders
        blank = {"", *(low(word) for word in words)}
        values = [
            row.get("value") for row in self.by("deal_fields", "deal_id").get(deal.id, ()) if row["field"] == name
        ]
        if name == "Продукт":
            values = [deal.row.get("product")]
        if name == "Ответственный":
            values = [self.owners.before(deal.id, self.noon)]
        return any(low(value) not in blank for value in values)

    # Money ------------------------------------------------------------------------------------------------

    def currency(self, text: str | None) -> str:
        """A currency code as amounts are compared with it; without one it is the company's."""
        code = (text or "").strip().upper()
        return "RUB" if code == "RUR" else code or self.book.company.currency

    def rate(self, currency: str | None, day: date) -> Decimal | None:
        code = self.currency(currency)
        if code == self.book.company.currency:
            return Decimal(1)
        known = [row for row in self._fx.get(code, ()) if row["day"] <= day]
        return max(known, key=lambda row: row["day"])["rate"] if known else None

    def converted(self, amount: Decimal | None, currency: str | None, day: date) -> Decimal | None:
        """An amount in the company's currency at the rate of a day; None where either is unknown."""
        rate = self.rate(currency, day)
        if amount is None or rate is None:
            return None
        return (amount * rate).quantize(Decimal("0.0001"), ROUND_HALF_UP)

    def money(self, deal: Deal) -> Decimal | None:
        day = deal.closed.date() if deal.closed else self.as_of - DAY
        return self.converted(deal.row.get("amount"), deal.row.get("currency"), day)

    # Scope ------------------------------------------------------------------------------------------------

    def before_start(self, deal: Deal) -> bool:
        return bool(self.judged_from and deal.closed and deal.closed.date() < self.judged_from)

    def in_scope(self, norm: Norm, deal: Deal, pipeline: str | None = None, stage: str | None = None) -> bool:
        """Whether a deal, or its visit of a stage, belongs to the scope of a norm; people are another question."""
        scope = norm.scope
        checks = [
            (scope.pipelines, {low(pipeline or deal.pipeline)}),
            (scope.stages, {low(stage or deal.stage)}),
            (scope.sources, {low(deal.row.get("source"))}),
            (scope.segments, {low(deal.segment)}),
            (scope.products, deal.products),
        ]
        if any(wanted and not {low(text) for text in wanted} & has for wanted, has in checks):
            return False
        if scope.amount is None:
            return True
        amount = self.money(deal)
        if amount is None:
            return False
        return (scope.amount.min is None or amount >= Decimal(str(scope.amount.min))) and (
            scope.amount.max is None or amount <= Decimal(str(scope.amount.max))
        )

    def edition(self, norm: Norm, day: date) -> Edition:
        """The edition in force on a day; one without limits when the norm was not in force yet."""
        return norm.edition_on(day) or Edition()

    def in_force(self, norm: Norm, day: date | None) -> bool:
        """Whether a norm without limits judges a fact of a day; an undated fact only by a norm always in force."""
        if day is None:
            return norm.since is None and len(norm.editions()) == 1
        return norm.edition_on(day) is not None


def _ranks(book: Handbook) -> Ranks:
    found: Ranks = {}
    for process in book.processes.values():
        if process.funnel is None:
            continue
        stages = process.funnel.stages
        ordered = [s for s in stages if s.outcome == "open"] + [s for s in stages if s.outcome != "open"]
        for n, stage in enumerate(ordered):
            found.setdefault((process.funnel.pipeline, stage.title), (n, stage.outcome))
    return found
