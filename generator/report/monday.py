"""«Что делать в понедельник»: the worst manager, on which norm and why, and the objects to begin with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.report.agenda import Item, worst
from generator.report.rows import Row
from generator.report.score import Cost
from generator.report.team import Member
from handbook.audits.story import Story
from handbook.result import Result

#: Objects of the worst manager, objects of the others, and objects of one norm among those.
_HIS = 5
_OTHERS = 6
_OF_A_NORM = 2
_CAUSES = 3


@dataclass(frozen=True, slots=True)
class Thing:
    """An object to act on; ``row`` is its row in the list of breaches, None when the page does not show it."""

    item: Item
    row: Row | None


@dataclass(frozen=True, slots=True)
class Monday:
    """What to begin the week with.

    Attributes:
        worst: The first of the team, see ``score``: no single case makes anybody worst.
        causes: What takes most away from that score, by points.
        things: That manager's objects to speak of first.
        thin: Managers with a lower score that rests on too little; ``lower`` — those whom single cases put lower.
        richest: Who has most money at stake, and ``busiest`` — most breaches, when it is another manager.
        others: What is urgent with everybody else.
        standing: How many breaches last and can be ended.
    """

    worst: Member | None
    causes: tuple[Cost, ...]
    things: tuple[Thing, ...]
    thin: tuple[Member, ...]
    lower: tuple[Member, ...]
    richest: Member | None
    busiest: Member | None
    others: tuple[Thing, ...]
    standing: int


def monday(
    result: Result,
    story: Story,
    members: Sequence[Member],
    found: Sequence[Item],
    rows: Mapping[tuple[str, str], Row],
) -> Monday:
    """What to begin the week with.

    Args:
        result: What the audit found.
        story: What is known of earlier audits.
        members: The managers, the worst first.
        found: Every breach in the order of urgency.
        rows: The rows the page shows, by norm and key.
    """
    named = [member for member in members if member.name and member.person.violations]
    scored = [member for member in named if member.value is not None]
    first = scored[0] if scored else None
    lower = [member for member in scored if first and (member.value or 0) < (first.value or 0)]

    def thing(item: Item) -> Thing:
        return Thing(item, rows.get(item.identity))

    lasting = [item for item in found if item.breach.standing]
    return Monday(
        worst=first,
        causes=first.costs[:_CAUSES] if first else (),
        things=tuple(thing(item) for item in worst(result, story, first.name, _HIS)) if first else (),
        thin=tuple(member for member in lower if member.thin),
        lower=tuple(member for member in lower if not member.thin and member.person.caution),
        richest=_other(max(named, key=lambda one: one.person.money or 0, default=None), first),
        busiest=_other(max(named, key=lambda one: one.person.violations, default=None), first),
        others=tuple(thing(item) for item in _others(lasting, first)),
        standing=len(lasting),
    )


def _other(member: Member | None, first: Member | None) -> Member | None:
    return member if member is not first else None


def _others(lasting: Sequence[Item], first: Member | None) -> list[Item]:
    taken: dict[str, int] = {}
    chosen: list[Item] = []
    for item in lasting:
        if first and item.breach.owner == first.name:
            continue
        taken[item.verdict.norm_id] = taken.get(item.verdict.norm_id, 0) + 1
        if taken[item.verdict.norm_id] <= _OF_A_NORM:
            chosen.append(item)
        if len(chosen) == _OTHERS:
            break
    return chosen
