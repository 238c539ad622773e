"""The search pipeline of the sample: companies that managers call first, until they are handed over or let go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from audit.sample.market import DECIDERS, LOSSES, MONTHS, REQUESTS, WAREHOUSES, prospect
from audit.sample.model import AS_OF, FIRST_DAY, SEARCH, Deal, Dice, Step, World
from audit.sample.oracle import available
from audit.sample.words import CONTACTS, REASONS
from handbook.model.people import Person

CHOSEN, CONTACTED, INTERESTED = "Отобрана", "Первый контакт", "Интерес"
#: Cards a manager works at at once, and how often a place is filled.
_CARDS, _TAKES = 4, 0.18
_STAY = {CHOSEN: (1, 5), CONTACTED: (9, 33), INTERESTED: (5, 16)}
_SILENT, _INTERESTED_ENOUGH, _BY_ASSISTANT = 0.45, 0.6, 0.25
#: The last day a leaver takes a company into the search before leaving.
_LAST_INTAKE = timedelta(days=60)
_PART_SIZE = 490
#: Days a chosen company waited for the first call; exactly a week is within the norm.
_LATE, _ON_THE_LIMIT = (8, 10, 13), 7
_EARLY = date(2026, 7, 1)
_BLANKS = (("Кто решает", ""), ("Срок решения", "-"), ("Потребность", "нет"), ("Сегмент склада", ""))
_FOREIGN_HANDS = 2


def search(world: World, dice: Dice, size: int) -> list[Deal]:
    """All cards of the search pipeline with the known breaches.

    Args:
        world: The company.
        dice: The source of chance.
        size: About how many deals the whole sample has.
    """
    found: list[Deal] = []
    day = FIRST_DAY
    while day < AS_OF:
        for person in world.managers:
            if not world.working(day) or not available(person, day) or _leaves_soon(person, day):
                continue
            mine = sum(deal.open_on(day) for deal in found if deal.owner == person.name)
            if mine < round(_CARDS * size / _PART_SIZE) and dice.chance(_TAKES):
                found.append(_card(world, dice, person.name, day, len(found)))
        day += timedelta(days=1)
    _put_breaches(world, found)
    return found


def _leaves_soon(person: Person, day: date) -> bool:
    return person.dismissed is not None and day > person.dismissed - _LAST_INTAKE


def _card(world: World, dice: Dice, owner: str, day: date, number: int) -> Deal:
    steps = [Step(SEARCH, CHOSEN, world.moment(day, dice))]
    silent, won = dice.chance(_SILENT), dice.chance(_INTERESTED_ENOUGH)
    for stage in (CONTACTED, *(() if silent else (INTERESTED,))):
        steps.append(Step(SEARCH, stage, _leaves(world, dice, steps[-1]), owner))
    outcome = "won" if won and not silent else "lost"
    by = world.one("assistent") if outcome == "won" and dice.chance(_BY_ASSISTANT) else owner
    steps.append(Step(SEARCH, world.final(SEARCH, outcome), _leaves(world, dice, steps[-1]), by))
    kept = [step for step in steps if step.at.date() < AS_OF]
    deal = Deal(owner, SEARCH, kept, outcome if len(kept) == len(steps) else "open")
    deal.company, deal.contact = prospect(number), dice.one(CONTACTS)
    deal.title, deal.source, deal.opening = f"Поиск: {deal.company}", "Холодный звонок", "Звонок хантера"
    deal.reason = dice.one(REASONS[-2:]) if deal.outcome == "lost" else ""
    deal.creator, deal.planned = owner, AS_OF + timedelta(days=dice.whole(5, 40))
    words = {"Сегмент склада": WAREHOUSES, "Вид запроса": REQUESTS, "Потребность": LOSSES}
    answers = {"Кто решает": DECIDERS, "Срок решения": MONTHS}
    deal.card = {title: dice.one(texts) for title, texts in (words | answers).items()}
    if all(step.stage != INTERESTED for step in kept):
        deal.card |= dict.fromkeys(("Потребность", *answers), "")
    return deal


def _leaves(world: World, dice: Dice, step: Step) -> datetime:
    low, high = _STAY[step.stage]
    days = [step.at.date() + timedelta(days=n) for n in range(low, high + 1)]
    working = [day for day in days if world.working(day)]
    return world.moment(dice.one(working or days), dice)


def _put_breaches(world: World, found: Sequence[Deal]) -> None:
    """Late first calls, blank checklists and cards that somebody else handed over, one breach a card."""
    won = [deal for deal in found if deal.outcome == "won"]
    for deal, (title, text) in zip(won[2::7], _BLANKS, strict=False):
        deal.card[title] = text
    for deal in won[4::9][:_FOREIGN_HANDS]:
        deal.steps[-1].by = world.one("rop")
    early = [deal for deal in found if deal.outcome == "lost" and deal.created.date() < _EARLY]
    for place, days in enumerate((*_LATE, _ON_THE_LIMIT)):
        on_time = (deal for deal in early[3 + 8 * place :] if world.working(deal.created.date() + timedelta(days=days)))
        _delay(world, next(on_time), days)


def _delay(world: World, deal: Deal, days: int) -> None:
    """Let a company wait so many days for the first call; everything later moves along."""
    first = deal.created + timedelta(days=days)
    shift = first.date() - deal.steps[1].at.date()
    deal.steps[1].at = first
    for step in deal.steps[2:]:
        step.at = datetime.combine(world.next_working(step.at.date() + shift), step.at.time())
