"""What every measure is made of: questions of the derived tables, and a shape their answers take.

Questions are SQL in the portable subset, constants of their module; they count and add. What is divided, ranked or put
in order is done by ``shape`` in exact arithmetic, so that every engine gives the same table to the digit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from audit.engines.base import Row
from audit.prepare.derived import Derived
from audit.prepare.setting import Setting
from handbook.measure import Cell, MeasureColumn
from handbook.result import Missing

#: The answers to the questions of a measure, by their names.
Answers = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question.

    Attributes:
        sql: A SELECT; that of ``left_out`` gives ``reason`` and ``n``, which become notes.
        parameters: Values of its named parameters besides those of the setting.
    """

    sql: str
    parameters: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """What a measure came to.

    Attributes:
        columns: Columns of the table.
        rows: Its rows in their order.
        notes: Remarks besides those of what was left out.
        missing: What the export lacks for columns or rows that are therefore not there.
    """

    columns: tuple[MeasureColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """A measure of the closed list (``handbook.indicators``).

    Attributes:
        name: Its name.
        missing: What an indicator needs and the export lacks; with any, it is not computed.
        ask: The questions for an indicator, by name; ``left_out`` is the one whose answer becomes notes.
        shape: The table their answers make.
        empty: Why there may be nothing to count, in Russian.
        reads: Columns of canonical tables that its SQL reads directly, by table.
        uses: Intermediate tables it asks about besides those that every audit prepares.
    """

    name: str
    missing: Callable[[Any, Setting], tuple[Missing, ...]]
    ask: Callable[[Any, Setting], Mapping[str, Ask]]
    shape: Callable[[Any, Setting, Answers], Table]
    empty: str
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uses: tuple[Derived, ...] = ()
