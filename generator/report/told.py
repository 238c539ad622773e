"""An audit among others as the file of results tells it: records of the story without the breaches of old audits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from handbook.audits.comparison import Change, Ended, Ending
from handbook.audits.past import PastAudit, PastNorm, PastPerson
from handbook.audits.promises import Answered, Decision, Outcome
from handbook.audits.story import Story


@dataclass(frozen=True, slots=True)
class ComparedWith:
    """The earlier audit, and how many breaches came to what since."""

    as_of: date
    judged_from: date | None
    score: float | None
    origin: str
    new: int
    persisting: int
    returned: int
    incomparable: int
    fixed: int
    departed: int
    unchecked: int
    waived: int
    rewritten: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToldEnding:
    """A breach of the earlier audit that is no more among those found."""

    norm_id: str
    title: str
    key: str
    ending: Ending
    object_id: str
    owner: str | None
    moment: str
    money: Decimal | None
    standing: bool | None


@dataclass(frozen=True, slots=True)
class ToldAudit:
    """An audit of the trend."""

    as_of: date
    judged_from: date | None
    score: float | None
    norms: tuple[PastNorm, ...]
    people: tuple[PastPerson, ...]


@dataclass(frozen=True, slots=True)
class ToldPromise:
    """A decision of a meeting and what became of it."""

    norm_id: str
    key: str
    subject: str
    owner: str | None
    decision: Decision
    due: date | None
    note: str
    made: date
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class ToldStory:
    """All of it."""

    compared_with: ComparedWith | None
    ended: tuple[ToldEnding, ...]
    trend: tuple[ToldAudit, ...]
    promises: tuple[ToldPromise, ...]


def told(story: Story) -> ToldStory | None:
    """The story in records of the file; None when nothing is known."""
    comparison = story.comparison
    if comparison is None and not story.trend and not story.promises:
        return None
    compared = None
    if comparison is not None:
        past = comparison.past
        changes = {change.value: comparison.count(change) for change in Change}
        endings = {ending.value: comparison.count(ending) for ending in Ending}
        compared = ComparedWith(
            past.as_of,
            past.judged_from,
            past.score,
            past.origin,
            **changes,
            **endings,
            rewritten=tuple(sorted(comparison.rewritten)),
        )
    return ToldStory(
        compared,
        tuple(_ending(item) for item in comparison.ended) if comparison else (),
        tuple(_audit(audit) for audit in story.trend),
        tuple(_promise(item) for item in story.promises),
    )


def _ending(item: Ended) -> ToldEnding:
    breach = item.breach
    return ToldEnding(
        norm_id=breach.norm_id,
        title=item.title,
        key=breach.key,
        ending=item.ending,
        object_id=breach.object_id,
        owner=breach.owner,
        moment=breach.moment,
        money=breach.money,
        standing=breach.standing,
    )


def _audit(audit: PastAudit) -> ToldAudit:
    return ToldAudit(audit.as_of, audit.judged_from, audit.score, audit.norms, audit.people)


def _promise(item: Answered) -> ToldPromise:
    promise = item.promise
    return ToldPromise(
        norm_id=promise.norm_id,
        key=promise.key,
        subject=promise.subject,
        owner=promise.owner,
        decision=promise.decision,
        due=promise.due,
        note=promise.note,
        made=promise.made,
        outcome=item.outcome,
    )
