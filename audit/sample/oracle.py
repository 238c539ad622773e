"""Violators of the sample, counted the slow and obvious way straight from the deals.

Independent of the rules on purpose: the tests hold the audit's answers against these.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from audit.sample.model import (
    AS_OF,
    DESIGN,
    FIRST_DAY,
    FIRST_STAGE,
    OFFER,
    PROJECT,
    QUALIFIED,
    READY,
    SEARCH,
    SERVICE,
    TENDER,
    Deal,
    World,
)
from audit.sample.oracle_order import order_breaks
from handbook.model.people import Person

_END = datetime.combine(AS_OF, time())
_DAY = timedelta(days=1)
_AGES = {READY: "n-dlitelnost-tipovaya", PROJECT: "n-dlitelnost-proekt", SERVICE: "n-dlitelnost-uslugi"}
#: Stages whose visits are measured in days.
_VISITS = ((OFFER, "n-kp-ozhidanie"), (DESIGN, "n-proektnoe-reshenie"), ("Отобрана", "n-pervyj-kontakt"))
CHECKLIST = ("Сегмент склада", "Вид запроса", "Потребность", "Кто решает", "Срок решения")
TENDER_CARD = ("Подать до", "Начальная цена", "Обеспечение заявки", "Площадка и номер извещения")
Plan = Mapping[tuple[str, date], Decimal]


def breaks(world: World, deal: Deal) -> set[tuple[str, str]]:
    """Norms a single deal breaks, with the violator keys."""
    found: set[tuple[str, str]] = set()
    age_norm = _AGES.get(deal.pipeline)
    if age_norm and deal.age > world.limit(age_norm, deal.created.date()):
        found.add((age_norm, str(deal.number)))
    found |= _stages(world, deal)
    found |= order_breaks(world, deal)
    blank = {"", *(text.casefold() for text in world.handbook.company.placeholders)}
    for norm, field, value in _required(world, deal):
        if value.strip().casefold() in blank:
            found.add((norm, f"{deal.number}|{field}"))
    overdue = (AS_OF - deal.planned).days
    if deal.outcome == "open" and overdue > world.limit("n-planovaya-data", AS_OF - _DAY):
        found.add(("n-planovaya-data", str(deal.number)))
    if _cut(deal) > world.limit("n-skidka", deal.created.date()):
        found.add(("n-skidka", str(deal.number)))
    return found


def _required(world: World, deal: Deal) -> Iterator[tuple[str, str, str]]:
    """Fields the deal must have filled by now, with their norm and value."""
    if deal.outcome == "lost":
        yield "n-prichina-otkaza", "Причина отказа", deal.reason
    beyond = any(step.stage in world.open_stages(deal.pipeline)[1:] for step in deal.steps)
    if deal.pipeline in {READY, PROJECT} and beyond:
        card = {"Компания": deal.company, "Источник": deal.source, "Продукт": _product(deal)}
        for field, value in (card | {"Причина открытия": deal.opening}).items():
            yield "n-kartochka", field, value
    if deal.pipeline == SEARCH and deal.outcome == "won":
        card = {"Компания": deal.company, "Контакт": deal.contact}
        for field, value in (card | {field: deal.card.get(field, "") for field in CHECKLIST}).items():
            yield "n-chek-list-lida", field, value
    if deal.pipeline == TENDER:
        for field in TENDER_CARD:
            yield "n-kartochka-tendera", field, deal.card.get(field, "")


def _cut(deal: Deal) -> Fraction:
    """The discount of a deal in percent: what is written down, else what the price list tells."""
    if deal.discount:
        return Fraction(deal.discount)
    return 100 - Fraction(100 * deal.amount, deal.list_amount) if deal.list_amount else Fraction(0)


def _product(deal: Deal) -> str:
    return deal.lines[0].product if deal.lines else ""


def _stages(world: World, deal: Deal) -> set[tuple[str, str]]:
    found: set[tuple[str, str]] = set()
    visits: Counter[str] = Counter()
    for place, step in enumerate(deal.steps):
        visits[step.stage] += 1
        left = deal.steps[place + 1].at if place + 1 < len(deal.steps) else _END
        key = f"{deal.number}|{step.stage}|{visits[step.stage]}"
        day = step.at.date()
        if step.stage == FIRST_STAGE:
            hours = world.calendar.working_seconds(step.at, left) / 3600
            if hours > world.limit("n-novyj-zapros", day):
                found.add(("n-novyj-zapros", key))
        for stage, norm in _VISITS:
            if step.stage == stage and (left - step.at).total_seconds() > 86400 * world.limit(norm, day):
                found.add((norm, key))
    return found


def company_breaks(world: World, deals: Sequence[Deal], plan: Plan) -> dict[str, set[str]]:
    """Norms on people: open deals per day, conversion per quarter, plan per month."""
    counted = [deal for deal in deals if deal.pipeline in {READY, PROJECT}]
    return {
        "n-otkrytye-sdelki": _open(world, counted, world.managers),
        "n-konversiya": _conversion(world, deals),
        "n-plan": {f"{owner}|{month:%Y-%m}" for owner, month in _unfulfilled(world, deals, plan)},
    }


def _open(world: World, deals: Sequence[Deal], managers: Sequence[Person]) -> set[str]:
    found: set[str] = set()
    for person in managers:
        mine = [deal for deal in deals if deal.owner == person.name]
        day = FIRST_DAY
        while day < AS_OF:
            if world.working(day) and available(person, day):
                count = sum(deal.open_on(day) for deal in mine)
                low = world.limit("n-otkrytye-sdelki", day, lower=True)
                if not low <= count <= world.limit("n-otkrytye-sdelki", day):
                    found.add(f"{person.name}|{day}")
            day += _DAY
    return found


def available(person: Person, day: date) -> bool:
    """Whether a person is employed and not absent on a day, which may be a day off."""
    employed = (not person.hired or person.hired <= day) and (not person.dismissed or day <= person.dismissed)
    return employed and not any(absence.start <= day <= absence.end for absence in person.absences)


def cohorts(world: World, deals: Sequence[Deal]) -> dict[tuple[str, str], tuple[int, int]]:
    """Deals that reached qualification, and those of them that were won, by owner and quarter."""
    won = world.final(READY, "won")
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for deal in deals:
        first = next((step.at for step in deal.steps if step.stage == QUALIFIED), None)
        if first is None or deal.pipeline != READY:
            continue
        count = counts[deal.owner, f"{first.year}Q{(first.month + 2) // 3}"]
        count[0] += 1
        count[1] += any(step.stage == won for step in deal.steps)
    return {key: (total, hits) for key, (total, hits) in counts.items()}


def _conversion(world: World, deals: Sequence[Deal]) -> set[str]:
    norm = world.handbook.norms["n-konversiya"].norm
    least = getattr(norm, "min_count", 1)
    share = world.limit("n-konversiya", AS_OF - _DAY, lower=True) / 100
    return {
        f"{owner}|{quarter}"
        for (owner, quarter), (total, hits) in cohorts(world, deals).items()
        if total >= least and hits / total < share
    }


def sales(deals: Sequence[Deal]) -> dict[tuple[str, date], Decimal]:
    """Roubles won, by owner and month."""
    found: dict[tuple[str, date], Decimal] = defaultdict(Decimal)
    for deal in deals:
        if deal.outcome == "won" and deal.closed:
            found[deal.owner, deal.closed.replace(day=1)] += deal.amount
    return dict(found)


def _unfulfilled(world: World, deals: Sequence[Deal], plan: Plan) -> list[tuple[str, date]]:
    fact = sales(deals)
    return [
        key
        for key, amount in plan.items()
        if fact.get(key, Decimal(0)) * 100 < Decimal(str(world.limit("n-plan", key[1], lower=True))) * amount
    ]
