"""The audit as the page shows it: everything counted, put in order and worded; the template only lays it out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from generator.report import words
from generator.report.agenda import items, ordered
from generator.report.blocks import Block, blocks, home_of
from generator.report.changes import Changes, changes
from generator.report.gap import Gap, gaps_of
from generator.report.measures import MeasureView, measures
from generator.report.monday import Monday, monday
from generator.report.objects import is_company, split, stake
from generator.report.quote import Quote, plain, quote
from generator.report.rows import Row, cash, excused, rows_of
from generator.report.safe import link
from generator.report.score import Part, Person, parts
from generator.report.team import Member, team
from handbook.audits.story import Story
from handbook.book import Handbook, PlacedNorm
from handbook.finding import Finding, Severity
from handbook.result import FileAccount, Result, Status, Verdict
from handbook.russian.dates import date_short

#: Runs of rows named per reason, findings and places per finding on the page.
RUNS = 20
FINDINGS = 100
PLACES = 5

PageOf = Callable[[PlacedNorm], str | None]

_ANCHOR = re.compile(r"[a-z0-9][a-z0-9_-]*")
_ORDER = {Status.FAILED: 0, Status.NOT_CHECKED: 1, Status.WAIVED: 2, Status.PASSED: 3}
_SEVERITIES = {severity: number for number, severity in enumerate(Severity)}


@dataclass(frozen=True, slots=True)
class NormView:
    """One norm on the page.

    Attributes:
        anchor: Identifier of its section.
        home: The process it governs, «position» or «company».
        part: Its part in the score; None when it was not checked.
        rows: Violators that count, the most urgent first, as many as the page holds; ``waived`` are the excepted ones.
        total: All violators that count; ``excepted`` — all waived.
        urgent: How many of them last and can be ended.
    """

    verdict: Verdict
    anchor: str
    home: str
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
    urgent: int

    @property
    def measured(self) -> bool:
        """Whether columns of the fact and the limit have anything to show."""
        return any(row.fact_key is not None for row in (*self.rows, *self.waived))

    @property
    def priced(self) -> bool:
        """Whether the money column has anything to show."""
        return any(row.money is not None for row in (*self.rows, *self.waived))


@dataclass(frozen=True, slots=True)
class Debt:
    """What clients owe to the company as a whole, in words, and the norm on it: part of nobody's sum."""

    words: str
    anchor: str
    title: str


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report.

    Attributes:
        blocks: Norms by the process they govern.
        team: The managers, the lowest score first.
        changes: What changed since an earlier audit; None without one.
        story: What is known of earlier audits and promises.
        debt: The debt of the company as a whole, where a norm on it is broken.
    """

    result: Result
    period: str
    as_of: str
    norms: tuple[NormView, ...]
    blocks: tuple[Block, ...]
    team: tuple[Member, ...]
    monday: Monday
    findings: tuple[Finding, ...]
    money: str | None
    measures: tuple[MeasureView, ...]
    changes: Changes | None
    story: Story
    debt: Debt | None

    @property
    def people(self) -> tuple[Person, ...]:
        """The managers without what only the page tells of them."""
        return tuple(member.person for member in self.team)

    @property
    def shown(self) -> int:
        """How many breaches the page lists."""
        return sum(len(norm.rows) for norm in self.norms)

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

    @property
    def numbers(self) -> dict[str | None, int]:
        """The place of every manager in the table, by which rows say whose they are."""
        return {member.name: member.number for member in self.team}

    def section(self, verdict: Verdict) -> str:
        """The section of a norm."""
        return next((norm.anchor for norm in self.norms if norm.verdict is verdict), "norms")

    def view(self, verdict: Verdict) -> NormView | None:
        """The norm of a verdict as the page shows it."""
        return next((norm for norm in self.norms if norm.verdict is verdict), None)

    def cash(self, amount: Decimal | None) -> str | None:
        """Money in the company's currency; None where there is none."""
        return cash(amount, self.result.currency)


