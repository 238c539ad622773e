"""What an audit says: verdicts on norms, violators with proof, and an account of every row read.

The audit returns these records, the report renders them; neither knows the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from handbook.finding import Finding, Severity
from handbook.measure import MeasureResult
from handbook.missing import Missing

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "FileAccount",
    "Missing",
    "OwnerCount",
    "Result",
    "Score",
    "SetAside",
    "Status",
    "Verdict",
    "Violation",
    "Waived",
    "score_of",
]


class Status(StrEnum):
    """The verdict on a norm."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"
    WAIVED = "waived"

    @property
    def word(self) -> str:
        """The Russian word a user reads."""
        return {
            "passed": "соблюдается",
            "failed": "нарушается",
            "not_checked": "не проверено",
            "waived": "исключение",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Violation:
    """One object that breaks one norm, with its proof.

    Attributes:
        key: Violator key within the norm (norms.md §2), parts joined by ``|``.
        object_id: The deal, lead, invoice… or, for norms on people, the owner.
        object_title: Its title in the CRM, when there is one.
        owner: Whose breach it is; empty when nobody owned the object.
        moment: The norm date or the period, ISO: ``2026-03-05``, ``2026-W10``, ``2026-03``.
        actual: The measured value in ``unit``; None when the breach is a missing value.
        limit: The limit it was judged by, same unit.
        unit: Short unit name, see ``handbook.norms.quantity.Unit``.
        detail: What is wrong, in Russian, for a person.
        money: Money at stake in the company's currency, None when unknown.
        source_file: The export file.
        source_row: Its row as a spreadsheet numbers it (the header is row 1), None for derived objects.
        edition: First day of the norm edition that judged, None when it has always been in force.
        stages: The two stages a breach of their order is about: the one left or passed by, then the one entered.
        standing: Whether the breach lasts on the day of the audit and can still be ended: the deal stands on the stage,
            the task is not done, the field is empty. False when it is over, as a late task that is done. None where
            time has passed and cannot be given back, as for a day without calls.
        closed: Whether the object is known to have ended before the day of the audit: its record can be put right, but
            nothing is won or lost by it any more.
    """

    key: str
    object_id: str
    object_title: str | None
    owner: str | None
    moment: str
    actual: float | None
    limit: float | None
    unit: str
    detail: str
    money: Decimal | None
    source_file: str | None
    source_row: int | None
    edition: date | None = None
    stages: tuple[str, ...] = ()
    standing: bool | None = None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Waived:
    """A violator that a waiver of the company excepts: it stays listed and leaves the share."""

    violation: Violation
    reason: str
    author: str
    until: date


@dataclass(frozen=True, slots=True)
class OwnerCount:
    """Population and violators of one owner under one norm, for the manager's score."""

    owner: str
    population: int
    violators: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the audit says about one norm.

    Attributes:
        departed: Keys of an earlier audit's violators that this audit does not judge any more: the object has left
            the export, the scope or the period. They are not mended.
    """

    norm_id: str
    title: str
    kind: str
    requirement: str
    severity: Severity
    status: Status
    tolerance: float
    population: int = 0
    violations: Sequence[Violation] = ()
    waived: tuple[Waived, ...] = ()
    owners: tuple[OwnerCount, ...] = ()
    reason: str | None = None
    missing: tuple[Missing, ...] = ()
    approximate: bool = False
    notes: tuple[str, ...] = ()
    operation_id: str | None = None
    operation_title: str | None = None
    process_id: str | None = None
    clause: str | None = None
    page: str | None = None
    departed: tuple[str, ...] = ()

    @property
    def checked(self) -> bool:
        """Whether the export could prove or disprove the norm at all."""
        return self.status is not Status.NOT_CHECKED

    @property
    def found(self) -> tuple[Violation, ...]:
        """All violators, those waived last."""
        return (*self.violations, *(item.violation for item in self.waived))

    @property
    def share(self) -> float:
        """Violators ÷ population, those waived left out, 0…1."""
        return len(self.violations) / self.population if self.population else 0.0


@dataclass(frozen=True, slots=True)
class SetAside:
    """Rows that were read and not used, with the reason.

    Attributes:
        reason: Why, in Russian.
        rows: Their numbers.
        unnumbered: How many more there are that have no number, as rows of a warehouse.
    """

    reason: str
    rows: tuple[int, ...]
    unnumbered: int = 0

    @property
    def count(self) -> int:
        """How many rows there are, with numbers and without."""
        return len(self.rows) + self.unnumbered


@dataclass(frozen=True, slots=True)
class FileAccount:
    """Every row of a file: read = used + set aside."""

    file: str
    table: str | None
    source: str
    rows_read: int
    rows_used: int
    set_aside: tuple[SetAside, ...] = ()

    @property
    def rows_set_aside(self) -> int:
        """Number of rows set aside for any reason."""
        return sum(group.count for group in self.set_aside)


@dataclass(frozen=True, slots=True)
class Score:
    """A score of 0…100 with what it is made of (norms.md §1)."""

    owner: str | None
    value: float | None
    checked: int
    not_checked: int
    violations: int


@dataclass(frozen=True, slots=True)
class Result:
    """The whole audit: verdicts and indicators in the order of the handbook, scores, accounts, findings.

    Attributes:
        measures: The indicators the company declares.
        views: What every report draws besides: measures of the usual parameters that the company has not declared.
    """

    company: str
    as_of: date
    judged_from: date | None
    profile: str
    currency: str
    verdicts: tuple[Verdict, ...]
    score: Score
    owners: tuple[Score, ...]
    accounts: tuple[FileAccount, ...]
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = field(default=())
    measures: tuple[MeasureResult, ...] = ()
    views: tuple[MeasureResult, ...] = ()

    def view(self, measure: str) -> MeasureResult | None:
        """What the report draws of a measure: the company's own indicator if it came to something, else the usual one.

        Args:
            measure: Name of the measure (``handbook.indicators``).
        """
        found = [item for item in (*self.measures, *self.views) if item.measure == measure]
        return next((item for item in found if item.computed), found[0] if found else None)

    def by_status(self, status: Status) -> tuple[Verdict, ...]:
        """Verdicts of one status."""
        return tuple(verdict for verdict in self.verdicts if verdict.status is status)

    def to_records(self) -> list[dict[str, Any]]:
        """Every violation as a flat record with the norm it breaks; those waived are not among them."""
        return [
            {
                "norm_id": verdict.norm_id,
                "kind": verdict.kind,
                "severity": verdict.severity.value,
                **asdict(item),
                "stages": list(item.stages),
            }
            for verdict in self.verdicts
            for item in verdict.violations
        ]

    def to_arrow(self) -> pa.Table:
        """Every violation as a row of an Arrow table, columns as in ``to_records``."""
        import pyarrow as pa

        records = self.to_records()
        kinds = {
            "actual": pa.float64(),
            "limit": pa.float64(),
            "money": pa.decimal128(38, 4),
            "source_row": pa.int64(),
            "edition": pa.date32(),
            "stages": pa.list_(pa.string()),
            "standing": pa.bool_(),
            "closed": pa.bool_(),
        }
        return pa.table(
            {
                name: pa.array([record[name] for record in records], kinds.get(name, pa.string()))
                for name in ("norm_id", "kind", "severity", *(item.name for item in fields(Violation)))
            }
        )


def score_of(owner: str | None, counts: list[tuple[Severity, int, int]], not_checked: int) -> Score:
    """Score = 100 × Σ weight·(1 − violators/population) ÷ Σ weight over checked norms.

    A norm takes no more than its own weight, even where one object breaks it in several ways.

    Args:
        owner: The person, or None for the company.
        counts: Severity, population and violators of every checked norm with a population.
        not_checked: How many norms could not be checked.
    """
    weight = sum(severity.weight for severity, _, _ in counts)
    points = sum(severity.weight * max(0.0, 1 - bad / population) for severity, population, bad in counts)
    value = 100 * points / weight if weight else None
    return Score(owner, value, len(counts), not_checked, sum(bad for _, _, bad in counts))
