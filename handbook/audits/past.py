"""What is kept of an audit for the next ones: verdicts, scores and the identity of every breach, no words of the CRM.

A breach is the same in two audits when its norm and its key are (norms.md §2). Kept audits may bear code names in
place of people: then ``owner``, and whatever part of ``key`` and ``object_id`` is a name, are codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handbook.finding import Severity
from handbook.result import Status


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
    def identity(self) -> tuple[str, str]:
        """What makes it the same breach in another audit."""
        return self.norm_id, self.key


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
    """

    as_of: date
    judged_from: date | None
    company: str
    score: float | None
    norms: tuple[PastNorm, ...]
    people: tuple[PastPerson, ...]
    breaches: tuple[PastBreach, ...]
    origin: str = ""

    def norm(self, norm_id: str) -> PastNorm | None:
        """The verdict of then on a norm."""
        return next((item for item in self.norms if item.norm_id == norm_id), None)
