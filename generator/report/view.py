"""The audit as the page shows it: everything counted, put in order and worded; the template only lays it out."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from generator.report import words
from generator.report.gap import Gap, gaps_of
from generator.report.measures import MeasureView, measures
from generator.report.objects import name, noun, split, stake
from generator.report.quote import Quote, quote
from generator.report.safe import link
from generator.report.score import Chip, Part, Person, parts, people
from handbook.book import Handbook, PlacedNorm
from handbook.finding import Finding, Severity
from handbook.result import FileAccount, Result, Status, Verdict, Violation
from handbook.russian.dates import date_short
from handbook.russian.numbers import money

#: Rows of one norm on the page; the rest is in XLSX and JSON.
ROWS = 200
#: Runs of rows named per reason, findings and places per finding on the page.
RUNS = 20
FINDINGS = 100
PLACES = 5

PageOf = Callable[[PlacedNorm], str | None]

_ANCHOR = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ORDER = {Status.FAILED: 0, Status.NOT_CHECKED: 1, Status.WAIVED: 2, Status.PASSED: 3}
_SEVERITIES = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class Row:
    """One violator in words; ``*_key`` are the values a column is sorted by."""

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


@dataclass(frozen=True, slots=True)
class NormView:
    """One norm on the page.

    Attributes:
        anchor: Identifier of its section.
        part: Its part in the score; None when it was not checked.
        rows: Violators that count, at most ``ROWS``; ``waived`` are the excepted ones.
        total: All violators that count; ``excepted`` — all waived.
        measured: Whether any violator has a measured value; ``priced`` — whether any has money.
    """

    verdict: Verdict
    anchor: str
    part: Part | None
    why: str | None
    draft: bool
    quote: Quote | None
    href: str | None
    gaps: tuple[Gap, ...]
    rows: tuple[Row, ...]
    waived: tuple[Row, ...]
    total: int
    excepted: int
    money: str | None

    @property
    def measured(self) -> bool:
        """Whether columns of the fact and the limit have anything to show."""
        return any(row.fact_key is not None for row in (*self.rows, *self.waived))

    @property
    def priced(self) -> bool:
        """Whether the money column has anything to show."""
        return any(row.money is not None for row in (*self.rows, *self.waived))


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report."""

    result: Result
    period: str
    as_of: str
    norms: tuple[NormView, ...]
    people: tuple[Person, ...]
    findings: tuple[Finding, ...]
    money: str | None
    measures: tuple[MeasureView, ...]

    @property
    def failed(self) -> tuple[NormView, ...]:
        """Broken norms, the most costly for the score first."""
        return self.of(Status.FAILED)

    @property
    def worst(self) -> tuple[NormView, ...]:
        """The norms that take away most of the score, at most three."""
        costly = [norm for norm in self.norms if norm.part and norm.part.lost > 0]
        return tuple(sorted(costly, key=lambda norm: -(norm.part.lost if norm.part else 0)))[:3]

    @property
    def violations(self) -> int:
        """Breaches that count, over all norms."""
        return sum(norm.total for norm in self.norms)

    @property
    def excepted(self) -> int:
        """Waived breaches over all norms."""
        return sum(norm.excepted for norm in self.norms)

    def of(self, status: Status | str) -> tuple[NormView, ...]:
        """Norms of one status, in the order of the page."""
        return tuple(norm for norm in self.norms if norm.verdict.status == status)

    def anchor(self, chip: Chip) -> str:
        """The section of the norm a chip speaks of."""
        return next((norm.anchor for norm in self.norms if norm.verdict is chip.verdict), "norms")

    def cash(self, amount: Decimal | None) -> str | None:
        """Money in the company's currency."""
        return None if amount is None else money(amount, self.result.currency)


def page(result: Result, handbook: Handbook, page_of: PageOf | None = None) -> Page:
    """The report of a result.

    Args:
        result: What the audit found.
        handbook: Where clauses, reasons and names of norms are taken from.
        page_of: The address of a norm's page on the site, relative to the report; without it the
            address in the verdict is used.
    """
    shares = {part.verdict.norm_id: part for part in parts(result.verdicts)}
    maker = _Maker(result, handbook, page_of)
    norms = [
        maker.norm(verdict, number, shares.get(verdict.norm_id)) for number, verdict in enumerate(result.verdicts, 1)
    ]
    total = stake((verdict, item) for verdict in result.verdicts for item in split(verdict)[0])
    return Page(
        result,
        period(result),
        date_short(result.as_of),
        tuple(sorted(norms, key=_rank)),
        people(result),
        tuple(sorted(result.findings, key=lambda item: (_SEVERITIES[item.severity], item.sort_key))),
        None if total is None else money(total, result.currency),
        measures(result),
    )


def period(result: Result) -> str:
    """The days judged, both ends included: «12.01.2026 — 30.09.2026»."""
    last = date_short(words.last_day(result.as_of))
    return f"{date_short(result.judged_from)} — {last}" if result.judged_from else f"по {last}"


def balanced(account: FileAccount) -> bool:
    """Whether every row read is either used or set aside."""
    return account.rows_read == account.rows_used + account.rows_set_aside


def gaps(verdict: Verdict) -> tuple[Gap, ...]:
    """What the export lacks for a norm, by Russian names."""
    return gaps_of(verdict.missing)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the views of norms from what the whole report is made of."""

    result: Result
    handbook: Handbook
    page_of: PageOf | None

    def norm(self, verdict: Verdict, number: int, part: Part | None) -> NormView:
        placed = self.handbook.norms.get(verdict.norm_id)
        counted, waived = split(verdict)
        several = placed is not None and len(placed.norm.editions()) > 1
        amount = stake((verdict, item) for item in counted)
        return NormView(
            verdict=verdict,
            anchor=f"norm-{verdict.norm_id if _ANCHOR.fullmatch(verdict.norm_id) else number}",
            part=part,
            why=placed.norm.why if placed else None,
            draft=bool(placed and placed.norm.draft),
            quote=quote(self.handbook, placed, self.result.as_of),
            href=link(self.page_of(placed) if self.page_of and placed else verdict.page),
            gaps=gaps(verdict),
            rows=tuple(self._row(verdict, item, dated=several) for item in counted[:ROWS]),
            waived=tuple(self._row(verdict, item, dated=several) for item in waived[:ROWS]),
            total=len(counted),
            excepted=len(waived),
            money=self._cash(amount),
        )

    def _row(self, verdict: Verdict, item: Violation, *, dated: bool) -> Row:
        return Row(
            noun=noun(verdict.kind, item),
            object_id=name(item),
            title=item.object_title,
            owner=item.owner or None,
            when=words.moment(item.moment),
            when_key=item.moment,
            detail=item.detail,
            fact=words.measure(item.actual, item.unit, item.limit),
            fact_key=item.actual,
            limit=words.requirement(item),
            edition=date_short(item.edition) if dated and item.edition else None,
            money=self._cash(item.money),
            money_key=item.money,
            file=item.source_file,
            row=item.source_row,
        )

    def _cash(self, amount: Decimal | None) -> str | None:
        return None if amount is None else money(amount, self.result.currency)


def _rank(norm: NormView) -> tuple[int, float, int]:
    return (_ORDER[norm.verdict.status], -(norm.part.lost if norm.part else 0.0), -norm.total)
