"""When meetings of the sample were put into the CRM: most before they were held or on the same day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from audit.sample.model import AS_OF, Activity, Dice

_PLANNED = 0.55
_BEFORE, _AFTER = (2, 6), (5, 240)
#: Days after which forgotten meetings were written down, and those of events.
_FORGOTTEN, _OF_EVENTS = (4, 4, 5, 5, 6, 8), (4, 5)
_EARLY = AS_OF - timedelta(days=14)


def record(managers: Sequence[str], activities: Sequence[Activity], dice: Dice) -> None:
    """Give every meeting the moment it was recorded.

    Args:
        managers: Names of the managers; the meetings of others were held at events.
        activities: All activities in the order of time.
        dice: The source of chance.
    """
    held = [item for item in activities if item.kind == "meeting" and item.done]
    for item in (item for item in activities if item.kind == "meeting"):
        if item.done and not (item.employee in managers and dice.chance(_PLANNED)):
            item.recorded = item.at + timedelta(minutes=dice.whole(*_AFTER))
        else:
            item.recorded = item.at - timedelta(days=dice.whole(*_BEFORE))
    for own, delays in ((True, _FORGOTTEN), (False, _OF_EVENTS)):
        early = [item for item in held if (item.employee in managers) is own and item.at.date() < _EARLY]
        pace = len(early) // (len(delays) + 1)
        for place, days in enumerate(delays, 1):
            early[place * pace].recorded = early[place * pace].at + timedelta(days=days)
