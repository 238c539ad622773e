"""What a sheet is made of and what every sheet may ask."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from generator.report import words
from generator.report.book import Column
from generator.report.cells import Link, Value
from generator.report.looks import Tint
from generator.report.quote import Quote, quote
from generator.report.score import Part, parts
from generator.report.view import PageOf
from handbook.audits.comparison import Change, Ending
from handbook.audits.promises import Outcome
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.finding import Severity
from handbook.result import Result, Status, Verdict

YES = "да"
#: The word is bad news, good news, or neither; the colour only repeats it.
SEVERITIES: Mapping[str, Tint] = {Severity.ERROR.word: Tint.BAD, Severity.WARNING.word: Tint.WARNING}
STATUSES: Mapping[str, Tint] = {
    Status.FAILED.word: Tint.BAD,
    Status.PASSED.word: Tint.GOOD,
    Status.NOT_CHECKED.word: Tint.QUIET,
    Status.WAIVED.word: Tint.WARNING,
}
CHANGES: Mapping[str, Tint] = {
    Change.NEW.word: Tint.WARNING,
    Change.RETURNED.word: Tint.BAD,
    Change.INCOMPARABLE.word: Tint.QUIET,
}
ENDINGS: Mapping[str, Tint] = {
    Ending.FIXED.word: Tint.GOOD,
    Ending.DEPARTED.word: Tint.QUIET,
    Ending.UNCHECKED.word: Tint.QUIET,
    Ending.WAIVED.word: Tint.WARNING,
}
OUTCOMES: Mapping[str, Tint] = {
    Outcome.KEPT.word: Tint.GOOD,
    Outcome.BROKEN.word: Tint.BAD,
    Outcome.TOO_LATE.word: Tint.QUIET,
    Outcome.WAITING.word: Tint.WARNING,
    Outcome.UNKNOWN.word: Tint.QUIET,
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with a header.

    Attributes:
        title: Its name.
        columns: Its columns, those that go to paper first.
        rows: Values, as many in a row as there are columns.
        empty: What it says when there are no rows.
        paper: How many columns go to paper; None for all.
        notes: Lines under the table.
    """

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Value]]
    empty: str
    paper: int | None = None
    notes: Sequence[str] = ()


@dataclass(frozen=True)
class Source:
    """What all sheets are made of.

    Attributes:
        result: What the audit found.
        handbook: Where reasons and clauses are taken from.
        story: What is known of earlier audits and promises.
        page_of: The address of a norm's page on the site, relative to the workbook.
    """

    result: Result
    handbook: Handbook
    story: Story
    page_of: PageOf | None = None

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """What each norm takes from the score."""
        return {part.verdict.norm_id: part for part in parts(self.result.verdicts)}

    @cached_property
    def quotes(self) -> Mapping[str, Quote]:
        """The clause each norm comes from."""
        norms = self.handbook.norms
        found = {
            one.norm_id: quote(self.handbook, norms.get(one.norm_id), self.result.as_of) for one in self.result.verdicts
        }
        return {norm_id: one for norm_id, one in found.items() if one is not None}

    def clause(self, verdict: Verdict) -> tuple[str | None, str | None, str | None]:
        """The document, the clause and its words that a norm comes from."""
        found = self.quotes.get(verdict.norm_id)
        return (found.document, found.clause or None, found.text) if found else (None, verdict.clause, None)

    def page(self, verdict: Verdict) -> Link | None:
        """The link to the page of a norm."""
        placed = self.handbook.norms.get(verdict.norm_id)
        address = self.page_of(placed) if self.page_of and placed else verdict.page
        return Link("Открыть норму", address) if address else None

    def process(self, verdict: Verdict) -> str | None:
        """The title of the process a norm stands in."""
        process = self.handbook.processes.get(verdict.process_id or "")
        return process.title if process else verdict.process_id


def moment(text: str) -> Value:
    """A norm date as a date, a period in words."""
    try:
        return date.fromisoformat(text) if len(text) == len("2026-01-01") else words.moment(text)
    except ValueError:
        return text


def lasts(*, standing: bool | None) -> str | None:
    """Whether a breach still lasts, in a word; nothing where it cannot be ended any more."""
    return {True: YES, False: "нет", None: None}[standing]
