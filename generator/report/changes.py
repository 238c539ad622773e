"""An audit beside an earlier one, as the page tells it: what came, what stayed, what came back, how the rest ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.report.rows import cash
from generator.report.shift import Shift, shifts
from generator.report.words import moment, tenth
from handbook.audits.comparison import Change, Comparison, Ended, Ending
from handbook.result import Result
from handbook.russian.dates import date_short

#: Ended breaches of one kind that the page lists.
ENDED = 60

Kind = Change | Ending
_KINDS: tuple[Kind, ...] = (*Change, *Ending)


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed in one norm, or with one manager.

    Attributes:
        title: The norm or the manager; None for objects without an owner.
        anchor: Identifier of the norm's section; None when the norm is no more, and for a manager.
        before: Breaches then, and ``now``; None where it was not checked or not judged.
        was: The score of the manager then, and ``score`` now; None for a norm.
        rewritten: What the norm required then, where it requires another thing now.
    """

    title: str | None
    anchor: str | None
    before: int | None
    now: int | None
    counts: Mapping[str, int]
    was: float | None = None
    score: float | None = None
    rewritten: str | None = None

    @property
    def told(self) -> bool:
        """Whether anything besides what stayed as it was is to be told."""
        return bool(self.rewritten) or any(self.counts.get(kind) for kind in _KINDS if kind is not Change.PERSISTING)


@dataclass(frozen=True, slots=True)
class Gone:
    """A breach of the earlier audit that was not found now, in words."""

    title: str
    anchor: str | None
    object_id: str
    owner: str | None
    when: str
    money: str | None


@dataclass(frozen=True, slots=True)
class Over:
    """Breaches that ended in one way: the first ``ENDED`` of them, and how many there are."""

    ending: Ending
    listed: tuple[Gone, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since an earlier audit.

    Attributes:
        since: The last day of the earlier audit.
        score: The company's score then; ``shift`` — how far it is from it now, both as they are shown.
        before: Breaches then.
        counts: Breaches by what became of them.
        shifts: What every norm did to the score.
    """

    since: str
    score: float | None
    shift: Decimal | None
    before: int
    counts: tuple[tuple[Kind, int], ...]
    norms: tuple[Delta, ...]
    people: tuple[Delta, ...]
    over: tuple[Over, ...]
    rewritten: tuple[Delta, ...]
    shifts: tuple[Shift, ...]

    def count(self, kind: str) -> int:
        """How many breaches came to this."""
        return next((number for known, number in self.counts if known == kind), 0)


def changes(result: Result, comparison: Comparison, anchors: Mapping[str, str]) -> Changes:
    """What changed since an earlier audit.

    Args:
        result: The audit now.
        comparison: It beside the earlier one.
        anchors: Sections of norms on the page, by norm.
    """
    past = comparison.past
    now = result.score.value
    norms = tuple(_norms(result, comparison, anchors))
    return Changes(
        since=date_short(past.as_of),
        score=past.score,
        shift=None if now is None or past.score is None else tenth(now) - tenth(past.score),
        before=len(past.breaches),
        counts=tuple((kind, comparison.count(kind)) for kind in _KINDS),
        norms=tuple(item for item in norms if item.told),
        people=tuple(_people(result, comparison)),
        over=tuple(_over(result, comparison, anchors)),
        rewritten=tuple(item for item in norms if item.rewritten),
        shifts=shifts(result, comparison),
    )


def _norms(result: Result, comparison: Comparison, anchors: Mapping[str, str]) -> list[Delta]:
    tallies: dict[str, Counter[str]] = {}
    for (norm_id, _), change in comparison.changes.items():
        tallies.setdefault(norm_id, Counter())[change] += 1
    for item in comparison.ended:
        tallies.setdefault(item.breach.norm_id, Counter())[item.ending] += 1
    verdicts = {verdict.norm_id: verdict for verdict in result.verdicts}
    names = {norm.norm_id: norm.title for norm in comparison.past.norms} | {
        norm_id: verdict.title for norm_id, verdict in verdicts.items()
    }
    found = []
    for norm_id, title in names.items():
        then, now = comparison.past.norm(norm_id), verdicts.get(norm_id)
        found.append(
            Delta(
                title=title,
                anchor=anchors.get(norm_id),
                before=then.violations if then and then.status != "not_checked" else None,
                now=len(now.violations) if now and now.checked else None,
                counts=tallies.get(norm_id, Counter()),
                rewritten=then.requirement if then and norm_id in comparison.rewritten else None,
            )
        )
    return sorted(found, key=_weight)


def _people(result: Result, comparison: Comparison) -> list[Delta]:
    tallies: dict[str | None, Counter[str]] = {}
    now: Counter[str | None] = Counter()
    for verdict in result.verdicts:
        for item in verdict.violations:
            owner = item.owner or None
            now[owner] += 1
            tallies.setdefault(owner, Counter())[comparison.change(verdict.norm_id, item)] += 1
    then = Counter(item.owner or None for item in comparison.past.breaches)
    for ended in comparison.ended:
        tallies.setdefault(ended.breach.owner or None, Counter())[ended.ending] += 1
    before = {person.owner: person.score for person in comparison.past.people}
    scores = {score.owner: score.value for score in result.owners}
    names = [*(name for name in scores if name), *(name for name in tallies if name not in scores)]
    found = [
        Delta(
            title=name,
            anchor=None,
            before=then[name] if name in before or then[name] else None,
            now=now[name] if name in scores or now[name] else None,
            counts=tallies.get(name, Counter()),
            was=before.get(name) if name else None,
            score=scores.get(name) if name else None,
        )
        for name in dict.fromkeys(names)
    ]
    return sorted(found, key=lambda item: (item.title is None, *_weight(item)))


def _weight(item: Delta) -> tuple[int, int, int, str]:
    """What came back is told first, then what is new, then what is mended."""
    counts = item.counts
    fixed = counts.get(Ending.FIXED, 0)
    return (-counts.get(Change.RETURNED, 0), -counts.get(Change.NEW, 0), -fixed, item.title or "")


def _over(result: Result, comparison: Comparison, anchors: Mapping[str, str]) -> list[Over]:
    def gone(item: Ended) -> Gone:
        breach = item.breach
        return Gone(
            title=item.title,
            anchor=anchors.get(breach.norm_id),
            object_id="компания в целом" if breach.object_id == "company" else breach.object_id,
            owner=breach.owner or None,
            when=moment(breach.moment),
            money=cash(breach.money, result.currency),
        )

    found = []
    for ending in Ending:
        own = [item for item in comparison.ended if item.ending is ending]
        if own:
            found.append(Over(ending, tuple(gone(item) for item in own[:ENDED]), len(own)))
    return found
