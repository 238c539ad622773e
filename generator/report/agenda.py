"""What to speak of first: breaches in the order of urgency, for Monday's list, the meeting and the sheet of decisions.

One choice for every paper: a breach on a manager's page of the meeting pack is a row of the sheet of decisions too.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

from generator.report.objects import name, noun
from handbook.audits.comparison import Change
from handbook.audits.story import Story
from handbook.result import Result, Verdict, Violation

#: Breaches of one manager that a meeting has time for, and of one norm among them while others wait.
SHOWN = 8
OF_A_NORM = 3

_FRESH = frozenset({Change.NEW, Change.RETURNED})


@dataclass(frozen=True, slots=True)
class Item:
    """A breach that counts, with the norm it breaks.

    Attributes:
        change: What an earlier audit says of it; None when there is no audit to compare with.
    """

    verdict: Verdict
    breach: Violation
    change: Change | None

    @property
    def identity(self) -> tuple[str, str]:
        """What makes it the same breach in another audit: the norm and the key."""
        return self.verdict.norm_id, self.breach.key

    @property
    def subject(self) -> str:
        """The object in words: «сделка 2943», «Ковалёва Марина», «компания в целом»."""
        what = noun(self.verdict.kind, self.breach)
        return f"{what} {name(self.breach)}" if what else name(self.breach)

    @property
    def excess(self) -> float:
        """How far the fact is from the limit, in limits; 0 where either is not a number."""
        fact, limit = self.breach.actual, self.breach.limit
        if fact is None or limit is None or not math.isfinite(fact) or not math.isfinite(limit):
            return 0.0
        return abs(fact - limit) / (abs(limit) or 1.0)


def items(result: Result, story: Story) -> Iterator[Item]:
    """Every breach that counts, in the order of the handbook."""
    for verdict in result.verdicts:
        yield from _of(verdict, story)


def urgent(result: Result, story: Story) -> tuple[Item, ...]:
    """What lasts and can still be ended, the most urgent first.

    Severity comes first, then what is new or has come back, then money, then the excess over the limit.
    """
    return tuple(sorted((item for item in items(result, story) if item.breach.standing), key=_rank))


def worst(result: Result, story: Story, person: str | None, shown: int = SHOWN) -> tuple[Item, ...]:
    """The breaches of one manager to speak of at a meeting.

    What lasts comes first, in the order of urgency; then what is over, the latest first. While other norms wait, no
    norm takes more than ``OF_A_NORM`` places.

    Args:
        result: What the audit found.
        story: What is known of earlier audits.
        person: The manager; None for objects that nobody owns.
        shown: How many at most.
    """
    own = [item for item in items(result, story) if (item.breach.owner or None) == person]
    return _spread(own, shown)


def worst_of(verdict: Verdict, story: Story, shown: int) -> tuple[Item, ...]:
    """The breaches of one norm to show first: what lasts in the order of urgency, then what is over."""
    own = sorted(_of(verdict, story), key=_order)
    return tuple(own[:shown])


def meeting(
    result: Result, story: Story, people: tuple[str | None, ...], shown: int = SHOWN
) -> dict[str | None, tuple[Item, ...]]:
    """``worst`` of many managers at once, in the order given; those with no breach have none."""
    own: dict[str | None, list[Item]] = {person: [] for person in people}
    for item in items(result, story):
        if (item.breach.owner or None) in own:
            own[item.breach.owner or None].append(item)
    return {person: _spread(found, shown) for person, found in own.items()}


def _of(verdict: Verdict, story: Story) -> Iterator[Item]:
    comparison = story.comparison
    for breach in verdict.violations:
        yield Item(verdict, breach, comparison.change(verdict.norm_id, breach) if comparison else None)


def _spread(own: list[Item], shown: int) -> tuple[Item, ...]:
    own.sort(key=lambda item: item.breach.moment, reverse=True)
    own.sort(key=_order)
    taken: dict[str, int] = {}
    first: list[int] = []
    rest: list[int] = []
    for number, item in enumerate(own):
        taken[item.verdict.norm_id] = taken.get(item.verdict.norm_id, 0) + 1
        (first if taken[item.verdict.norm_id] <= OF_A_NORM else rest).append(number)
    return tuple(own[number] for number in sorted([*first, *rest][:shown]))


def _rank(item: Item) -> tuple[bool, int, bool, float, float]:
    return (False, -item.verdict.severity.weight, item.change not in _FRESH, -_money(item.breach), -item.excess)


def _order(item: Item) -> tuple[bool, int, bool, float, float]:
    return _rank(item) if item.breach.standing else _past(item)


def _past(item: Item) -> tuple[bool, int, bool, float, float]:
    return (True, -item.verdict.severity.weight, item.change not in _FRESH, 0.0, 0.0)


def _money(breach: Violation) -> float:
    money = breach.money
    return float(money) if money is not None and money.is_finite() else 0.0
