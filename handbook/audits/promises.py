"""What was decided about a breach at a meeting, and whether what was promised came true.

How each of the five decisions is held against an audit (``Decision.test`` says it to users):

- ``MEND``, ``DATA``: kept when the breach is found no more, or when what lasted at the meeting lasts no more. A breach
  that was over already at the meeting cannot be mended: such a promise is neither kept nor broken but ``TOO_LATE``.
- ``EXCUSE``: kept when a waiver excepts the breach, or there is nothing left to except.
- ``NORM``: kept when the norm reads otherwise than at the meeting.
- ``TEACH``: broken by the first breach of the same norm by the same person after the meeting, kept when there is none
  until the day named. The breach spoken of does not matter any more.

What nobody named a day for is due at the next audit when it is mending, and a month after the meeting otherwise: a
norm is not rewritten in a week, and a week without a repeat teaches nothing. What this audit does not judge is not
known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from handbook.audits.moments import last_day
from handbook.audits.past import Identity, PastAudit, PastBreach, lasting
from handbook.result import Result, Verdict, Violation

#: How long is waited for what takes more than a week, when nobody named a day.
_MONTH = timedelta(days=30)


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

    @property
    def test(self) -> str:
        """When the promise is kept, in Russian, for whoever makes it."""
        return {
            "mend": "выполнено, если нарушения больше нет или оно больше не длится. Без срока — к следующему аудиту",
            "excuse": "выполнено, если исключение записано в regulations/waivers.yaml или нарушения больше нет. "
            "Без срока — за 30 дней",
            "data": "выполнено, если запись в CRM поправлена и нарушения больше нет. Без срока — к следующему аудиту",
            "teach": "не выполнено, если сотрудник после планёрки снова нарушил ту же норму; выполнено, если до срока "
            "не нарушил. Без срока — за 30 дней",
            "norm": "выполнено, если требование нормы записано иначе. Без срока — за 30 дней",
        }[self.value]


def choices(*, standing: bool | None) -> tuple[Decision, ...]:
    """Decisions that can be made of a breach: what is over cannot be mended.

    Args:
        standing: Whether the breach lasts, as ``Violation.standing`` says it.
    """
    return tuple(decision for decision in Decision if standing or decision is not Decision.MEND)


class Outcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    TOO_LATE = "too_late"
    WAITING = "waiting"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The Russian word a user reads."""
        return {
            "kept": "выполнено",
            "broken": "не выполнено",
            "too_late": "исправить уже нельзя",
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
        due: By what day; None when no day was named: see ``deadline``.
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

    @property
    def deadline(self) -> date | None:
        """The last day to keep it; None when that is the next audit."""
        if self.due or self.decision in {Decision.MEND, Decision.DATA}:
            return self.due
        return self.made + _MONTH


@dataclass(frozen=True, slots=True)
class Answered:
    """A promise and what became of it."""

    promise: Promise
    outcome: Outcome


def answered(promises: Iterable[Promise], result: Result, earlier: Iterable[PastAudit] = ()) -> tuple[Answered, ...]:
    """What became of promises, held against the audit now; how, is told at the head of the module.

    Args:
        promises: Promises of meetings before.
        result: The audit now; names in it and in promises must be of one kind.
        earlier: Audits before: they tell what a norm said and what lasted when the promise was made.
    """
    now = {verdict.norm_id: _Now.of(verdict) for verdict in result.verdicts}
    meetings = {audit.as_of: _Meeting.of(audit) for audit in earlier}
    nothing = _Meeting({}, {})
    return tuple(
        Answered(item, _outcome(item, now.get(item.norm_id), meetings.get(item.made, nothing), result.as_of))
        for item in promises
    )


@dataclass(frozen=True, slots=True)
class _Meeting:
    """What the audit said that a meeting spoke of: words of norms, and breaches."""

    words: Mapping[str, str]
    breaches: Mapping[Identity, PastBreach]

    @classmethod
    def of(cls, audit: PastAudit) -> _Meeting:
        return cls(
            {norm.norm_id: norm.requirement for norm in audit.norms}, {item.identity: item for item in audit.breaches}
        )


@dataclass(frozen=True, slots=True)
class _Now:
    """A norm in the audit now."""

    verdict: Verdict
    found: Mapping[str, Violation]
    departed: frozenset[str]

    @classmethod
    def of(cls, verdict: Verdict) -> _Now:
        return cls(
            verdict, {lasting(item.key): item for item in verdict.violations}, frozenset(map(lasting, verdict.departed))
        )


def _outcome(item: Promise, now: _Now | None, then: _Meeting, as_of: date) -> Outcome:
    if now is None or not now.verdict.checked:
        return Outcome.UNKNOWN
    is_due = item.made < as_of and (item.deadline is None or item.deadline < as_of)
    late = Outcome.BROKEN if is_due else Outcome.WAITING
    if item.decision is Decision.TEACH:
        return _taught(item, now, then, is_due=is_due)
    if item.decision is Decision.NORM:
        return _rewritten(now.verdict.requirement, then.words.get(item.norm_id), late)
    key = lasting(item.key)
    violation = now.found.get(key)
    if violation is None:
        return Outcome.UNKNOWN if key in now.departed else Outcome.KEPT
    if item.decision is Decision.MEND and not violation.standing:
        before_it = then.breaches.get((item.norm_id, key))
        return Outcome.KEPT if before_it and before_it.standing else Outcome.TOO_LATE
    return late


def _rewritten(requirement: str, before: str | None, late: Outcome) -> Outcome:
    """The outcome of changing a norm: whether it reads otherwise than at the meeting."""
    if before is None:
        return Outcome.UNKNOWN
    return Outcome.KEPT if before != requirement else late


def _taught(item: Promise, now: _Now, then: _Meeting, *, is_due: bool) -> Outcome:
    """The outcome of teaching: whether the same person has broken the norm again."""
    if item.owner is None:
        return Outcome.UNKNOWN
    if any(_is_repeat(one, item, then) for one in now.found.values()):
        return Outcome.BROKEN
    if not is_due:
        return Outcome.WAITING
    judged = {count.owner for count in now.verdict.owners if count.population}
    if (judged and item.owner not in judged) or lasting(item.key) in now.departed:
        return Outcome.UNKNOWN
    return Outcome.KEPT


def _is_repeat(one: Violation, item: Promise, then: _Meeting) -> bool:
    """Whether a breach is another one of the same person, and began after the meeting.

    What lasts is dated by its beginning: a deal that stood still before the meeting may break its term after it. Such
    a breach is a repeat when the audit of the meeting did not know it.
    """
    key = lasting(one.key)
    if one.owner != item.owner or key == lasting(item.key) or (item.norm_id, key) in then.breaches:
        return False
    day = last_day(one.moment)
    is_known = (item.norm_id, lasting(item.key)) in then.breaches
    return bool((day and day >= item.made) or (one.standing and is_known))
