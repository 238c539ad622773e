"""What was sold or paid against the plan of the month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from handbook.norms.plan_fact import PlanFact
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, Judged, period

Owned = dict[tuple[str | None, date], Decimal]


def judge(twin: Twin, norm: PlanFact) -> Iterator[Judged]:
    plans: Owned = {}
    for row in twin.rows("plan"):
        if row.get("owner") and row.get("amount") is not None and row.get("measure") in {None, norm.measure}:
            key = row["owner"], row["month"].replace(day=1)
            plans[key] = plans.get(key, Decimal(0)) + row["amount"]
    facts: Owned = defaultdict(Decimal)
    for owner, day, amount in _won(twin, norm) if norm.measure == "won" else _paid(twin, norm):
        facts[owner, day.replace(day=1)] += amount
    people = twin.people.in_scope(norm)
    for (owner, month), plan in plans.items():
        first, end, name = period("month", month)
        limit = twin.edition(norm, first).min
        if limit is None or (people is not None and owner not in people):
            continue
        if first >= twin.as_of or end - DAY < twin.start or not twin.people.ever_employed(owner, first, end):
            continue
        fact, needed = facts[owner, first], plan * limit.value / 100
        if end > twin.as_of:
            mine = twin.people.available_days(owner, first, end)
            if not mine:
                continue
            fact *= len(mine)
            needed *= sum(day < twin.as_of for day in mine)
        yield Judged(f"{owner}|{name}", fact < needed, fact == needed)


def _won(twin: Twin, norm: PlanFact) -> Iterator[tuple[str | None, date, Decimal]]:
    for deal in twin.deals.values():
        if deal.outcome == "won" and deal.closed and twin.in_scope(norm, deal):
            yield twin.end_owner(deal), deal.closed.date(), twin.money(deal) or Decimal(0)


def _paid(twin: Twin, norm: PlanFact) -> Iterator[tuple[str | None, date, Decimal]]:
    invoices = {row["invoice_id"]: row.get("deal_id") for row in twin.rows("invoices") if row.get("invoice_id")}
    scope = norm.scope
    narrow = bool(scope.pipelines or scope.stages or scope.products or scope.sources or scope.segments)
    for row in twin.rows("payments"):
        if not twin.happened(row["paid_at"]):
            continue
        deal_id = row.get("deal_id") or invoices.get(row.get("invoice_id"))
        if narrow and (deal_id not in twin.deals or not twin.in_scope(norm, twin.deals[deal_id])):
            continue
        owner = row.get("owner")
        if owner is None and deal_id in twin.all_rows:
            owner = twin.owners.after(deal_id, row["paid_at"])
        day = row["paid_at"].date()
        yield owner, day, twin.converted(row.get("amount"), row.get("currency"), day) or Decimal(0)
