"""Finds a deal that a change turns into one known breach and no other."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import datetime, timedelta

from audit.sample.model import AS_OF, Deal, Dice, World
from audit.sample.oracle import breaks

#: Changes a deal; False when it is not fit for the change.
Change = Callable[[Deal], bool]


class Injector:
    """Finds a deal that a change turns into exactly the breach wanted, and changes it."""

    def __init__(self, world: World, deals: list[Deal], dice: Dice) -> None:
        self.world = world
        self._deals = deals
        self._dice = dice
        self._touched: set[int] = set()
        self._leaving = {person.name for person in world.handbook.staff if person.dismissed}

    def inject(self, norm_id: str | None, change: Change) -> bool:
        """Apply a change to one untouched deal so that it breaks the norm and no other (None: still breaks none)."""
        start = self._dice.whole(0, len(self._deals) - 1)
        for offset in range(len(self._deals)):
            place = (start + offset) % len(self._deals)
            deal = self._deals[place]
            if deal.number in self._touched or deal.owner in self._leaving:
                continue
            changed = deepcopy(deal)
            if not change(changed) or changed.steps[-1].at.date() >= AS_OF:
                continue
            if {norm for norm, _ in breaks(self.world, changed)} == ({norm_id} if norm_id else set()):
                self._deals[place] = changed
                self._touched.add(deal.number)
                return True
        return False

    def delay(self, deal: Deal, place: int, days: int) -> None:
        """Move a step and all later ones by days, to working days."""
        for step in deal.steps[place:]:
            day = self.world.next_working(step.at.date() + timedelta(days=days))
            step.at = datetime.combine(day, step.at.time())
        for before, after in zip(deal.steps, deal.steps[1:], strict=False):
            if after.at <= before.at:
                after.at = before.at + timedelta(minutes=20)
