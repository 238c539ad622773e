"""Deals lost in the last days, as the daily report shows them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from generator.word.audited import cash, named, said, short_names
from generator.word.daily_report.record import RefusalRow
from generator.word.records import Card
from handbook.measure import Cell
from handbook.result import Result
from handbook.russian import lower_first
from handbook.russian.numbers import DASH, counted

MEASURE = "recent_refusals"
_UNKNOWN = "не указана"
_TITLE, _WHY = 28, 240


def refusals(result: Result) -> tuple[tuple[RefusalRow, ...], Card, str, str | None]:
    """Refusals, the dearest first; the figure of them; the title of their table; why there are none, if that is so."""
    found = result.view(MEASURE)
    if found is None or not found.computed:
        why = said(found.reason, _WHY) if found else "аудит их не считал"
        return (), Card(DASH, "отказы последних дней"), "Отказы последних дней", f"Отказы: {why}."
    names = [column.name for column in found.columns]
    rows = [dict(zip(names, row, strict=True)) for row in found.rows]
    rows.sort(key=lambda row: (-_amount(row), str(row.get("deal_id") or "")))
    called = short_names(_text(row, "owner") for row in rows)
    total = sum(map(_amount, rows), Decimal(0))
    period = lower_first(said(found.notes[0] if found.notes else found.period)) or "последних дней"
    sums = cash(total, result.currency)
    words = counted(len(rows), "отказ", "отказа", "отказов").partition("\u00a0")[2]
    shown = tuple(
        RefusalRow(
            day=_day(row.get("day")),
            deal=_deal(row),
            who=called[_text(row, "owner")],
            stage=said(_text(row, "stage")) or DASH,
            reason=said(_text(row, "reason")) or _UNKNOWN,
            money=cash(_amount(row), result.currency) or DASH,
        )
        for row in rows
    )
    caption = f"{words} {period.partition(':')[0]}" + (f" на\u00a0{sums}" if sums else "")
    return shown, Card(str(len(rows)), caption), f"Отказы {period}", None if rows else "Отказов не было."


def _text(row: dict[str, Cell], name: str) -> str | None:
    value = row.get(name)
    return str(value) if value is not None else None


def _amount(row: dict[str, Cell]) -> Decimal:
    value = row.get("amount")
    return value if isinstance(value, Decimal) and value.is_finite() else Decimal(0)


def _day(value: Cell) -> str:
    return f"{value:%d.%m}" if isinstance(value, date) else DASH


def _deal(row: dict[str, Cell]) -> str:
    number, title = said(_text(row, "deal_id")), _text(row, "title")
    return f"{number} {named(title, _TITLE)}" if title else number
