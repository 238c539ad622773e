"""What a violator is — a deal, an invoice, a person — and the money that stands on it, each object once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from handbook.result import Verdict, Violation, Waived
from handbook.russian.dates import date_short

NOUNS: dict[str, str] = {
    **dict.fromkeys(
        (
            "deal_age",
            "stage_age",
            "stage_order",
            "required_fields",
            "required_activity",
            "discount",
            "performer",
            "planned_close",
            "imitation",
        ),
        "сделка",
    ),
    "response_time": "лид",
    "contact_gap": "клиент",
    "overdue_debt": "счёт",
    "task_done": "задача",
    "order_deadline": "заказ",
    "complaint_time": "претензия",
    "entry_delay": "запись",
}
_COMPANY = "company"


def noun(kind: str, item: Violation) -> str | None:
    """What the object is: «сделка»; None for a person, the company or an object of unknown nature."""
    if item.object_id in {item.owner, _COMPANY}:
        return None
    return NOUNS.get(kind)


def is_company(item: Violation) -> bool:
    """Whether a breach is of the company as a whole."""
    return item.object_id == _COMPANY


def name(item: Violation) -> str:
    """The object's own name: its identifier, or «компания в целом»; one made of several parts lists them."""
    return "компания в целом" if is_company(item) else item.object_id.replace("|", ", ")


def title(item: Violation) -> str | None:
    """A title that says more than the name beside it."""
    return None if is_company(item) or item.object_title == item.object_id else item.object_title


def stake(items: Iterable[tuple[Verdict, Violation]]) -> Decimal | None:
    """Money at stake: the sum over deals, invoices and other objects, each counted once.

    Money of norms on people and periods (a shortfall of the plan) is another kind of sum and is left out.

    Returns:
        The sum in the company's currency; None when no object has a known amount.
    """
    amounts: dict[tuple[str, str], Decimal] = {}
    for verdict, item in items:
        what = noun(verdict.kind, item)
        if what is None or item.money is None or not item.money.is_finite():
            continue
        key = (what, item.object_id)
        amounts[key] = max(amounts.get(key, item.money), item.money)
    return sum(amounts.values(), Decimal(0)) if amounts else None


def split(verdict: Verdict) -> tuple[Sequence[Violation], tuple[Violation, ...]]:
    """Violators that count, and those waived, which stay listed and leave the share."""
    return verdict.violations, tuple(_excused(item) for item in verdict.waived)


def _excused(item: Waived) -> Violation:
    """A waived violator that says by whom, until when and why."""
    words = f"{item.violation.detail}. Разрешено ({item.author}) по {date_short(item.until)}: {item.reason}"
    return replace(item.violation, detail=words)
