"""Indicators: a sheet for each table behind a chart of the report, and one for all the others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from generator.report.book import Block, Column, Style, Value
from generator.report.gap import gaps_of
from generator.report.measures import KINDS, LACK, PERIOD
from generator.report.quote import plain
from generator.report.sheets.base import Sheet, Source
from generator.report.words import moment
from handbook.measure import Cell, CellKind, MeasureColumn, MeasureResult

#: What the report draws, by the sheet that holds its numbers.
_CHARTS = {
    "Воронка": "stage_conversion",
    "Длительность стадий": "stage_duration",
    "Отказы": "refusal_reasons",
    "Свежие отказы": "recent_refusals",
    "Дебиторка": "receivables_ageing",
    "Открытые сделки": "open_deals_daily",
    "Процесс и результат": "process_result",
}
#: A measure has as many columns as it needs: the first name what is counted.
WIDTHS = (34, 30, *[20] * 18)
_STYLES = {
    CellKind.TEXT: Style.TEXT,
    CellKind.COUNT: Style.INTEGER,
    CellKind.NUMBER: Style.NUMBER,
    CellKind.MONEY: Style.MONEY,
    CellKind.PERCENT: Style.PERCENT,
    CellKind.DAYS: Style.NUMBER,
    CellKind.DATE: Style.DATE,
}


def charts(source: Source) -> Iterator[Sheet]:
    """The tables of charts, each on its sheet; a measure that nothing is known of has none."""
    for title, measure in _CHARTS.items():
        found = source.result.view(measure)
        if found is not None:
            yield _sheet(source, title, found)


def others(source: Source) -> tuple[Block, ...]:
    """Indicators of the company that no chart shows."""
    result = source.result
    shown = [result.view(measure) for measure in _CHARTS.values()]
    return tuple(_block(source, item) for item in result.measures if not any(item is one for one in shown))


def _sheet(source: Source, title: str, item: MeasureResult) -> Sheet:
    columns = [Column(one.title, width, _style(one)) for one, width in zip(item.columns, _widths(item), strict=True)]
    empty = f"Не вычислено: {item.reason}" if item.reason else "Данных нет"
    return Sheet(
        title,
        columns or (Column(item.title, WIDTHS[0]),),
        _rows(item),
        empty,
        None,
        (_head(item), *_notes(source, item)),
    )


def _widths(item: MeasureResult) -> list[int]:
    """As wide as the titles and texts of the table want, within reason."""
    return [
        max(14, min(44, max(len(column.title) // 2 + 4, *(_length(row[number]) for row in item.rows[:500]), 0)))
        for number, column in enumerate(item.columns)
    ]


def _length(value: Cell) -> int:
    return len(value) + 2 if isinstance(value, str) else 18


def _block(source: Source, item: MeasureResult) -> Block:
    columns = [Column(column.title, 0, _style(column)) for column in item.columns]
    notes = list(_notes(source, item))
    if item.reason:
        notes.insert(2 if item.target else 1, f"Не вычислено: {item.reason}")
    return Block(_head(item), columns, _rows(item), notes)


def _head(item: MeasureResult) -> str:
    return f"{item.title} ({KINDS.get(item.kind, item.kind)}, {item.period})"


def _notes(source: Source, item: MeasureResult) -> Iterator[str]:
    day = source.result.as_of
    yield f"Зачем: {plain(source.handbook, item.why, day)}"
    if item.target:
        yield f"Ориентир: {plain(source.handbook, item.target, day)}"
    yield from item.notes
    for gap in gaps_of(item.missing):
        yield f"Не хватает: {gap.table} ({', '.join(gap.columns)}). {gap.how}"


def _style(column: MeasureColumn) -> Style:
    return Style.LACK if column.name == LACK else _STYLES[column.kind]


def _rows(item: MeasureResult) -> list[list[Value]]:
    return [[_cell(value, column) for value, column in zip(row, item.columns, strict=True)] for row in item.rows]


def _cell(value: Cell, column: MeasureColumn) -> Value:
    if isinstance(value, str) and column.name == PERIOD:
        return moment(value)
    return value / 100 if isinstance(value, Decimal) and column.kind is CellKind.PERCENT else value
