"""An audit among others, as a report tells it."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.audits.comparison import Comparison
from handbook.audits.past import PastAudit
from handbook.audits.promises import Answered


@dataclass(frozen=True, slots=True)
class Story:
    """What a report knows besides the audit itself.

    Attributes:
        comparison: The audit beside an earlier one; None when there is none.
        trend: Earlier audits from the oldest on, the one it is compared with included.
        promises: Promises of the last meeting and older ones not due by then, and what became of them.
    """

    comparison: Comparison | None = None
    trend: tuple[PastAudit, ...] = ()
    promises: tuple[Answered, ...] = ()
