"""What a measure says: a table of typed cells that any renderer can show without knowing how it was computed.

A measure that could not be computed has no rows and says what the export lacks; a cell nobody could compute is None,
never zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from handbook.missing import Missing

#: Text, a count, a number of any other kind, or a day; None when it could not be computed.
Cell = str | int | Decimal | date | None


class CellKind(StrEnum):
    """What the values of a column are: text is ``str``, a count ``int``, a date ``date``, all others ``Decimal``."""

    TEXT = "text"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    PERCENT = "percent"
    DAYS = "days"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class MeasureColumn:
    """A column of a measure.

    Attributes:
        name: Stable identifier, unique in the table.
        title: Its Russian title.
        kind: What its values are; money is in the company's currency, per cent are 0…100.
    """

    name: str
    title: str
    kind: CellKind = CellKind.TEXT


@dataclass(frozen=True, slots=True)
class MeasureResult:
    """What one indicator of the company came to.

    Attributes:
        indicator: Identifier of the indicator.
        measure: Name of the measure it is computed by.
        title: Title of the indicator.
        kind: ``process`` or ``result``.
        why: What the company watches it for.
        target: What the company aims at, in its own words.
        period: What the table covers, in Russian.
        columns: Columns of the table.
        rows: Its rows, as many cells as there are columns.
        notes: What was left out and how to read the table, in Russian.
        reason: Why it was not computed; None when it was.
        missing: What the export lacks for it or for some of its columns, and how to obtain it.
    """

    indicator: str
    measure: str
    title: str
    kind: str
    why: str
    target: str | None = None
    period: str = ""
    columns: tuple[MeasureColumn, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    notes: tuple[str, ...] = ()
    reason: str | None = None
    missing: tuple[Missing, ...] = ()

    @property
    def computed(self) -> bool:
        """Whether there is a table to show."""
        return self.reason is None
