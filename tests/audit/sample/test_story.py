"""What happens to the sample company is believable: people at work, examples on the limit, breaches that are few."""

import json
from collections import Counter
from datetime import date, datetime, timedelta

from audit.sample import SAMPLE_EXPECTED
from audit.sample.events import host
from audit.sample.generate import SEED
from audit.sample.leads import enquire
from audit.sample.meetings import meet
from audit.sample.model import OFFER, PROJECT, READY, SERVICE, Deal, Dice, World
from audit.sample.money import Money, account
from audit.sample.oracle import breaks
from audit.sample.tasks import assign

#: Norms that are not counted in objects of the company's work: a share of it all, or days of people.
WHOLE = {"n-otkrytye-sdelki", "n-dolya-prosrochki"}


def money_of(world: World, deals: list[Deal], others: list[Deal]) -> Money:
    return account(world, [*deals, *others], Dice(SEED + 7))


def test_breaches_are_few() -> None:
    expected = json.loads(SAMPLE_EXPECTED.read_text(encoding="utf-8"))
    assert all(1 <= len(keys) <= 13 for norm, keys in expected.items() if norm not in WHOLE)


def test_some_answers_come_exactly_on_time_and_some_enquiries_in_the_night(world: World, deals: list[Deal]) -> None:
    found = enquire(world, deals, Dice(SEED + 2))
    waits = {
        world.calendar.working_seconds(lead.arrived, item.at)
        for lead in found.leads
        for item in found.of(lead)
        if item.direction == "out"
    }
    assert {30 * 60, 31 * 60} <= waits
    assert any(lead.arrived.hour >= 19 for lead in found.leads)
    assert any(len(found.of(lead)) == 2 and not found.of(lead)[0].success for lead in found.leads)
    assert any(not found.of(lead) for lead in found.leads)


def test_meetings_are_held_on_days_off_too_and_some_are_only_planned(world: World, deals: list[Deal]) -> None:
    meetings = meet(world, deals, Dice(SEED))
    assert any(item.done and not world.working(item.at.date()) for item in meetings)
    assert any(not item.done and item.at.date() < date(2026, 10, 1) for item in meetings)
    assert any(not item.done and item.at.date() >= date(2026, 10, 1) for item in meetings)


def test_some_deals_stand_exactly_on_the_limit(world: World, deals: list[Deal], others: list[Deal]) -> None:
    ages = {(deal.pipeline, deal.age) for deal in (*deals, *others) if deal.closed and not breaks(world, deal)}
    assert {(READY, 45), (READY, 30), (PROJECT, 120), (SERVICE, 21)} <= ages
    stays = {
        after.at - before.at
        for deal in (*deals, *others)
        for before, after in zip(deal.steps, deal.steps[1:], strict=False)
        if before.stage in {OFFER, "Отобрана"}
    }
    assert timedelta(days=7) in stays


def test_every_deal_breaks_one_norm_at_most(world: World, deals: list[Deal], others: list[Deal]) -> None:
    assert max(len(breaks(world, deal)) for deal in (*deals, *others)) == 1


def test_deals_go_on_and_are_moved_in_working_time(world: World, others: list[Deal]) -> None:
    for deal in others:
        moments = [step.at for step in deal.steps]
        assert moments == sorted(set(moments)), deal.title
        assert all(world.working(at.date()) and 9 <= at.hour < 18 for at in moments), deal.title


def test_all_deals_are_numbered_in_one_row_as_they_were_created(deals: list[Deal], others: list[Deal]) -> None:
    numbers = Counter(deal.number for deal in (*deals, *others))
    assert set(numbers.values()) == {1}
    of_others = [deal.number for deal in sorted(others, key=lambda item: (item.created, item.owner, item.title))]
    assert of_others == sorted(of_others)


def test_orders_and_invoices_stand_on_the_limit_too(world: World, deals: list[Deal], others: list[Deal]) -> None:
    money = money_of(world, deals, others)
    assert 1 in {(order.delivered - order.due).days for order in money.orders if order.delivered}
    owed = [bill for bill in money.invoices if sum(amount for _, amount in bill.paid) < bill.amount]
    unpaid = {(date(2026, 10, 1) - bill.due).days for bill in owed}
    assert {2, 15, 17} <= unpaid
    assert any(len(bill.paid) > 1 for bill in money.invoices)
    assert all(bill.issued <= bill.due for bill in money.invoices)


def test_nothing_was_done_before_it_was_begun(world: World, deals: list[Deal], others: list[Deal]) -> None:
    events = host(world, Dice(SEED + 3))
    tasks = assign(world, deals, money_of(world, deals, others).invoices, events, Dice(SEED + 9))
    assert all(task.created <= task.due for task in tasks)
    assert all(task.done is None or task.created <= task.done < datetime(2026, 10, 1) for task in tasks)  # noqa: DTZ001 - company time
    assert all(guest.way == sorted(guest.way) and guest.invited < guest.way[0] for guest in events.guests if guest.way)
