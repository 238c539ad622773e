"""Measures as the page and the workbook show them: every cell worded by the kind of its column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.report import words
from generator.report.gap import Gap, gaps_of
from generator.report.quote import plain
from handbook.book import Handbook
from handbook.measure import Cell, CellKind, MeasureColumn, MeasureResult
from handbook.result import Result
from handbook.russian.dates import date_short
from handbook.russian.numbers import DASH, format_number, money

#: Rows of one measure on the page; the rest is in XLSX and JSON.
ROWS = 200
#: Columns that name periods: «2026-03», «2026Q1».
PERIOD = "period"
#: The column of money short of a plan: below zero, it is beyond the plan, and words must say which it is.
LACK = "shortfall"

#: What an indicator is of, in words.
KINDS = {"process": "показатель процесса", "result": "показатель результата"}
_ANCHOR = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class MeasureView:
    """One indicator on the page.

    Attributes:
        anchor: Identifier of its section.
        kind: Whether it is of the process or of the result, in words.
        why: Why it is looked at, and ``target`` — what it is set beside, norms written out.
        rows: Cells in words, at most ``ROWS`` rows of them.
        total: How many rows there are.
        gaps: What the export lacks for it or for a part of it.
    """

    measure: MeasureResult
    anchor: str
    kind: str
    why: str
    target: str | None
    rows: tuple[tuple[str, ...], ...]
    total: int
    gaps: tuple[Gap, ...]

    @property
    def columns(self) -> tuple[MeasureColumn, ...]:
        """Columns of its table."""
        return self.measure.columns


def measures(result: Result, handbook: Handbook) -> tuple[MeasureView, ...]:
    """Every indicator of a result, in its order.

    Args:
        result: What the audit computed.
        handbook: Gives the words of the norms that reasons and targets refer to.
    """
    return tuple(
        MeasureView(
            measure=item,
            anchor=f"measure-{item.indicator if _ANCHOR.fullmatch(item.indicator) else number}",
            kind=KINDS.get(item.kind, item.kind),
            why=plain(handbook, item.why, result.as_of),
            target=plain(handbook, item.target, result.as_of) if item.target else None,
            rows=tuple(_row(row, item.columns, result.currency) for row in item.rows[:ROWS]),
            total=len(item.rows),
            gaps=gaps_of(item.missing),
        )
        for number, item in enumerate(result.measures, 1)
    )


def _row(row: Sequence[Cell], columns: Sequence[MeasureColumn], currency: str) -> tuple[str, ...]:
    return tuple(cell_words(value, column, currency) for value, column in zip(row, columns, strict=True))


def cell_words(value: Cell, column: MeasureColumn, currency: str) -> str:
    """A cell as a person reads it; what could not be computed is a dash, never zero."""
    if value is None:
        return DASH
    if isinstance(value, str):
        return words.moment(value) if column.name == PERIOD else value
    if isinstance(value, date):
        return date_short(value)
    return lack(value, currency) if column.name == LACK else _number(value, column.kind, currency)


def lack(value: int | Decimal, currency: str) -> str:
    """What is short of a plan, or beyond it, in words: the sign alone is read both ways.

    Args:
        value: The plan less what is done.
        currency: Of the company.
    """
    if not value:
        return "ровно по плану"
    return f"{'не хватает' if value > 0 else 'сверх плана'} {money(abs(Decimal(value)), currency)}"


def _number(value: int | Decimal, kind: CellKind, currency: str) -> str:
    if kind is CellKind.MONEY:
        return money(value, currency)
    if kind is CellKind.PERCENT:
        return words.share(float(value) / 100)
    return format_number(value, 1 if kind is CellKind.DAYS else 2)
