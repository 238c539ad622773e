"""What an export says of the limits of norms: how the measured values lie, and what other limits would find.

The audit returns these records, the generator renders them; neither knows the other.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handbook.norms.base import Bound
from handbook.norms.quantity import Quantity, Unit
from handbook.result import Status

#: Percentiles that are told, in order.
PERCENTS = (10, 25, 50, 75, 90, 95)


@dataclass(frozen=True, slots=True)
class Spread:
    """How the measured values of a norm lie.

    Attributes:
        number: How many values there are.
        least: The smallest one.
        most: The greatest one.
        percentiles: The values at ``PERCENTS``, by nearest rank: each is one of the values itself.
    """

    number: int
    least: Decimal
    most: Decimal
    percentiles: tuple[Decimal, ...]

    def at(self, percent: int) -> Decimal:
        """The value at a percentile of ``PERCENTS``."""
        return self.percentiles[PERCENTS.index(percent)]


@dataclass(frozen=True, slots=True)
class OwnerSpread:
    """One person's values.

    Attributes:
        owner: The name.
        number: How many values.
        median: The value at the 50th percentile.
        population: Judged objects of the person now.
        violators: How many of them break the norm as it is.
    """

    owner: str
    number: int
    median: Decimal
    population: int
    violators: int


@dataclass(frozen=True, slots=True)
class Rung:
    """What an audit would find with another limit.

    Attributes:
        limit: The limit tried.
        population: Judged objects.
        violators: Those in breach, those that a waiver excuses left out.
        present: Whether it is the limit in force.
    """

    limit: Quantity
    population: int
    violators: int
    present: bool = False

    @property
    def share(self) -> float:
        """Share in breach, 0…1."""
        return self.violators / self.population if self.population else 0.0


@dataclass(frozen=True, slots=True)
class Scale:
    """One bound of a norm against the values.

    Attributes:
        bound: ``min`` or ``max``.
        present: The limit in force on the last day; None where lateness is not allowed at all.
        beyond: How many values lie beyond it, whenever they were measured.
        rungs: What other limits would find, in order of the limits, with the present one among them.
        proposed: The limit the data speaks for; None when it speaks for none.
        why: How the proposal came about, or why there is none, in Russian.
    """

    bound: Bound
    present: Quantity | None
    beyond: int
    rungs: tuple[Rung, ...]
    proposed: Quantity | None
    why: str

    @property
    def rung(self) -> Rung | None:
        """What the proposed limit would find."""
        return next((rung for rung in self.rungs if rung.limit == self.proposed), None)


@dataclass(frozen=True, slots=True)
class Trial:
    """A norm judged anew with another limit.

    Attributes:
        requirement: The requirement in force on the last day, with the limit changed.
        status: The verdict.
        population: Judged objects.
        violators: Those in breach.
        owners: People whose number of breaches differs: name, before, after; worst first.
    """

    requirement: str
    status: Status
    population: int
    violators: int
    owners: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Calibrated:
    """One norm against the data.

    Attributes:
        norm_id: Its identifier.
        title: Its title.
        kind: Its kind.
        requirement: The requirement in force on the last day.
        draft: Whether it is not approved yet.
        status: The verdict as it is.
        population: Judged objects.
        violators: Those in breach.
        tolerance: The share in breach that is still borne, in per cent.
        unit: The unit of the values.
        spread: How the values lie; None where the norm measures none.
        owners: The values of every person, those in the worst place first.
        scales: Its bounds.
        remarks: What stands out, in Russian.
        silent: Why there is nothing to calibrate, in Russian; empty when there is something.
        trial: The norm with the limit the user asked about.
    """

    norm_id: str
    title: str
    kind: str
    requirement: str
    draft: bool
    status: Status
    population: int
    violators: int
    tolerance: float
    unit: Unit = Unit.COUNT
    spread: Spread | None = None
    owners: tuple[OwnerSpread, ...] = ()
    scales: tuple[Scale, ...] = ()
    remarks: tuple[str, ...] = ()
    silent: str = ""
    trial: Trial | None = None

    @property
    def share(self) -> float:
        """Share in breach, 0…1."""
        return self.violators / self.population if self.population else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """All chosen norms against the data.

    Attributes:
        company: The company.
        as_of: The day of the audit, exclusive.
        judged_from: The first judged day.
        profile: The profile the export was read by.
        norms: One per chosen norm, in the order of the handbook.
        notes: How the audit was made, in Russian.
    """

    company: str
    as_of: date
    judged_from: date
    profile: str
    norms: tuple[Calibrated, ...]
    notes: tuple[str, ...] = ()

    @property
    def measured(self) -> tuple[Calibrated, ...]:
        """Norms with values."""
        return tuple(norm for norm in self.norms if norm.spread is not None)
