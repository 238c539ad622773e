"""The same norms judged a second time in plain Python, written from norms.md and not from the SQL.

Loops over objects, days and people; slow and obvious. Returns, per norm, the population and the keys of violators.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from handbook.book import Handbook
from handbook.calendar import WorkCalendar
from handbook.norms import Edition, Norm
from handbook.norms.conversion import Conversion
from handbook.norms.deal_age import DealAge
from handbook.norms.open_deals import OpenDeals
from handbook.norms.plan_fact import PlanFact
from handbook.norms.quantity import Unit
from handbook.norms.required_fields import RequiredFields
from handbook.norms.stage_age import StageAge

DAY = timedelta(days=1)
Rows = Sequence[Mapping[str, Any]]
Tables = Mapping[str, Rows]
Answer = tuple[int, set[str]]


@dataclass
class Visit:
    pipeline: str | None
    stage: str
    entered: datetime
    left: datetime | None
    number: int = 1


@dataclass
class Deal:
    row: Mapping[str, Any]
    pipeline: str | None = None
    stage: str | None = None
    outcome: str | None = None
    closed: datetime | None = None
    visits: list[Visit] = field(default_factory=list)
    has_history: bool = False
    entered: datetime | None = None

    @property
    def id(self) -> str:
        return str(self.row["deal_id"])

    @property
    def created(self) -> datetime | None:
        value: datetime | None = self.row.get("created_at")
        return value

    @property
    def closing_unknown(self) -> bool:
        return self.outcome != "open" and self.closed is None


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - times are the company's, without zone


def whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def low(text: str | None) -> str:
    return (text or "").strip().lower()


class Twin:
    def __init__(self, book: Handbook, tables: Tables, staff: Rows, as_of: date, judged_from: date | None) -> None:
        self.book, self.tables, self.as_of, self.judged_from = book, tables, as_of, judged_from
        self.noon = midnight(as_of)
        self.staff = {person["name"]: person for person in staff}
        self.calendar = WorkCalendar(book.company.working_time, book.company.calendar)
        self.rank: dict[tuple[str | None, str | None], tuple[int, str]] = {}
        for process in book.processes.values():
            assert process.funnel is not None
            stages = process.funnel.stages
            ordered = [s for s in stages if s.outcome == "open"] + [s for s in stages if s.outcome != "open"]
            for n, stage in enumerate(ordered):
                self.rank[process.funnel.pipeline, stage.title] = (n, stage.outcome)
        self.all_rows: dict[str, Mapping[str, Any]] = {}
        for row in tables.get("deals", ()):
            if row.get("deal_id"):
                self.all_rows.setdefault(row["deal_id"], row)
        self.deals = [
            self.deal(row)
            for row in self.all_rows.values()
            if not row.get("is_deleted") and not (row.get("created_at") and row["created_at"] >= self.noon)
        ]
        self.start = judged_from or self.first_day()

    def rows(self, table: str) -> Rows:
        return self.tables.get(table, ())

    def first_day(self) -> date:
        days = [deal.created.date() for deal in self.deals if deal.created]
        days += [
            row["started_at"].date()
            for row in self.rows("activities")
            if row.get("started_at") and row["started_at"] < self.noon and row.get("is_human") is not False
        ]
        if not days:
            gone = {row["deal_id"] for row in self.all_rows.values() if row.get("is_deleted")}
            facts = [row["paid_at"] for row in self.rows("payments")] + [
                row["entered_at"] for row in self.rows("stage_changes") if row["deal_id"] not in gone
            ]
            days = [moment.date() for moment in facts if moment and moment < self.noon]
        return min(days, default=self.as_of)

    # Owners -----------------------------------------------------------------------------------------------

    def changes(self, deal_id: str) -> list[tuple[datetime, str | None, str | None]]:
        found = [
            (row["at"], n, row.get("old"), row.get("new"))
            for n, row in enumerate(self.rows("owner_changes"))
            if row["id"] == deal_id and row.get("at") and row.get("object") in {None, "deal"}
        ]
        found.sort(key=lambda item: item[:2])
        result = []
        previous = None
        for at, _, old, new in found:
            result.append((at, old if old is not None else previous, new))
            previous = new
        return result

    def owner_after(self, deal_id: str, moment: datetime) -> str | None:
        """Who owns the deal at a moment, changes of that moment included."""
        changes = self.changes(deal_id)
        for at, old, _ in changes:
            if at > moment:
                return old
        current: str | None = self.all_rows[deal_id].get("owner")
        return current if current is not None or not changes else changes[-1][2]

    def owner_before(self, deal_id: str, moment: datetime) -> str | None:
        return self.owner_after(deal_id, moment - timedelta(microseconds=1))

    def end_owner(self, deal: Deal) -> str | None:
        return self.owner_after(deal.id, deal.closed) if deal.closed else self.owner_before(deal.id, self.noon)

    def owned_by(self, deal: Deal) -> set[str]:
        """Everyone who owned the deal for some time of its life before the audit."""
        assert deal.created
        moments = [deal.created, *(at for at, _, _ in self.changes(deal.id) if deal.created < at < self.noon)]
        return {owner for moment in moments if (owner := self.owner_after(deal.id, moment))}

    # People -----------------------------------------------------------------------------------------------

    def employed(self, name: str, day: date) -> bool:
        if name not in self.staff:
            return True
        person = self.staff[name]
        return (person.get("hired") or date.min) <= day <= (person.get("dismissed") or date.max)

    def available(self, name: str, day: date) -> bool:
        absences = self.staff.get(name, {}).get("absences", ())
        return (
            self.calendar.is_working(day)
            and self.employed(name, day)
            and not any(item["from"] <= day <= item["to"] for item in absences)
        )

    def in_scope_people(self, norm: Norm) -> set[str] | None:
        scope = norm.scope
        if not (scope.roles or scope.positions or scope.employees):
            return None
        names = set(self.staff)
        if scope.employees:
            names = set(scope.employees)
        for name in list(names):
            position = self.staff.get(name, {}).get("position")
            if scope.positions and position not in scope.positions:
                names.discard(name)
            roles = self.book.positions[position].roles if position else ()
            if scope.roles and not set(roles) & set(scope.roles):
                names.discard(name)
        return names

    # Deals ------------------------------------------------------------------------------------------------

    def entries(self, deal_id: str, default: str | None) -> list[Any]:
        found = []
        for n, row in enumerate(self.rows("stage_changes")):
            if row["deal_id"] != deal_id or row.get("entered_at") is None or row.get("stage") is None:
                continue
            pipeline = row.get("pipeline") or default
            event = row.get("event_id")
            number = int(event) if event and event.isascii() and event.isdigit() else None
            rank = self.rank.get((pipeline, row["stage"]), (10**6, ""))[0]
            order = (
                row["entered_at"],
                (number is None, number or 0),
                (event is None, event or "") if number is None else (False, ""),
                rank,
                n,
            )
            found.append((order, pipeline, row["stage"], row["entered_at"]))
        return sorted(found, key=lambda item: item[0])

    def changed_later(self, deal_id: str, name: str) -> Mapping[str, Any] | None:
        rows = [
            (row["at"], n, row)
            for n, row in enumerate(self.rows("field_changes"))
            if row["id"] == deal_id and row["field"] == name and row["at"] >= self.noon
        ]
        return min(rows, key=lambda item: item[:2])[2] if rows else None

    def deal(self, row: Mapping[str, Any]) -> Deal:
        deal = Deal(row)
        entries = self.entries(deal.id, row.get("pipeline"))
        deal.has_history = bool(entries)
        deal.visits = self.visits(entries)
        self.columns_then(deal)
        if deal.visits:
            last = deal.visits[-1]
            deal.pipeline, deal.stage = last.pipeline, last.stage
            known = self.rank.get((last.pipeline, last.stage))
            if known:
                deal.outcome, deal.closed = known[1], last.entered if known[1] != "open" else None
        return deal

    def visits(self, entries: list[Any]) -> list[Visit]:
        found: list[Visit] = []
        for _, pipeline, stage, entered in entries:
            if entered >= self.noon:
                continue
            last = found[-1] if found else None
            if last and (last.pipeline, last.stage) == (pipeline, stage):
                continue
            if last:
                last.left = entered
            number = 1 + sum(visit.stage == stage for visit in found)
            found.append(Visit(pipeline, stage, entered, None, number))
        return found

    def columns_then(self, deal: Deal) -> None:
        """Stage, outcome and closing as the columns held them on the day of the audit."""
        row = deal.row
        later = {name: self.changed_later(deal.id, name) for name in ("stage", "outcome", "closed_at")}
        deal.pipeline = row.get("pipeline")
        deal.stage = None if deal.has_history else row.get("stage")
        if change := later["stage"]:
            deal.stage = change.get("old")
        outcome = change.get("old") if (change := later["outcome"]) else row.get("outcome")
        closed = row.get("closed_at")
        if change := later["closed_at"]:
            old = change.get("old")
            closed = datetime.fromisoformat(old) if old else None
        goes_on = any(entry[3] >= self.noon for entry in self.entries(deal.id, row.get("pipeline")))
        if goes_on and not later["outcome"] and not (closed and closed < self.noon):
            outcome = None  # the column tells of a day after the audit
        entered_at = row.get("stage_entered_at")
        if later["stage"] is None and entered_at and entered_at < self.noon:
            deal.entered = entered_at
        rank = self.rank.get((deal.pipeline, deal.stage))
        if outcome is None and rank:
            outcome = rank[1]
        if outcome is None and closed is None:
            outcome = "open"
        if closed is None and rank and rank[1] != "open" and not deal.has_history:
            closed = deal.entered
        if outcome == "open" or (closed and closed >= self.noon):
            outcome, closed = "open", None
        deal.outcome, deal.closed = outcome, closed

    def rate(self, currency: str | None, day: date) -> Decimal | None:
        if currency is None or currency == self.book.company.currency:
            return Decimal(1)
        known = [row for row in self.rows("fx") if row["currency"] == currency and row["day"] <= day]
        return max(known, key=lambda row: row["day"])["rate"] if known else None

    def converted(self, amount: Decimal | None, currency: str | None, day: date) -> Decimal | None:
        rate = self.rate(currency, day)
        if amount is None or rate is None:
            return None
        return (amount * rate).quantize(Decimal("0.0001"), ROUND_HALF_UP)

    def money(self, deal: Deal) -> Decimal | None:
        day = deal.closed.date() if deal.closed else self.as_of - DAY
        return self.converted(deal.row.get("amount"), deal.row.get("currency"), day)

    def before_start(self, deal: Deal) -> bool:
        return bool(self.judged_from and deal.closed and deal.closed.date() < self.judged_from)

    def in_scope(self, norm: Norm, deal: Deal, pipeline: str | None = None, stage: str | None = None) -> bool:
        scope = norm.scope
        segments = {row["client_id"]: row.get("segment") for row in self.rows("clients")}
        products = {low(deal.row.get("product"))} | {
            low(row["product"]) for row in self.rows("deal_products") if row["deal_id"] == deal.id
        }
        checks = [
            (scope.pipelines, {low(pipeline or deal.pipeline)}),
            (scope.stages, {low(stage or deal.stage)}),
            (scope.sources, {low(deal.row.get("source"))}),
            (scope.segments, {low(segments.get(deal.row.get("client_id")))}),
            (scope.products, products),
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
        return norm.edition_on(day) or Edition()

    # Kinds ------------------------------------------------------------------------------------------------

    def judge(self, norm: Norm) -> Answer:
        objects = list(getattr(self, norm.kind)(norm))
        keys = [key for key, _ in objects]
        assert len(keys) == len(set(keys)), f"{norm.id}: an object is judged twice"
        return len(objects), {key for key, bad in objects if bad}

    def deal_age(self, norm: DealAge) -> Iterator[tuple[str, bool]]:
        people = self.in_scope_people(norm)
        for deal in self.deals:
            if not deal.created or deal.closing_unknown or self.before_start(deal) or not self.in_scope(norm, deal):
                continue
            if people is not None and self.end_owner(deal) not in people:
                continue
            limit = self.edition(norm, deal.created.date()).max
            if limit is None:
                continue
            first, last = deal.created.date(), deal.closed.date() if deal.closed else self.as_of
            age = (last - first).days
            if limit.unit is Unit.WORKING_DAY:
                age = self.working_days(first, last)
            yield deal.id, age > limit.value

    def working_days(self, first: date, last: date) -> int:
        if last < first:
            return -self.working_days(last, first)
        return sum(self.calendar.is_working(first + DAY * n) for n in range(1, (last - first).days + 1))

    def stage_age(self, norm: StageAge) -> Iterator[tuple[str, bool]]:
        people = self.in_scope_people(norm)
        for deal in self.deals:
            visits = deal.visits
            if not deal.has_history and deal.entered and deal.stage:
                visits = [Visit(deal.pipeline, deal.stage, deal.entered, None)]
            for visit in visits:
                if visit.stage != norm.stage or self.before_start(deal):
                    continue
                if self.judged_from and visit.left and visit.left.date() < self.judged_from:
                    continue
                if not self.in_scope(norm, deal, visit.pipeline or "?", visit.stage):
                    continue
                if people is not None and self.owner_after(deal.id, visit.entered) not in people:
                    continue
                limit = self.edition(norm, visit.entered.date()).max
                if limit is None:
                    continue
                first, last = whole(visit.entered), whole(visit.left or self.noon)
                if limit.unit is Unit.WORKING_HOUR:
                    seconds = self.calendar.working_seconds(first, last)
                else:
                    seconds = int((last - first).total_seconds())
                size = 86400 if limit.unit is Unit.DAY else 3600
                yield f"{deal.id}|{visit.stage}|{visit.number}", seconds > limit.value * size

    def open_deals(self, norm: OpenDeals) -> Iterator[tuple[str, bool]]:
        deals = [
            deal
            for deal in self.deals
            if deal.created and not deal.closing_unknown and not self.before_start(deal) and self.in_scope(norm, deal)
        ]
        owners = {name for deal in deals for name in self.owned_by(deal)}
        people = self.in_scope_people(norm)
        if people is not None:
            everyone = bool(norm.scope.roles or norm.scope.positions)
            owners = people if everyone else people & owners
        day = self.start
        while day < self.as_of:
            counts: dict[str | None, int] = {}
            for deal in deals:
                assert deal.created
                if deal.created.date() <= day and (deal.closed is None or day < deal.closed.date()):
                    owner = self.owner_before(deal.id, midnight(day + DAY))
                    counts[owner] = counts.get(owner, 0) + 1
            edition = self.edition(norm, day)
            for owner in owners:
                number, available = counts.get(owner, 0), self.available(owner, day)
                by_max = available or (norm.days == "calendar" and self.employed(owner, day))
                minimum = edition.min.value if edition.min and available else None
                maximum = edition.max.value if edition.max and by_max else None
                if minimum is None and maximum is None:
                    continue
                bad = (minimum is not None and number < minimum) or (maximum is not None and number > maximum)
                yield f"{owner}|{day}", bad
            day += DAY

    def required_fields(self, norm: RequiredFields) -> Iterator[tuple[str, bool]]:
        people = self.in_scope_people(norm)
        words = norm.placeholders if norm.placeholders is not None else self.book.company.placeholders
        blank = {"", *(low(word) for word in words)}
        for deal in self.deals:
            if self.before_start(deal) or not self.in_scope(norm, deal):
                continue
            if people is not None and self.end_owner(deal) not in people:
                continue
            if norm.edition_on(deal.created.date() if deal.created else date.min) is None:
                continue
            if not deal.created and len(norm.editions()) > 1:
                continue
            if not self.fields_are_due(norm, deal):
                continue
            for name in dict.fromkeys(norm.fields):
                values = [
                    row.get("value")
                    for row in self.rows("deal_fields")
                    if row["deal_id"] == deal.id and row["field"] == name
                ]
                if name == "Продукт":  # the deals' own column in these worlds
                    values = [deal.row.get("product")]
                if name == "Ответственный":
                    values = [self.owner_before(deal.id, self.noon)]
                yield f"{deal.id}|{name}", all(low(value) in blank for value in values)

    def fields_are_due(self, norm: RequiredFields, deal: Deal) -> bool:
        if norm.from_stage is None and norm.on is None:
            return True
        seen = [(visit.pipeline, visit.stage) for visit in deal.visits]
        if not deal.has_history:
            seen = [(deal.pipeline, deal.stage or "")]
        for place in seen:
            base, rank = self.rank.get((place[0], norm.from_stage)), self.rank.get(place)
            if base and rank and rank[1] == "open" and rank[0] >= base[0]:
                return True
        return norm.on is not None and deal.outcome == norm.on

    def period(self, per: str, day: date) -> tuple[date, date, str]:
        months = 3 if per == "quarter" else 1
        index = (day.year * 12 + day.month - 1) // months * months
        first, nxt = date(index // 12, index % 12 + 1, 1), index + months
        end = date(nxt // 12, nxt % 12 + 1, 1)
        name = f"{first:%Y-%m}" if months == 1 else f"{first.year}Q{(first.month - 1) // 3 + 1}"
        return first, end, name

    def ever_employed(self, name: str, first: date, end: date) -> bool:
        return any(self.employed(name, first + DAY * n) for n in range((end - first).days))

    def conversion(self, norm: Conversion) -> Iterator[tuple[str, bool]]:
        groups: dict[tuple[str, date, date, str], list[bool]] = {}
        for deal in self.deals:
            starts = [visit.entered for visit in deal.visits if visit.stage == norm.start]
            if not starts or not self.in_scope(norm, deal):
                continue
            first = min(starts)
            if norm.basis == "cohort":
                hit = any(visit.stage == norm.to and visit.entered >= first for visit in deal.visits)
                moment, owner = first, self.owner_after(deal.id, first)
            elif deal.closed:
                hit, moment, owner = deal.stage == norm.to, deal.closed, self.end_owner(deal)
            else:
                continue
            if owner:
                groups.setdefault((owner, *self.period(norm.per, moment.date())), []).append(hit)
        people = self.in_scope_people(norm)
        for (owner, begin, end, name), hits in groups.items():
            limit = self.edition(norm, begin).min
            if people is not None and owner not in people:
                continue
            if limit is None or len(hits) < norm.min_count or end > self.as_of or end - DAY < self.start:
                continue
            if self.ever_employed(owner, begin, end):
                yield f"{owner}|{name}", Decimal(sum(hits)) * 100 < limit.value * len(hits)

    def facts(self, norm: PlanFact) -> Iterator[tuple[str | None, date, Decimal]]:
        if norm.measure == "won":
            for deal in self.deals:
                if deal.outcome == "won" and deal.closed and self.in_scope(norm, deal):
                    yield self.end_owner(deal), deal.closed.date(), self.money(deal) or Decimal(0)
            return
        by_id = {deal.id: deal for deal in self.deals}
        invoices = {row["invoice_id"]: row.get("deal_id") for row in self.rows("invoices")}
        scope = norm.scope
        narrow = bool(scope.pipelines or scope.stages or scope.products or scope.sources or scope.segments)
        for row in self.rows("payments"):
            if row["paid_at"] is None or row["paid_at"] >= self.noon:
                continue
            deal_id = row.get("deal_id") or invoices.get(row.get("invoice_id"))
            if narrow and (deal_id not in by_id or not self.in_scope(norm, by_id[deal_id])):
                continue
            owner = row.get("owner")
            if owner is None and deal_id in self.all_rows:
                owner = self.owner_after(deal_id, row["paid_at"])
            day = row["paid_at"].date()
            yield owner, day, self.converted(row.get("amount"), row.get("currency"), day) or Decimal(0)

    def plan_fact(self, norm: PlanFact) -> Iterator[tuple[str, bool]]:
        plans: dict[tuple[str, date], Decimal] = {}
        for row in self.rows("plan"):
            if row.get("owner") and row.get("amount") is not None and row.get("measure") in {None, norm.measure}:
                key = row["owner"], row["month"].replace(day=1)
                plans[key] = plans.get(key, Decimal(0)) + row["amount"]
        facts = list(self.facts(norm))
        people = self.in_scope_people(norm)
        for (owner, month), plan in plans.items():
            first, end, name = self.period("month", month)
            limit = self.edition(norm, first).min
            if limit is None or (people is not None and owner not in people):
                continue
            if first >= self.as_of or end - DAY < self.start or not self.ever_employed(owner, first, end):
                continue
            fact = sum((sum_ for who, day, sum_ in facts if who == owner and first <= day < end), Decimal(0))
            needed = plan * limit.value / 100
            if end > self.as_of:
                days = [first + DAY * n for n in range((end - first).days)]
                mine = [day for day in days if self.available(owner, day)]
                if not mine:
                    continue
                gone = sum(day < self.as_of for day in mine)
                yield f"{owner}|{name}", fact * len(mine) < needed * gone
            else:
                yield f"{owner}|{name}", fact < needed
