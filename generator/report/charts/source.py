"""What charts read: tables of measures by the names of their columns, and limits of norms in force."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from generator.report import words
from handbook.book import Handbook
from handbook.measure import Cell, MeasureResult
from handbook.norms.base import Edition, Norm
from handbook.norms.quantity import Quantity, Unit
from handbook.result import Result, Verdict
from handbook.russian.text import folded

#: Columns that divide the rows of a measure: without them it speaks of the whole company.
_CUTS = frozenset({"period", "owner", "product", "segment", "stage", "pipeline"})
_ANCHOR = re.compile(r"[a-z0-9][a-z0-9_-]*")
_HOURS = 24

_Kind = TypeVar("_Kind", bound=Norm)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a measure by the names of its columns."""

    cells: dict[str, Cell]

    def number(self, column: str) -> float | None:
        """A number, or None when it could not be computed."""
        return number(self.cells.get(column))

    def text(self, column: str) -> str:
        """A text; empty when there is none."""
        value = self.cells.get(column)
        return value if isinstance(value, str) else ""

    def day(self, column: str) -> date | None:
        """A day."""
        value = self.cells.get(column)
        return value if isinstance(value, date) else None


def number(value: Cell) -> float | None:
    """A cell as a number a scale can hold."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | float):
        return None
    found = float(value)
    return found if math.isfinite(found) else None


def rows(measure: MeasureResult) -> Iterator[Row]:
    """The rows of a measure."""
    names = [column.name for column in measure.columns]
    for cells in measure.rows:
        yield Row(dict(zip(names, cells, strict=True)))


def cuts(measure: MeasureResult, own: frozenset[str] = frozenset()) -> frozenset[str]:
    """What the rows are divided by, besides the columns every table of the measure has."""
    return frozenset(column.name for column in measure.columns) & (_CUTS - own)


def computed(result: Result, name: str) -> tuple[MeasureResult, ...]:
    """Every indicator of a measure that came to something, the company's own first."""
    return tuple(item for item in (*result.measures, *result.views) if item.measure == name and item.computed)


def by_pipelines(handbook: Handbook, measure: MeasureResult) -> tuple[str, ...]:
    """The pipelines the indicator is confined to; none for all of them."""
    indicator = handbook.indicators.get(measure.indicator)
    return tuple(pipeline for _, pipeline in indicator.named_pipelines()) if indicator else ()


def limits(handbook: Handbook, kind: type[_Kind], result: Result) -> Iterator[tuple[_Kind, Edition]]:
    """Norms of a kind with what they required on the last audited day; those not in force then are left out."""
    last = words.last_day(result.as_of)
    for placed in handbook.norms.values():
        if isinstance(placed.norm, kind) and (edition := placed.norm.edition_on(last)) is not None:
            yield placed.norm, edition


def covers(norm: Norm, pipeline: str) -> bool:
    """Whether a norm judges deals of a pipeline."""
    return not norm.scope.pipelines or same(pipeline) in {same(item) for item in norm.scope.pipelines}


def same(text: str) -> str:
    """A title by which it is known, however it is written."""
    return folded(text)


def narrow(norm: Norm) -> bool:
    """Whether a norm judges a part of the deals only: of some people, products, sources, segments or sums."""
    scope = norm.scope
    return any((scope.employees, scope.products, scope.sources, scope.segments, scope.amount))


def in_days(limit: Quantity | None) -> float | None:
    """A limit on a scale of calendar days; None for working time, which no fixed number of them equals."""
    if limit is None:
        return None
    if limit.unit is Unit.DAY:
        return float(limit.value)
    return float(limit.value) / _HOURS if limit.unit is Unit.HOUR else None


def verdict_of(result: Result, norm: Norm) -> Verdict | None:
    """What the audit says of a norm."""
    return next((item for item in result.verdicts if item.norm_id == norm.id), None)


def anchor(result: Result, norm: Norm) -> str | None:
    """The section of the report a norm has."""
    return f"#norm-{norm.id}" if verdict_of(result, norm) and _ANCHOR.fullmatch(norm.id) else None
