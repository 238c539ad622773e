"""Deals of the sample as good managers would lead them: every one within every norm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from audit.sample.model import (
    AS_OF,
    DESIGN,
    FIRST_DAY,
    FIRST_STAGE,
    OFFER,
    PROJECT,
    QUALIFIED,
    READY,
    Deal,
    Dice,
    Line,
    Step,
    World,
)
from audit.sample.words import (
    COMMENTS,
    COMPANIES,
    CONTACTS,
    GOODS,
    HOSTILE,
    NEEDS,
    OPENINGS,
    PROJECTS,
    REASONS,
    SOURCES,
    UTM,
)
from handbook.model.people import Person

#: Shortest and longest stay on a stage, in days.
_STAY = {
    OFFER: (2, 6),
    "Согласование": (4, 11),
    "Договор и счёт": (4, 12),
    "Обследование": (8, 20),
    DESIGN: (7, 13),
    "КП защищено": (8, 25),
    "Договор": (10, 28),
}
_QUALIFYING = {READY: (2, 8), PROJECT: (5, 12)}
#: Days kept clear of the limit of a deal's age.
_MARGIN = 4
_SIZE = 490
#: Open deals a manager keeps, at the sample's own size; the first two have the richest territories.
_STOCK = (10, 9, 9, 9, 9, 11)
#: Share of projects among a manager's new deals.
_PROJECTS = (0.2, 0.5, 0.45, 0.5, 0.5, 0.1)
_LAST_INTAKE = timedelta(days=18)
_WEAK_MANAGER = 5
_WEAK_QUARTER = (date(2026, 4, 1), date(2026, 7, 1))
_OVERLOAD = date(2026, 5, 12)
_OVERLOAD_DEALS = 15
_PROJECT_TRIES = 60


def tell(world: World, dice: Dice, size: int) -> list[Deal]:
    """All deals in the order of their creation, numbered.

    Args:
        world: The company.
        dice: The source of chance.
        size: About how many deals are wanted.
    """
    managers = [person for person in world.handbook.staff if person.position == "menedzher"]
    deals: list[Deal] = []
    day = FIRST_DAY
    while day < AS_OF:
        if world.working(day):
            for place, person in enumerate(managers):
                if _takes_deals(person, day):
                    stock = round(_stock(world, person, place, day) * size / _SIZE)
                    mine = sum(deal.open_on(day) for deal in deals if deal.owner == person.name)
                    while mine < stock:
                        deals.append(_deal(world, dice, person, place, day))
                        mine += deals[-1].open_on(day)
        day += timedelta(days=1)
    deals.sort(key=lambda deal: (deal.created, deal.owner))
    number = 2100
    for deal in deals:
        number += dice.whole(1, 3)
        deal.number = number
    return deals


def _takes_deals(person: Person, day: date) -> bool:
    if person.hired and day < person.hired:
        return False
    if person.dismissed and day > person.dismissed - _LAST_INTAKE:
        return False
    return not any(absence.start <= day <= absence.end for absence in person.absences)


def _stock(world: World, person: Person, place: int, day: date) -> int:
    stock = _STOCK[place % len(_STOCK)] + (day.month + place) % 2
    if person.hired and person.hired >= FIRST_DAY:
        # A newcomer is given deals little by little.
        worked = sum(world.working(person.hired + timedelta(days=n)) for n in range((day - person.hired).days))
        return min(stock, 1 + worked // 2)
    if place == 0 and day == _OVERLOAD:
        return stock + _OVERLOAD_DEALS
    return stock


def _deal(world: World, dice: Dice, person: Person, place: int, day: date) -> Deal:
    leaves = person.dismissed
    lasting = leaves is None or day < leaves - timedelta(days=130)
    pipeline = PROJECT if lasting and dice.chance(_PROJECTS[place % len(_PROJECTS)]) else READY
    weak = place == _WEAK_MANAGER and _WEAK_QUARTER[0] <= day < _WEAK_QUARTER[1]
    win = 0.1 if weak else 0.55
    created = world.moment(day, dice)
    limit = world.limit("n-dlitelnost-proekt" if pipeline == PROJECT else "n-dlitelnost-tipovaya", day)
    steps, outcome = _life(world, dice, pipeline, created, win)
    for _ in range(_PROJECT_TRIES):
        last = steps[-1].at.date()
        if (last - day).days <= limit - _MARGIN and (leaves is None or last <= leaves):
            break
        steps, outcome = _life(world, dice, pipeline, created, win)
    kept = [step for step in steps if step.at.date() < AS_OF]
    deal = Deal(person.name, pipeline, kept, outcome if len(kept) == len(steps) else "open")
    _describe(deal, dice)
    return deal


def _life(world: World, dice: Dice, pipeline: str, created: datetime, win: float) -> tuple[list[Step], str]:
    """A life from creation to a final stage, as the funnel draws it."""
    stages = world.open_stages(pipeline)
    wins = dice.chance(win)
    # A deal that is lost is lost late more often than early: the client compares until the end.
    late = max(dice.whole(1, len(stages) - 1), dice.whole(1, len(stages) - 1))
    dies_on = len(stages) if wins else 0 if dice.chance(0.08) else late
    steps = [Step(pipeline, stages[0], created)]
    looped = False
    place = 0
    while True:
        at = _leaves(world, dice, steps[-1])
        if place == dies_on or place == len(stages) - 1:
            outcome = "won" if wins else "lost"
            steps.append(Step(pipeline, world.final(pipeline, outcome), at))
            return steps, outcome
        if stages[place] == "Согласование" and not looped and dice.chance(0.07):
            looped = True
            place -= 1
        else:
            place += 1
        steps.append(Step(pipeline, stages[place], at))


def _leaves(world: World, dice: Dice, step: Step) -> datetime:
    """When a stage is left: always in working time, always within the norms of the stage."""
    if step.stage == FIRST_STAGE:
        return _within_the_day(world, dice, step.at)
    low, high = _STAY.get(step.stage, _QUALIFYING[step.pipeline])
    days = [step.at.date() + timedelta(days=n) for n in range(low, high + 1)]
    working = [day for day in days if world.working(day)]
    return world.moment(dice.one(working or days), dice)


def _within_the_day(world: World, dice: Dice, at: datetime) -> datetime:
    """Up to five working hours later: the same day before lunch, otherwise the next morning."""
    if at.hour < 12:  # noqa: PLR2004 - noon
        return at.replace(hour=14, minute=dice.whole(5, 59), second=dice.whole(0, 59))
    day = world.next_working(at.date() + timedelta(days=1))
    return datetime.combine(day, at.time()).replace(hour=9, minute=dice.whole(10, 59))


def _describe(deal: Deal, dice: Dice) -> None:
    """Everything on the card; deals that died at once may have no company."""
    beyond = any(step.stage != FIRST_STAGE for step in deal.steps[:-1]) or deal.outcome == "open"
    deal.company = dice.one(COMPANIES) if beyond or dice.chance(0.5) else ""
    deal.contact = dice.one(CONTACTS)
    deal.source = dice.one(SOURCES)
    deal.opening = OPENINGS[deal.source]
    deal.utm = dice.one(UTM) if deal.source == "Сайт" else ()
    deal.lines = _lines(deal, dice) if beyond else []
    deal.title = f"{deal.lines[0].product if deal.lines else 'Запрос'} {dice.one(NEEDS)}"
    deal.reason = dice.one(REASONS) if deal.outcome == "lost" else ""
    deal.comment = dice.one(COMMENTS) if dice.chance(0.3) else ""
    brought = dice.chance(0.7) or deal.created.date() == _OVERLOAD
    deal.creator = "" if brought else deal.owner
    deal.planned = AS_OF + timedelta(days=dice.whole(2, 35))


def _lines(deal: Deal, dice: Dice) -> list[Line]:
    if deal.pipeline == PROJECT:
        project, price = dice.one(PROJECTS), dice.whole(12, 36) * 50_000
        return [Line(project, price, 1, price)]
    product, price = dice.one(GOODS)
    lines = [Line(product, price, dice.whole(1, 9), price)]
    if dice.chance(0.1):
        other, price = dice.one([item for item in GOODS if item[0] != product])
        lines.append(Line(other, price, dice.whole(1, 4), price))
    return lines


def spice(deals: Sequence[Deal], dice: Dice) -> list[Deal]:
    """Put hostile text into a few cards; the deals with two trial ones that would break every norm.

    Args:
        deals: Deals on ready-made solutions and projects.
        dice: The source of chance.
    """
    for text in HOSTILE:
        dice.one(deals).comment = text
    dice.one(deals).title = "=1+1 Сканер <b>срочно</b>"
    trials = []
    for title, number in (("Тестовая сделка, не трогать", 2001), ("Пробная сделка интеграции", 2002)):
        steps = [Step(READY, QUALIFIED, datetime(2026, 1, 12, 9, 5))]  # noqa: DTZ001 - company time
        trials.append(Deal(deals[0].owner, READY, steps, "open", number, title, test=True))
    return [*deals, *trials]


def move_some(deals: list[Deal]) -> None:
    """Let two projects begin in the funnel of ready-made deals: the pipeline was changed after qualification."""
    begun = [deal for deal in deals if deal.pipeline == PROJECT and len(deal.steps) > 3]  # noqa: PLR2004 - has a survey
    for deal in begun[3:40:20]:
        for step in deal.steps[:2]:
            step.pipeline = READY
