"""The requirements as a workbook: a sheet for each part, filtered and frozen, ticked off in the first column."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.crm_spec.model import CrmSpec
from generator.crm_spec.tables import BOX, Table, tables
from generator.report.book import Book, Column, Style, Value

#: The date in the properties: a file must have one, and today would differ every day.
_UNDATED = date(2000, 1, 1)


def workbook(spec: CrmSpec) -> bytes:
    """The workbook, the same bytes for the same requirements."""
    book = Book(f"ТЗ на CRM: {spec.company}", spec.company, _UNDATED, "RUB")
    sheets: dict[str, list[Table]] = {}
    for table in tables(spec):
        sheets.setdefault(table.sheet, []).append(table)
    for name, group in sheets.items():
        several = bool(group[0].part)
        heads = [Column("Готово", 9), Column("№", 7, Style.INTEGER)]
        heads += [Column("Что настраивается", 24, Style.WRAPPED)] if several else []
        heads += [Column(head.title, head.width, Style.WRAPPED) for head in group[0].heads]
        book.sheet(name, heads, _rows(group, several=several), "")
    return book.content()


def _rows(group: list[Table], *, several: bool) -> Iterator[tuple[Value, ...]]:
    for table in group:
        for number, row in enumerate(table.rows, 1):
            yield (BOX, number, *([table.title] if several else []), *(cell or None for cell in row))
