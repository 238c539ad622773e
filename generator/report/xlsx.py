"""The audit as a workbook: every violator, every row set aside, nothing capped but by the format itself."""

from __future__ import annotations

from collections.abc import Collection

from generator.report.book import Book, Layout
from generator.report.elsewhere import elsewhere
from generator.report.sheets import changes, export, measures, norms, people, promises, summary, todo, trend, violations
from generator.report.sheets.base import Sheet, Source
from generator.report.view import PageOf
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.result import Result


def xlsx(
    result: Result,
    handbook: Handbook,
    story: Story | None = None,
    page_of: PageOf | None = None,
    formats: Collection[str] = ("xlsx", "json"),
) -> bytes:
    """The workbook of a result, the same bytes for the same arguments.

    Args:
        result: What the audit found.
        handbook: Where reasons and clauses are taken from.
        story: What is known of earlier audits and promises; None when nothing is.
        page_of: The address of a norm's page on the site, relative to the workbook.
        formats: What is made at once: what a sheet has no room for is there.
    """
    source = Source(result, handbook, story or Story(), page_of)
    rest = elsewhere(formats, "json")
    book = Book(f"Аудит: {result.company}", result.company, result.as_of, result.currency, rest)
    before, after = _before(source), _after(source)
    charts = tuple(measures.charts(source))
    others = measures.others(source)
    told = bool(source.story.trend)
    titles = [
        *(one.title for one in before),
        *(["Динамика"] if told else []),
        *(one.title for one in (*after, *charts)),
        *(["Показатели"] if others else []),
        *(one.title for one in _last(source)),
    ]
    _write(book, summary.summary(source, titles))
    for one in before:
        _write(book, one)
    if told:
        book.blocks("Динамика", trend.WIDTHS, trend.trend(source), "")
    for one in (*after, *charts):
        _write(book, one)
    if others:
        book.blocks("Показатели", measures.WIDTHS, others, "")
    for one in _last(source):
        _write(book, one)
    return book.content()


def _before(source: Source) -> tuple[Sheet, ...]:
    comparison = source.story.comparison
    changed = () if comparison is None else (changes.changes(source, comparison), changes.ended(source, comparison))
    return (todo.todo(source), people.staff(source), violations.violations(source), *changed)


def _after(source: Source) -> tuple[Sheet, ...]:
    return (norms.norms(source), norms.unchecked(source))


def _last(source: Source) -> tuple[Sheet, ...]:
    told = (promises.promises(source),) if source.story.promises else ()
    return (*told, export.accounts(source), export.remarks(source))


def _write(book: Book, one: Sheet) -> None:
    book.sheet(one.title, one.columns, one.rows, one.empty, Layout(to_print=True, paper=one.paper, notes=one.notes))
