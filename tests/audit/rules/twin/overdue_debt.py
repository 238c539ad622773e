"""Overdue debts: days of an invoice, or the overdue share of all debt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from handbook.norms.overdue_debt import OverdueDebt
from tests.audit.rules.twin.base import Twin
from tests.audit.rules.twin.facts import DAY, TICK, Judged, Row
from tests.audit.rules.twin.linked import once, owner, reaches, segment

BUCKETS = ((15, "1-15"), (30, "16-30"), (60, "31-60"), (90, "61-90"))


@dataclass(slots=True)
class Debt:
    row: Row
    holder: str | None
    segment: str | None
    unpaid: Decimal
    days: int | None

    @property
    def key(self) -> str:
        bucket = next((name for last, name in BUCKETS if (self.days or 0) <= last), "90+")
        return f"{self.row['invoice_id']}|{bucket}"


def judge(twin: Twin, norm: OverdueDebt) -> Iterator[Judged]:
    limit = twin.edition(norm, twin.as_of - DAY).max
    if limit is None:
        return
    if norm.per != "invoice":
        yield from _shares(twin, norm, limit.value)
        return
    for debt in _debts(twin, norm):
        if debt.days is not None:
            owes = debt.unpaid > 0
            yield Judged(debt.key, owes and debt.days > limit.value, owes and debt.days == limit.value)


def _shares(twin: Twin, norm: OverdueDebt, limit: Decimal) -> Iterator[Judged]:
    groups: dict[str, list[Debt]] = {}
    for debt in _debts(twin, norm):
        group = {"owner": debt.holder, "segment": debt.segment}.get(norm.per, "company")
        if group and debt.unpaid > 0:
            groups.setdefault(group, []).append(debt)
    for group, debts in groups.items():
        one = len({twin.currency(debt.row.get("currency")) for debt in debts}) == 1
        whole = late = Decimal(0)
        for debt in debts:
            rate = Decimal(1) if one else twin.rate(twin.currency(debt.row.get("currency")), twin.as_of - DAY)
            whole += debt.unpaid * (rate or 0)
            late += debt.unpaid * (rate or 0) if (debt.days or 0) > 0 else 0
        if whole:
            yield Judged(group, late * 100 > limit * whole, late * 100 == limit * whole)


def _debts(twin: Twin, norm: OverdueDebt) -> Iterator[Debt]:
    people, payments = twin.people.in_scope(norm), _payments(twin)
    for row in once(twin, "invoices", "invoice_id"):
        issued, due, deal_id = row.get("issued_at"), row.get("due_at"), row.get("deal_id")
        if not twin.happened(issued) or row.get("amount") is None:
            continue
        own = segment(twin, row.get("client_id"), deal_id)
        holder = owner(twin, row, twin.noon - TICK)
        if (people is not None and holder not in people) or not reaches(twin, norm, deal_id, segments=own):
            continue
        mine = payments.get(row["invoice_id"], [])
        unpaid = _unpaid(twin, row, mine)
        if unpaid is None or (unpaid <= 0 and _settled_before_start(twin, row, mine)):
            continue
        yield Debt(row, holder, own, unpaid, (twin.as_of - due.date()).days if due else None)


def _settled_before_start(twin: Twin, row: Row, payments: list[Row]) -> bool:
    """Whether an invoice was paid in full before the day asked for; what came later changes nothing."""
    if twin.judged_from is None or row["issued_at"].date() >= twin.judged_from:
        return False
    if "payments" not in twin.tables:
        return bool(row.get("paid_at") and row["paid_at"].date() < twin.judged_from)
    early = [payment for payment in payments if payment["paid_at"].date() < twin.judged_from]
    left = _unpaid(twin, row, early)
    return left is not None and left <= 0


def _payments(twin: Twin) -> dict[str, list[Row]]:
    """Payments before the audit, by invoice; those of a deal with a single invoice are of that invoice."""
    of_deal: dict[str | None, list[str]] = {}
    for row in once(twin, "invoices", "invoice_id"):
        if twin.happened(row.get("issued_at")):
            of_deal.setdefault(row.get("deal_id"), []).append(row["invoice_id"])
    found: dict[str, list[Row]] = {}
    for payment in twin.rows("payments"):
        invoices = (
            [payment["invoice_id"]] if payment.get("invoice_id") else of_deal.get(payment.get("deal_id") or "", [])
        )
        if len(invoices) == 1 and twin.happened(payment.get("paid_at")):
            found.setdefault(invoices[0], []).append(payment)
    return found


def _unpaid(twin: Twin, row: Row, payments: list[Row]) -> Decimal | None:
    """What is left to pay, in the currency of the invoice; None where a rate is unknown."""
    left: Decimal = row["amount"]
    if "payments" not in twin.tables:
        return Decimal(0) if twin.happened(row.get("paid_at")) else left
    for payment in payments:
        paid, mine, theirs = (
            payment.get("amount"),
            twin.currency(row.get("currency")),
            twin.currency(payment.get("currency")),
        )
        if paid is None:
            continue
        if mine != theirs:
            day = payment["paid_at"].date()
            rates = twin.rate(theirs, day), twin.rate(mine, day)
            if rates[0] is None or rates[1] is None:
                return None
            paid = (paid * rates[0] / rates[1]).quantize(Decimal("0.01"), ROUND_HALF_UP)
        left -= paid
    return left
