"""The rows of the page: which breaches it lists, in what order, and each of them in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.report import words
from generator.report.agenda import FRESH, Item
from generator.report.objects import name, noun, title
from handbook.audits.comparison import Change
from handbook.result import Result, Verdict, Violation
from handbook.russian.dates import date_short
from handbook.russian.numbers import money

#: Rows of one norm on the page, and of all norms together; the rest is in XLSX and JSON.
ROWS = 200
TOTAL = 1500

_STATES = {True: "длится", False: "закончилось", None: "уже не исправить"}


@dataclass(frozen=True, slots=True)
class Row:
    """One violator in words; ``*_key`` are the values a column is sorted by.

    Attributes:
        anchor: Its identifier on the page; empty for what is waived.
        key: Key of the violator.
        urgency: Its place among all breaches, 1 for what is to be done first.
        excess: How far the fact is from the limit, in limits; None when there is nothing to measure.
        over: The same in words and in the unit of the norm.
        change: What an earlier audit says of it; None without one.
    """

    anchor: str
    key: str
    noun: str | None
    object_id: str
    title: str | None
    owner: str | None
    when: str
    when_key: str
    detail: str
    fact: str
    fact_key: float | None
    limit: str
    edition: str | None
    money: str | None
    money_key: Decimal | None
    file: str | None
    row: int | None
    urgency: int = 0
    excess: float | None = None
    over: str | None = None
    standing: bool | None = None
    change: Change | None = None

    @property
    def state(self) -> str:
        """Whether it lasts, in words."""
        return _STATES[self.standing]

    @property
    def fresh(self) -> bool:
        """Whether it is new or has come back."""
        return self.change in FRESH


def cash(amount: Decimal | None, currency: str) -> str | None:
    """Money in words; None where there is none: it is not known, or it is zero and nothing stands on it."""
    return money(amount, currency) if amount is not None and amount.is_finite() and amount else None


def fair(counts: Sequence[int], each: int, total: int) -> int:
    """How many rows a norm may show at most, so that all together show no more than ``total``."""
    low, high = 0, each
    while low < high:
        middle = (low + high + 1) // 2
        if sum(min(count, middle) for count in counts) <= total:
            low = middle
        else:
            high = middle - 1
    return low


def rows_of(result: Result, found: Sequence[Item], dated: frozenset[str]) -> dict[str, tuple[Row, ...]]:
    """The rows the page shows of every norm, the most urgent first.

    Args:
        result: What the audit found.
        found: Every breach in order, see ``agenda.ordered``.
        dated: Norms whose limit has changed: their rows name the edition that judged.
    """
    most = fair([len(verdict.violations) for verdict in result.verdicts], ROWS, TOTAL)
    taken: dict[str, list[Row]] = {verdict.norm_id: [] for verdict in result.verdicts}
    number = 0
    for urgency, item in enumerate(found, 1):
        own = taken[item.verdict.norm_id]
        if len(own) < most:
            number += 1
            shown = item.verdict.norm_id in dated
            own.append(row_of(result, item, dated=shown, anchor=f"b{number}", urgency=urgency))
    return {norm: tuple(rows) for norm, rows in taken.items()}


def row_of(result: Result, item: Item, *, dated: bool, anchor: str = "", urgency: int = 0) -> Row:
    """One breach in words."""
    verdict, breach = item.verdict, item.breach
    return Row(
        anchor=anchor,
        key=breach.key,
        noun=noun(verdict.kind, breach),
        object_id=name(breach),
        title=title(breach),
        owner=breach.owner or None,
        when=words.moment(breach.moment),
        when_key=breach.moment,
        detail=breach.detail,
        fact=words.measure(breach.actual, breach.unit, breach.limit),
        fact_key=breach.actual,
        limit=words.requirement(breach),
        edition=date_short(breach.edition) if dated and breach.edition else None,
        money=cash(breach.money, result.currency),
        money_key=breach.money,
        file=breach.source_file,
        row=breach.source_row,
        urgency=urgency,
        excess=None if breach.actual is None or breach.limit is None else item.excess,
        over=words.beyond(breach),
        standing=breach.standing,
        change=item.change,
    )


def excused(result: Result, verdict: Verdict, found: Sequence[Violation], *, dated: bool) -> tuple[Row, ...]:
    """Waived violators in words, at most ``ROWS``."""
    return tuple(row_of(result, Item(verdict, breach, None), dated=dated) for breach in found[:ROWS])
