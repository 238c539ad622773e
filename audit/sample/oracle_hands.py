"""Violators of the sample in how deals are led: by whose hands, after what meeting, on which day, at what price."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from fractions import Fraction

from audit.sample.hands import DEFENDED
from audit.sample.market import SUPPORT
from audit.sample.model import AS_OF, DESIGN, FIRST_DAY, PROJECT, SEARCH, TENDER, Activity, Deal, World
from audit.sample.oracle import available
from audit.sample.tenders import APPLIED

#: Months with fewer available days are not judged for a minimum.
_LEAST_DAYS = 15


def hand_breaks(world: World, deals: Sequence[Deal], activities: Sequence[Activity]) -> dict[str, set[str]]:
    """Norms on how deals are led.

    Args:
        world: The company.
        deals: Deals of all pipelines.
        activities: All calls, meetings and letters.
    """
    projects = [deal for deal in deals if deal.pipeline == PROJECT]
    return {
        "n-peredacha-lida": _handed_over(world, deals),
        "n-chetyre-glaza": {f"{deal.number}|{DEFENDED}" for deal in projects if _alone(deal)},
        "n-vstrecha-pered-kp": _unmet(projects, activities),
        "n-imitaciya": _last_days(world, deals),
        "n-dolya-skidok": _discounted(world, deals),
        "n-produkt-uslugi": _no_support(world, deals),
        "n-tendery": _tenders(world, deals),
    }


def months() -> Iterable[date]:
    """First days of the months of the sample, all of which are over."""
    return (date(FIRST_DAY.year, month, 1) for month in range(FIRST_DAY.month, AS_OF.month))


def days_of(month: date) -> list[date]:
    """Days of a month."""
    days = (month + timedelta(days=n) for n in range(31))
    return [day for day in days if day.month == month.month]


def _handed_over(world: World, deals: Sequence[Deal]) -> set[str]:
    able = {person.name for person in world.handbook.staff if person.position in {"menedzher", "assistent"}}
    won = world.final(SEARCH, "won")
    last = [(deal, deal.steps[-1]) for deal in deals if deal.pipeline == SEARCH]
    return {f"{deal.number}|{won}" for deal, step in last if step.stage == won and step.by not in able}


def _alone(deal: Deal) -> bool:
    made = [{step.by for step in deal.steps if step.stage == stage and step.by} for stage in (DESIGN, DEFENDED)]
    return bool(made[0] & made[1])


def _unmet(projects: Sequence[Deal], activities: Sequence[Activity]) -> set[str]:
    found = set()
    for deal in projects:
        entered = min((step.at for step in deal.steps if step.stage == DEFENDED), default=None)
        met = [item.at for item in activities if item.deal == deal.number and item.kind == "meeting" and item.done]
        if entered and not any(at < entered for at in met):
            found.add(str(deal.number))
    return found


def _last_days(world: World, deals: Sequence[Deal]) -> set[str]:
    norm = world.handbook.norms["n-imitaciya"].norm
    share = Fraction(getattr(norm, "last_day_losses").value)  # noqa: B009 - a parameter of this kind alone
    lost: dict[tuple[str, date], list[date]] = defaultdict(list)
    for deal in deals:
        if deal.outcome == "lost" and deal.closed:
            lost[deal.owner, deal.closed.replace(day=1)].append(deal.closed)
    found = set()
    for (owner, month), closed in lost.items():
        last = max(day for day in days_of(month) if world.working(day))
        if closed.count(last) * 100 > share * len(closed):
            found.add(f"{owner}|{last}")
    return found


def _discounted(world: World, deals: Sequence[Deal]) -> set[str]:
    won: dict[tuple[str, date], list[bool]] = defaultdict(list)
    for deal in deals:
        if deal.outcome == "won" and deal.closed and deal.lines:
            given = bool(deal.discount) or deal.amount < deal.list_amount
            won[deal.owner, deal.closed.replace(day=1)].append(given)
    return {
        f"{owner}|{month:%Y-%m}"
        for (owner, month), cut in won.items()
        if sum(cut) * 100 > world.limit("n-dolya-skidok", month) * len(cut)
    }


def _no_support(world: World, deals: Sequence[Deal]) -> set[str]:
    offered: Counter[tuple[str, date]] = Counter()
    for deal in deals:
        if any(line.product == SUPPORT for line in deal.lines):
            offered[deal.owner, deal.created.date().replace(day=1)] += 1
    return {
        f"{person.name}|{month:%Y-%m}"
        for person in world.managers
        for month in months()
        if sum(world.working(day) and available(person, day) for day in days_of(month)) >= _LEAST_DAYS
        and offered[person.name, month] < world.limit("n-produkt-uslugi", month, lower=True)
    }


def _tenders(world: World, deals: Sequence[Deal]) -> set[str]:
    won, least = world.final(TENDER, "won"), getattr(world.handbook.norms["n-tendery"].norm, "min_count", 1)
    ended: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for deal in deals:
        if deal.pipeline == TENDER and deal.closed and any(step.stage == APPLIED for step in deal.steps):
            quarter = f"{deal.closed.year}Q{(deal.closed.month + 2) // 3}"
            ended[deal.owner, quarter].append(deal.steps[-1].stage == won)
    return {f"{owner}|{quarter}" for (owner, quarter), hits in ended.items() if _few(world, hits, least)}


def _few(world: World, hits: Sequence[bool], least: int) -> bool:
    share = world.limit("n-tendery", AS_OF - timedelta(days=1), lower=True)
    return len(hits) >= least and sum(hits) * 100 < share * len(hits)
