"""What to speak of first: breaches in one order of urgency, for Monday's list, the meeting and the sheet of decisions.

The order is that of what can still be won or lost:

1. a client waits, money is overdue or a deal stands still: ``WAITING``;
2. work of a person that may still be caught up before the period ends: a plan, a number of deals;
3. records to be put right, those of open deals before those of deals that have ended: ``RECORDS``.

In each of these what has a name of its own — a deal, an invoice, a person — comes before shares of the company as a
whole; then severity decides, then what is new or has come back, then money, then how far the fact is from the limit.
What cannot be ended any more comes after everything that can, by severity, the latest first.

One choice for every paper: a breach on a manager's page of the meeting pack is a row of the sheet of decisions too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from generator.report.objects import is_company, name, noun
from handbook.audits.comparison import Change
from handbook.audits.story import Story
from handbook.result import Result, Verdict, Violation

#: Breaches of one manager that a meeting has time for, and of one norm among them while others wait.
SHOWN = 8
OF_A_NORM = 3

#: Kinds of norms whose breaches that last keep a client waiting, money away or a deal where it is.
WAITING = frozenset(
    {
        "response_time",
        "complaint_time",
        "order_deadline",
        "overdue_debt",
        "stage_age",
        "deal_age",
        "planned_close",
        "contact_gap",
        "task_done",
    }
)
#: Kinds of norms on what a record must hold.
RECORDS = frozenset({"required_fields", "required_activity"})
#: The order in words, for readers.
RULE = "сначала то, где ждёт клиент или деньги, затем планы и загрузка людей, последними — записи в карточках"

#: What an earlier audit did not have.
FRESH = frozenset({Change.NEW, Change.RETURNED})


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
    """What lasts and can still be ended, the most urgent first; the order is told at the head of the module."""
    return tuple(_lasting(items(result, story)))


def ordered(found: Iterable[Item]) -> tuple[Item, ...]:
    """Breaches in the order to speak of them: what lasts and can be ended, then what is over."""
    every = tuple(found)
    over = [item for item in every if not item.breach.standing]
    over.sort(key=lambda item: item.breach.moment, reverse=True)
    over.sort(key=lambda item: (-item.verdict.severity.weight, item.change not in FRESH))
    return (*_lasting(every), *over)


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
    return ordered(_of(verdict, story))[:shown]


def meeting(result: Result, story: Story, people: tuple[str | None, ...]) -> dict[str | None, tuple[Item, ...]]:
    """``worst`` of many managers at once, in the order given; those with no breach have none."""
    own: dict[str | None, list[Item]] = {person: [] for person in people}
    for item in items(result, story):
        if (item.breach.owner or None) in own:
            own[item.breach.owner or None].append(item)
    return {person: _spread(found, SHOWN) for person, found in own.items()}


def _of(verdict: Verdict, story: Story) -> Iterator[Item]:
    comparison = story.comparison
    for breach in verdict.violations:
        yield Item(verdict, breach, comparison.change(verdict.norm_id, breach) if comparison else None)


def _spread(found: list[Item], shown: int) -> tuple[Item, ...]:
    own = ordered(found)
    taken: dict[str, int] = {}
    first: list[int] = []
    rest: list[int] = []
    for number, item in enumerate(own):
        taken[item.verdict.norm_id] = taken.get(item.verdict.norm_id, 0) + 1
        (first if taken[item.verdict.norm_id] <= OF_A_NORM else rest).append(number)
    return tuple(own[number] for number in sorted([*first, *rest][:shown]))


def _lasting(found: Iterable[Item]) -> list[Item]:
    return sorted((item for item in found if item.breach.standing), key=_rank)


def _rank(item: Item) -> tuple[int, bool, int, bool, float, float, str]:
    breach = item.breach
    return (
        _class(item),
        is_company(breach),
        -item.verdict.severity.weight,
        item.change not in FRESH,
        -_money(breach),
        -item.excess,
        breach.moment,
    )


def _class(item: Item) -> int:
    """What is won or lost by it: 0 a client or money waits, 1 work of people, 2 and 3 records."""
    if item.verdict.kind in WAITING:
        return 0
    return 2 + item.breach.closed if item.verdict.kind in RECORDS else 1


def _money(breach: Violation) -> float:
    money = breach.money
    return float(money) if money is not None and money.is_finite() else 0.0
