"""What was decided about a breach at a meeting, and whether what was promised came true by the next audit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handbook.audits.moments import last_day
from handbook.audits.past import PastAudit
from handbook.result import Result, Verdict, Violation


class Decision(StrEnum):
    """The five ways a breach may be disposed of."""

    MEND = "mend"
    EXCUSE = "excuse"
    DATA = "data"
    TEACH = "teach"
    NORM = "norm"

    @property
    def word(self) -> str:
        """What a user ticks."""
        return {
            "mend": "Исправить к сроку",
            "excuse": "Обоснованно: оформить исключение",
            "data": "Ошибка в CRM: поправить запись",
            "teach": "Обучить или помочь",
            "norm": "Пересмотреть норму",
        }[self.value]


class Outcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    WAITING = "waiting"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The Russian word a user reads."""
        return {
            "kept": "выполнено",
            "broken": "не выполнено",
            "waiting": "срок не наступил",
            "unknown": "проверить нельзя",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Promise:
    """A decision about one breach.

    Attributes:
        norm_id: The norm.
        key: Key of the violator.
        subject: The object in words, as the sheet of the meeting named it: «сделка 2943».
        owner: Who promised.
        decision: What was decided.
        due: By what day; None when no day was named: then by the next audit.
        note: What was said, in the words of the meeting.
        made: The day of the audit the meeting spoke of.
    """

    norm_id: str
    key: str
    subject: str
    owner: str | None
    decision: Decision
    due: date | None
    note: str
    made: date


@dataclass(frozen=True, slots=True)
class Answered:
    """A promise and what became of it."""

    promise: Promise
    outcome: Outcome


def answered(promises: Iterable[Promise], result: Result, earlier: Iterable[PastAudit] = ()) -> tuple[Answered, ...]:
    """What became of promises, held against the audit now.

    A breach that cannot be undone, as a day without calls, is answered by what came after: whether the same person
    has broken the same norm again since the promise was made.

    Args:
        promises: Promises of meetings before.
        result: The audit now; names in it and in promises must be of one kind.
        earlier: Audits before: they tell whether a norm was reworded since the promise.
    """
    now = {verdict.norm_id: _Now.of(verdict) for verdict in result.verdicts}
    words = {(audit.as_of, norm.norm_id): norm.requirement for audit in earlier for norm in audit.norms}
    return tuple(
        Answered(item, _outcome(item, now.get(item.norm_id), words.get((item.made, item.norm_id)), result.as_of))
        for item in promises
    )


@dataclass(frozen=True, slots=True)
class _Now:
    """A norm in the audit now."""

    verdict: Verdict
    found: Mapping[str, Violation]
    waived: frozenset[str]
    departed: frozenset[str]

    @classmethod
    def of(cls, verdict: Verdict) -> _Now:
        return cls(
            verdict,
            {item.key: item for item in verdict.violations},
            frozenset(item.violation.key for item in verdict.waived),
            frozenset(verdict.departed),
        )


def _outcome(item: Promise, now: _Now | None, requirement: str | None, as_of: date) -> Outcome:
    late = Outcome.WAITING if item.made >= as_of or (item.due and item.due >= as_of) else Outcome.BROKEN
    if now is None or not now.verdict.checked:
        return Outcome.UNKNOWN
    if item.decision is Decision.NORM:
        if requirement is None:
            return Outcome.UNKNOWN
        return Outcome.KEPT if requirement != now.verdict.requirement else late
    violation = now.found.get(item.key)
    if violation is None:
        return Outcome.UNKNOWN if item.key in now.departed else Outcome.KEPT
    if not violation.standing and item.decision in {Decision.MEND, Decision.TEACH}:
        return _repeated(item, now, late)
    return late


def _repeated(item: Promise, now: _Now, late: Outcome) -> Outcome:
    """The outcome where what was done cannot be undone: whether it was done again."""
    if item.owner is None:
        return Outcome.UNKNOWN
    days = (last_day(one.moment) for one in now.found.values() if one.owner == item.owner)
    if any(day and day >= item.made for day in days):
        return Outcome.BROKEN
    return Outcome.WAITING if late is Outcome.WAITING else Outcome.KEPT
