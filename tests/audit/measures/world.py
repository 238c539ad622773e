"""The small company of the tests of rules, with indicators: what a measure says of tables given as plain rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from audit.database import connect
from audit.engines.embedded import Embedded
from audit.measures import measures_of
from audit.prepare import prepare
from handbook.indicators import AnyIndicator, Indicator
from handbook.measure import MeasureResult
from handbook.model.company import Company
from tests.audit.rules.world import Tables, handbook, load

INDICATOR: TypeAdapter[Indicator] = TypeAdapter(AnyIndicator)

#: The day after the last fact of most tests.
AS_OF = date(2026, 4, 1)


def indicator(measure: str, **parameters: object) -> Indicator:
    """An indicator with the texts every one must have."""
    return INDICATOR.validate_python(
        {
            "id": measure.replace("_", "-"),
            "title": "Показатель",
            "kind": "result",
            "why": "Нужен",
            "measure": measure,
            **parameters,
        }
    )


def measured(  # noqa: PLR0913 - the circumstances of an audit, all by name
    measure: str,
    tables: Tables,
    *,
    staff: Sequence[Mapping[str, Any]] = (),
    as_of: date = AS_OF,
    judged_from: date | None = None,
    own: Company | None = None,
    funnels: Mapping[str, tuple[tuple[str, str], ...]] | None = None,
    **parameters: object,
) -> MeasureResult:
    """What one measure says."""
    item = indicator(measure, **parameters)
    book = replace(handbook([], staff, own=own, funnels=funnels), indicators={item.id: item})
    con = connect()
    try:
        engine, present = Embedded(con), load(con, tables, staff)
        return measures_of(engine, prepare(engine, book, present, as_of, judged_from).setting)[0]
    finally:
        con.close()


def lines(result: MeasureResult, *columns: str) -> list[tuple[object, ...]]:
    """Rows of a table, only of the columns named when any are; numbers as a person reads them, without idle zeros."""
    names = [column.name for column in result.columns]
    places = [names.index(name) for name in columns] or range(len(names))
    return [tuple(_plain(row[place]) for place in places) for row in result.rows]


def _plain(value: object) -> object:
    return float(value) if hasattr(value, "quantize") else value  # type: ignore[arg-type]


def gaps(result: MeasureResult) -> list[tuple[str, tuple[str, ...]]]:
    """Tables and columns a result says are missing."""
    return [(item.table, item.columns) for item in result.missing]
