"""What is kept of an audit for the next ones: verdicts, scores and the identity of every breach, no words of the CRM.

A breach is the same in two audits when its norm and its key are (norms.md §2), but for how old a debt has become. Kept
audits may bear code names in place of people: then ``owner``, and whatever part of ``key`` and ``object_id`` is a
name, are codes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handbook.finding import Severity
from handbook.result import Result, Status

#: What makes a breach the same in two audits: the norm and what lasts of the key.
Identity = tuple[str, str]

#: The age of a debt at the end of its key: an unpaid invoice grows older, and that does not mend it.
_AGE = re.compile(r"\|(?:1-15|16-30|31-60|61-90|90\+)$")


def lasting(key: str) -> str:
    """What of a violator's key stays while the breach lasts."""
    return _AGE.sub("", key)


@dataclass(frozen=True, slots=True)
class PastBreach:
    """A violator of an earlier audit; fields as those of ``handbook.result.Violation``."""

    norm_id: str
    key: str
    object_id: str
    owner: str | None
    moment: str
    money: Decimal | None = None
    standing: bool | None = None

    @property
    def identity(self) -> Identity:
        """What makes it the same breach in another audit."""
        return self.norm_id, lasting(self.key)


@dataclass(frozen=True, slots=True)
class PastNorm:
    """The verdict of an earlier audit on a norm.

    Attributes:
        requirement: Its words then: where they differ now, breaches may have come and gone by the norm itself.
        population: How many objects were judged; 0 when none could be.
        violations: How many of them broke it, waived ones left out.
    """

    norm_id: str
    title: str
    requirement: str
    severity: Severity
    status: Status
    population: int
    violations: int
    waived: int


@dataclass(frozen=True, slots=True)
class PastPerson:
    """A manager in an earlier audit: a name or a code, the score, and how many breaches."""

    owner: str
    score: float | None
    violations: int


@dataclass(frozen=True, slots=True)
class PastAudit:
    """An earlier audit.

    Attributes:
        as_of: Its day, exclusive.
        judged_from: The first day it judged, None when it judged from the start of the data.
        score: The company's score.
        norms: Verdicts, in the order of the handbook of then.
        people: Everyone who was judged.
        breaches: Every violator that counted, waived ones left out.
        origin: Where it is read from, for messages: the name of a file.
        excused: Violators that a waiver excepted: they were not mended.
        departed: Violators of audits before it that it did not judge any more: nobody knows whether they were mended.
    """

    as_of: date
    judged_from: date | None
    company: str
    score: float | None
    norms: tuple[PastNorm, ...]
    people: tuple[PastPerson, ...]
    breaches: tuple[PastBreach, ...]
    origin: str = ""
    excused: tuple[Identity, ...] = ()
    departed: tuple[Identity, ...] = ()

    def norm(self, norm_id: str) -> PastNorm | None:
        """The verdict of then on a norm."""
        return next((item for item in self.norms if item.norm_id == norm_id), None)

    @property
    def checked(self) -> frozenset[str]:
        """Norms that could be judged then."""
        return frozenset(item.norm_id for item in self.norms if item.status is not Status.NOT_CHECKED)


def past_of(result: Result, origin: str = "") -> PastAudit:
    """What is kept of an audit, with the names that stand in it.

    Args:
        result: What the audit found.
        origin: Where it is read from, for messages.
    """
    norms = tuple(
        PastNorm(
            verdict.norm_id,
            verdict.title,
            verdict.requirement,
            verdict.severity,
            verdict.status,
            verdict.population,
            len(verdict.violations),
            len(verdict.waived),
        )
        for verdict in result.verdicts
    )
    breaches = tuple(
        PastBreach(
            verdict.norm_id, item.key, item.object_id, item.owner or None, item.moment, item.money, item.standing
        )
        for verdict in result.verdicts
        for item in verdict.violations
    )
    return PastAudit(
        result.as_of,
        result.judged_from,
        result.company,
        result.score.value,
        norms,
        tuple(PastPerson(item.owner, item.value, item.violations) for item in result.owners if item.owner),
        breaches,
        origin,
        tuple((verdict.norm_id, item.violation.key) for verdict in result.verdicts for item in verdict.waived),
        tuple((verdict.norm_id, key) for verdict in result.verdicts for key in verdict.departed),
    )
