"""Known breaches of the order of stages, and losses held back until the last day of a month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from audit.sample.injector import Change, Injector
from audit.sample.model import DESIGN, PROJECT, QUALIFIED, READY, Deal, Step

#: Stages that deals passed by, and the last ones from which deals came back to qualification.
_SKIPPED = (
    (READY, "n-poryadok-tipovaya", ("Согласование", "Согласование", QUALIFIED)),
    (PROJECT, "n-poryadok-proekta", ("Обследование", DESIGN)),
)
_RETURNED = ((READY, "n-poryadok-tipovaya", "Договор и счёт"), (PROJECT, "n-poryadok-proekta", "Договор"))

#: Losses of a manager, by the place in the staff list, that were held back until the last working day of a month.
_HELD_BACK, _HOLDER, _HELD_UNTIL = 3, 5, date(2026, 6, 30)
#: A deal of two steps was closed at once.
_LEAST = 2


def order_changes(injector: Injector) -> Iterator[tuple[str | None, Change]]:
    """Changes with the norm each breaks; None for those that break a norm only taken together.

    Args:
        injector: Makes the changes.
    """
    for pipeline, norm, stages in _SKIPPED:
        for stage in stages:
            yield norm, _skipping(pipeline, stage)
    for pipeline, norm, stage in _RETURNED:
        yield norm, _returning(pipeline, stage)
    for _ in range(_HELD_BACK):
        yield None, _held_back(injector)


def _skipping(pipeline: str, stage: str) -> Change:
    """A deal that went past a stage: it stood on the one before all the while."""

    def change(deal: Deal) -> bool:
        places = [place for place, step in enumerate(deal.steps) if step.stage == stage]
        if deal.pipeline != pipeline or len(places) != 1 or deal.outcome != "won":
            return False
        del deal.steps[places[0]]
        return True

    return change


def _returning(pipeline: str, stage: str) -> Change:
    """A deal that went back to qualification for a while when everything had been agreed."""

    def change(deal: Deal) -> bool:
        if deal.pipeline != pipeline or len(deal.steps) <= _LEAST or deal.steps[-2].stage != stage:
            return False
        stood, left = deal.steps[-2].at, deal.steps[-1].at
        if deal.outcome != "won" or left - stood < timedelta(days=5):
            return False
        there, back = (datetime.combine((stood + timedelta(days=n)).date(), stood.time()) for n in (1, 2))
        deal.steps[-1:-1] = [Step(pipeline, QUALIFIED, there), Step(pipeline, stage, back)]
        return True

    return change


def _held_back(injector: Injector) -> Change:
    """A deal that was lost earlier in the month than it was closed."""
    owner = injector.world.managers[_HOLDER].name

    def change(deal: Deal) -> bool:
        closed = deal.closed
        if closed is None or deal.owner != owner or deal.outcome != "lost" or deal.pipeline != READY:
            return False
        if (closed.year, closed.month) != (_HELD_UNTIL.year, _HELD_UNTIL.month) or closed == _HELD_UNTIL:
            return False
        deal.steps[-1].at = datetime.combine(_HELD_UNTIL, deal.steps[-1].at.time())
        return True

    return change
