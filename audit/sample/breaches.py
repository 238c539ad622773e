"""Known breaches put into a story without a fault: each touches one deal and breaks one norm."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from audit.sample.breaches_order import order_changes
from audit.sample.injector import Change, Injector
from audit.sample.model import AS_OF, DESIGN, FIRST_STAGE, OFFER, PROJECT, QUALIFIED, READY, Deal, Dice, World
from audit.sample.prices import give

#: From this day ready-made deals have less time.
_STRICTER = date(2026, 7, 1)
#: A deal of two steps was closed at once.
_LEAST = 2
#: Stage, norm, and the visits made too long: which of the deal's visits, by how many days.
_LATE: tuple[tuple[str, str, tuple[tuple[int, int], ...]], ...] = (
    (FIRST_STAGE, "n-novyj-zapros", tuple((1, days) for days in (2, 2, 3, 3, 4, 5, 6))),
    (OFFER, "n-kp-ozhidanie", (*((1, days) for days in (4, 5, 6, 7, 9, 11, 13)), (2, 6))),
    (DESIGN, "n-proektnoe-reshenie", tuple((1, days) for days in (9, 12, 18))),
)
_BLANKS = (
    ("reason", "n-prichina-otkaza", ("", "", "-", "нет", " ", ".")),
    ("company", "n-kartochka", ("", "тест", "-")),
    ("source", "n-kartochka", ("", "123", "")),
    ("product", "n-kartochka", ("", "н/д")),
)

#: Percent, and whether it is written in the deal; exactly on the limit is within the norm.
_DISCOUNTS = ((11, True), (12, True), (15, True), (20, True), (12, False), (18, False), (25, False))
_ON_THE_LIMIT = ((10, True), (10, False))


def put_breaches(world: World, deals: list[Deal], dice: Dice) -> None:
    """All breaches of the sample; which deals they strike depends on the dice."""
    injector = Injector(world, deals, dice)
    for norm_id, change in _changes(injector):
        injector.inject(norm_id, change)


def _changes(injector: Injector) -> Iterator[tuple[str | None, Change]]:
    yield from _ages(injector)
    # Exactly on the limit is within the norm.
    yield None, _exactly(OFFER, timedelta(days=7))
    for stage, norm, visits in _LATE:
        for visit, days in visits:
            yield norm, _late(injector, stage, days, visit)
    for field, norm, texts in _BLANKS:
        for text in texts:
            yield norm, _blank(field, text)
    for days in (4, 6, 9, 15, 27):
        yield "n-planovaya-data", _overdue(days)
    yield None, _overdue(3)
    for percent, recorded in _DISCOUNTS:
        yield "n-skidka", _cheaper(percent, recorded=recorded)
    for percent, recorded in _ON_THE_LIMIT:
        yield None, _cheaper(percent, recorded=recorded)
    yield from order_changes(injector)


def _ages(injector: Injector) -> Iterator[tuple[str | None, Change]]:
    spring, autumn = (date.min, _STRICTER), (_STRICTER, date.max)
    for age in (46, 49, 53, 58, 64, 71):
        yield "n-dlitelnost-tipovaya", _aged(injector, READY, age, spring)
    for age in (31, 34, 39, 45):
        yield "n-dlitelnost-tipovaya", _aged(injector, READY, age, autumn)
    for stage in ("Согласование", "Договор и счёт", QUALIFIED):
        yield "n-dlitelnost-tipovaya", _forgotten(stage)
    for age in (121, 133, 148, 171):
        yield "n-dlitelnost-proekt", _aged(injector, PROJECT, age)
    yield None, _aged(injector, READY, 45, spring)
    yield None, _aged(injector, READY, 30, autumn)
    yield None, _aged(injector, PROJECT, 120)


def _aged(injector: Injector, pipeline: str, age: int, created: tuple[date, date] = (date.min, date.max)) -> Change:
    """A closed deal whose last stage but one lasted until the deal was exactly so old."""

    def change(deal: Deal) -> bool:
        day = deal.created.date()
        fits = deal.pipeline == pipeline and deal.outcome != "open" and created[0] <= day < created[1]
        stretched = len(deal.steps) > _LEAST and deal.steps[-2].stage not in {FIRST_STAGE, OFFER, DESIGN}
        if not fits or not stretched or deal.age >= age or not injector.world.working(day + timedelta(days=age)):
            return False
        injector.delay(deal, len(deal.steps) - 1, age - deal.age)
        return deal.age == age

    return change


def _forgotten(stage: str) -> Change:
    """A deal that was never closed: it has stood on a stage since July or August."""

    def change(deal: Deal) -> bool:
        if deal.pipeline != READY or deal.outcome == "open" or deal.created.date() < date(2026, 6, 20):
            return False
        if len(deal.steps) <= _LEAST or deal.steps[-2].stage != stage:
            return False
        deal.steps.pop()
        deal.outcome, deal.reason = "open", ""
        return True

    return change


def _late(injector: Injector, stage: str, days: int, visit: int = 1) -> Change:
    """A visit that lasted so many days more."""

    def change(deal: Deal) -> bool:
        visits = [place for place, step in enumerate(deal.steps) if step.stage == stage]
        if len(visits) < visit or visits[visit - 1] + 1 >= len(deal.steps):
            return False
        injector.delay(deal, visits[visit - 1] + 1, days)
        return True

    return change


def _exactly(stage: str, stay: timedelta) -> Change:
    def change(deal: Deal) -> bool:
        for before, after in zip(deal.steps, deal.steps[1:], strict=False):
            if before.stage == stage and after is deal.steps[-1] and after.at < before.at + stay:
                after.at = before.at + stay
                return True
        return False

    return change


def _blank(field: str, text: str) -> Change:
    def change(deal: Deal) -> bool:
        if field == "product":
            if len(deal.lines) != 1:
                return False
            deal.lines[0].product = text
        else:
            setattr(deal, field, text)
        return True

    return change


def _overdue(days: int) -> Change:
    def change(deal: Deal) -> bool:
        deal.planned = AS_OF - timedelta(days=days)
        return deal.outcome == "open"

    return change


def _cheaper(percent: int, *, recorded: bool) -> Change:
    def change(deal: Deal) -> bool:
        give(deal, percent, recorded=recorded)
        return bool(deal.lines)

    return change