def page(result: Result, handbook: Handbook, page_of: PageOf | None = None, story: Story | None = None) -> Page:
    """The report of a result.

    Args:
        result: What the audit found.
        handbook: Where clauses, reasons and names of norms are taken from.
        page_of: The address of a norm's page on the site, relative to the report; without it the
            address in the verdict is used.
        story: What is known of earlier audits and promises.
    """
    story = story or Story()
    found = ordered(items(result, story))
    dated = frozenset(norm_id for norm_id, placed in handbook.norms.items() if len(placed.norm.editions()) > 1)
    rows = rows_of(result, found, dated)
    places = {(norm_id, row.key): row for norm_id, listed in rows.items() for row in listed}
    shares = {part.verdict.norm_id: part for part in parts(result.verdicts)}
    maker = _Maker(result, handbook, page_of, dated)
    norms = [
        maker.norm(verdict, number, shares.get(verdict.norm_id), rows[verdict.norm_id])
        for number, verdict in enumerate(result.verdicts, 1)
    ]
    ranked = tuple(sorted(norms, key=lambda norm: rank(norm.verdict, norm.part)))
    total = stake((verdict, item) for verdict in result.verdicts for item in split(verdict)[0])
    anchors = {norm.verdict.norm_id: norm.anchor for norm in norms}
    told = changes(result, story.comparison, anchors) if story.comparison else None
    past = {person.owner: person.score for person in story.comparison.past.people} if story.comparison else {}
    members = team(result, handbook, found, rows, past)
    return Page(
        result=result,
        period=period(result),
        as_of=date_short(result.as_of),
        norms=ranked,
        blocks=blocks(handbook, ranked),
        team=members,
        monday=monday(result, story, members, found, places),
        findings=heaviest(result.findings),
        money=cash(total, result.currency),
        measures=measures(result, handbook),
        changes=told,
        story=story,
        debt=_debt(result, ranked),
    )


def period(result: Result) -> str:
    """The days judged, both ends included: «12.01.2026 — 30.09.2026», or «с начала данных по 30.09.2026»."""
    last = date_short(words.last_day(result.as_of))
    return f"{date_short(result.judged_from)} — {last}" if result.judged_from else f"с начала данных по {last}"


def heaviest(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by severity, those of one severity as they stand in the files."""
    return tuple(sorted(findings, key=lambda item: (_SEVERITIES[item.severity], item.sort_key)))


def balanced(account: FileAccount) -> bool:
    """Whether every row read is either used or set aside."""
    return account.rows_read == account.rows_used + account.rows_set_aside


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes the views of norms from what the whole report is made of."""

    result: Result
    handbook: Handbook
    page_of: PageOf | None
    dated: frozenset[str]

    def norm(self, verdict: Verdict, number: int, part: Part | None, rows: Sequence[Row]) -> NormView:
        placed = self.handbook.norms.get(verdict.norm_id)
        counted, waived = split(verdict)
        amount = stake((verdict, item) for item in counted)
        return NormView(
            verdict=verdict,
            anchor=f"norm-{verdict.norm_id if _ANCHOR.fullmatch(verdict.norm_id) else number}",
            home=home_of(self.handbook, verdict),
            part=part,
            why=plain(self.handbook, placed.norm.why, self.result.as_of) if placed else None,
            draft=bool(placed and placed.norm.draft),
            quote=quote(self.handbook, placed, self.result.as_of),
            href=link(self.page_of(placed) if self.page_of and placed else verdict.page),
            gaps=gaps_of(verdict.missing),
            rows=tuple(rows),
            waived=excused(self.result, verdict, waived, dated=verdict.norm_id in self.dated),
            total=len(counted),
            excepted=len(waived),
            money=cash(amount, self.result.currency),
            urgent=sum(bool(item.standing) for item in counted),
        )


def _debt(result: Result, norms: Sequence[NormView]) -> Debt | None:
    """The greatest sum that stands on a norm of the company as a whole."""
    found = [
        (item.money, norm)
        for norm in norms
        for item in norm.verdict.violations
        if norm.verdict.kind == "overdue_debt"
        and is_company(item)
        and item.money is not None
        and item.money.is_finite()
    ]
    amount, norm = max(found, key=lambda pair: pair[0], default=(None, None))
    words_of = cash(amount, result.currency)
    return Debt(f"долг компании {words_of}", norm.anchor, norm.verdict.title) if norm and words_of else None


def rank(verdict: Verdict, part: Part | None) -> tuple[int, float, int]:
    """What norms are sorted by: broken ones first, those that cost most of the score before the others."""
    return (_ORDER[verdict.status], -(part.lost if part else 0.0), -len(verdict.violations))
