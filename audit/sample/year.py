"""The whole year of the sample company: every subject told in turn, each with dice of its own.

A subject with its own dice can be told anew without changing the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from audit.sample.breaches import put_breaches
from audit.sample.events import Events, host
from audit.sample.farmers import Client, clients_of, keep_in_touch, let_small_clients_buy
from audit.sample.files_contacts import numbered
from audit.sample.hands import move
from audit.sample.hunters import Dial, dial
from audit.sample.leads import enquire, exhibit
from audit.sample.meetings import call, meet, meet_before_defence
from audit.sample.model import Activity, Deal, Dice, Lead, World
from audit.sample.money import Money, account
from audit.sample.numbers import number_between
from audit.sample.oracle import sales
from audit.sample.oracle_money import receipts
from audit.sample.prices import bargain
from audit.sample.records import record
from audit.sample.search import search
from audit.sample.services import serve
from audit.sample.story import move_some, tell
from audit.sample.tasks import Task, assign
from audit.sample.tenders import bid
from audit.sample.voices import Complaint, Feedback, ask, complain

#: Months whose plan was out of reach, by the place of the manager in the staff list.
_MISSED = {
    (0, 3): Decimal("1.3"),
    (1, 5): Decimal("1.6"),
    (3, 7): Decimal("1.25"),
    (4, 2): Decimal("1.4"),
    (5, 6): Decimal(2),
}
_ROUND = 10_000

Plan = Mapping[tuple[str, date], Decimal]


@dataclass(frozen=True)
class Year:
    """Everything that happened.

    Attributes:
        deals: Deals on ready-made solutions and projects.
        others: Deals of the search, on services and tenders.
        leads: Enquiries in the order of their arrival.
        activities: Meetings, calls and letters, numbered.
        dials: Calls on the line of the search.
        tasks: Tasks, numbered.
        clients: Companies that buy.
        money: Orders, invoices and payments.
        feedback: What clients said of orders.
        complaints: Complaints in their order.
        events: Events with their guests.
        plan: Planned sales, by owner and month.
        plan_paid: Planned payments, likewise.
    """

    deals: Sequence[Deal]
    others: Sequence[Deal]
    leads: Sequence[Lead]
    activities: Sequence[Activity]
    dials: Sequence[Dial]
    tasks: Sequence[Task]
    clients: Sequence[Client]
    money: Money
    feedback: Sequence[Feedback]
    complaints: Sequence[Complaint]
    events: Events
    plan: Plan
    plan_paid: Plan

    @property
    def every(self) -> list[Deal]:
        """Deals of all pipelines."""
        return [*self.deals, *self.others]


def live_through(world: World, dice: Dice, seed: int, size: int) -> Year:
    """Tell the whole year.

    Args:
        world: The company.
        dice: The source of chance of enquiries and meetings.
        seed: The seed of everything else.
        size: About how many deals are wanted.
    """
    deals = live(world, seed, size)
    others = beyond(world, deals, seed, size)
    every = [*deals, *others]
    enquiries = enquire(world, deals, dice)
    events, forms = host(world, Dice(seed + 3)), exhibit(world, Dice(seed + 13))
    enquiries.add([*events.leads, *forms.leads], [*events.talks, *forms.answers])
    meetings, calls = meet(world, deals, dice), call(world, deals, dice)
    talks, clients = Dice(seed + 4), clients_of(world, every, Dice(seed + 5))
    meetings += meet_before_defence(world, deals, meetings, talks)
    calls += keep_in_touch(world, clients, every, talks)
    activities = numbered([*enquiries.answers, *meetings, *calls])
    record([person.name for person in world.managers], activities, talks)
    money, voices = account(world, every, Dice(seed + 7)), Dice(seed + 8)
    return Year(
        deals,
        others,
        enquiries.leads,
        activities,
        dial(world, activities, Dice(seed + 6)),
        assign(world, deals, money.invoices, events, Dice(seed + 9)),
        clients,
        money,
        ask(world, money.orders, voices),
        complain(world, money.orders, voices),
        events,
        _plan(world, sales(every)),
        _plan(world, receipts(money)),
    )


def live(world: World, seed: int, size: int) -> list[Deal]:
    """The deals with everything that happened to them, the known breaches too."""
    dice = Dice(seed)
    deals = tell(world, dice, size)
    move_some(deals)
    # Prices have dice of their own and leave the story of the deals as it is.
    bargain(deals, Dice(seed + 1))
    put_breaches(world, deals, dice)
    let_small_clients_buy(deals)
    move(world, deals)
    return deals


def beyond(world: World, deals: Sequence[Deal], seed: int, size: int) -> list[Deal]:
    """Deals of the other pipelines: the search, services and tenders."""
    found = [*search(world, Dice(seed + 10), size), *serve(world, Dice(seed + 11)), *bid(world, Dice(seed + 12))]
    number_between(deals, found)
    return found


def _plan(world: World, facts: Mapping[tuple[str, date], int | Decimal]) -> dict[tuple[str, date], Decimal]:
    """A plan that good months fulfil and the missed ones do not; those who left have none."""
    managers = [person.name for person in world.managers]
    ends = {person.name: person.dismissed for person in world.managers}
    plan: dict[tuple[str, date], Decimal] = {}
    for (owner, month), fact in sorted(facts.items()):
        if month <= (ends[owner] or month):
            share = _MISSED.get((managers.index(owner), month.month), Decimal("0.95"))
            plan[owner, month] = (Decimal(fact) * share // _ROUND) * _ROUND
    return plan
