"""What every rule is made of, and the pieces of SQL and words that rules share.

A rule asks one question of the derived tables (``audit.prepare``). The answer has a row per judged object with the
columns of ``COLUMNS`` and any others its own words need; the engine counts the rows and lists those in breach.
SQL keeps to the portable subset of the design: explicit names, no dialect functions beyond ``date_diff`` in days and
seconds, weeks and months from the table ``days``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from audit.database import Row
from audit.prepare.derived import Derived
from audit.prepare.setting import Setting
from handbook.norms.quantity import Quantity, Unit
from handbook.result import Missing

#: Columns of every question, in the order of ``handbook.result.Violation``. An answer may also have ``is_closed``:
#: whether the object ended before the day of the audit, so that only its record can be put right.
COLUMNS: tuple[str, ...] = (
    "object_id",
    "object_title",
    "key",
    "owner",
    "moment",
    "actual",
    "limit_value",
    "unit",
    "edition",
    "money",
    "source_file",
    "source_row",
    "is_violation",
    # Whether a breach lasts at the day of the audit and can be ended; NULL where the time has passed.
    "is_standing",
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a rule asks.

    Attributes:
        sql: A SELECT of ``COLUMNS`` and more, one row per judged object.
        left_out: A SELECT of ``reason`` and ``n``: objects of the scope that could not be judged; None when all can.
        parameters: Values of the named parameters of both, besides ``norm`` and those of the setting.
        owner_decides: Whether ownership in the past decides the answer, which is then approximate without its history.
        population: SQL of how many objects the rows of the answer speak of, where one object may break a norm
            in several ways, each a row of its own.
        refused: Why the norm cannot be asked about at all, in Russian; None when it can.
        foreign: Whether the SQL holds a query written by a user, which may fail or never end.
        present: A SELECT of ``key``, ``object_id`` and ``owner`` of everything the norm still speaks of, where the rows
            of the answer do not tell: what was mended leaves the population, or rows not in breach have no key.
        remark: What to bear in mind when there are violators, in Russian.
    """

    sql: str
    left_out: str | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    owner_decides: bool = False
    population: str = "COUNT(*)"
    refused: str | None = None
    foreign: bool = False
    present: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """The rule of one kind of norm.

    Attributes:
        kind: The kind it judges.
        missing: Tables and columns that a norm needs and the export lacks; with any, the norm is not checked.
        ask: The question for a norm.
        detail: What is wrong with one object, in Russian, for a person.
        empty: Why there may be nothing to judge, in Russian.
        reads: Columns of canonical tables that its SQL reads directly, by table.
        uses: Intermediate tables it asks about besides those that every audit prepares.
        stages: The two stages that a breach is about, see ``handbook.result.Violation``.
        many: Whether its objects are single activities, of which there may be tens of millions: its answer is not
            kept but asked for twice, to be counted and for the violators.
    """

    kind: str
    missing: Callable[[Any, Setting], tuple[Missing, ...]]
    ask: Callable[[Any, Setting], Question]
    detail: Callable[[Any, Row, Setting], str]
    empty: str
    reads: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    uses: tuple[Derived, ...] = ()
    stages: Callable[[Row], tuple[str, ...]] = lambda _row: ()
    many: bool = False


def in_force(day: str, *, undated: bool = False) -> str:
    """The join with the edition ``e`` of the norm in force on a day.

    Args:
        day: SQL of the norm date.
        undated: Whether objects without a norm date are judged by a norm that has always been in force unchanged.
    """
    rest = f" OR {day} IS NULL AND e.is_only" if undated else ""
    return f"JOIN editions AS e ON e.norm_id = $norm AND ({day} >= e.since AND {day} < e.until{rest})"


def worked(calendar: str, moment: str) -> str:
    """Working seconds of a day, joined as ``calendar``, that have gone by a moment of it."""
    second = f"date_diff('second', CAST({calendar}.day AS TIMESTAMP), {moment})"
    return (
        f"({calendar}.seconds_before"
        f" + least(greatest({second} - {calendar}.start1, 0), {calendar}.end1 - {calendar}.start1)"
        f" + least(greatest({second} - {calendar}.start2, 0), {calendar}.end2 - {calendar}.start2))"
    )


def limit_words(row: Row) -> str:
    """The limit of a row after «не более» or «не менее»: «45 календарных дней»."""
    return Quantity(Decimal(str(row["limit_value"])).normalize() + 0, Unit(row["unit"])).words
