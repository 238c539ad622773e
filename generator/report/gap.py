"""What an export lacks, by Russian names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.result import Missing
from handbook.tables import TABLE


@dataclass(frozen=True, slots=True)
class Gap:
    """A table or columns the export lacks, by their Russian names, and how to obtain them."""

    table: str
    columns: tuple[str, ...]
    how: str


def gaps_of(missing: Iterable[Missing]) -> tuple[Gap, ...]:
    """What is missing, by the names a user knows."""
    return tuple(
        Gap(table_title(item.table), tuple(_column_title(item.table, name) for name in item.columns), item.how)
        for item in missing
    )


def table_title(table: str | None) -> str:
    """The Russian name of a canonical table; an unknown one keeps its own."""
    if not table:
        return "не распознана"
    return TABLE[table].title if table in TABLE else table


def _column_title(table: str, column: str) -> str:
    known = TABLE[table].column(column) if table in TABLE else None
    return known.title if known else column
