"""What a stage means for a deal, where no funnel says it."""

from __future__ import annotations

import re
from collections import Counter

from handbook.exported import Outcome

#: The beginnings of words that every sales team calls a lost deal, and a won one.
_LOST = re.compile(
    r"отказ|проигр|потер|слив|не (?:подош|реализ|состоя)|закрыт\w* (?:и )?не|lost|lose|declin|reject", re.IGNORECASE
)
_WON = re.compile(r"выигр|успеш|продан|оплачен|реализован|\bwon\b|закрыт\w* успеш", re.IGNORECASE)
#: What the first stage is called wherever there is one.
BEGINNING = re.compile(r"(?:C?\d+:)?NEW\b|нов(?:ая|ый|ое|ые)\b|первичн|неразобран|входящ|(?:в )?очеред", re.IGNORECASE)
#: So great a share of the deals on a stage must be over for the stage to be an end.
_OVER = 0.9


def outcome_of(  # noqa: PLR0913 - all that is known of a stage
    title: str, told: str | None, outcomes: Counter[str], *, deals: int, closed: int, refused: int
) -> Outcome:
    """What a stage means.

    Args:
        title: As the CRM names it.
        told: What its code means in every company of this CRM.
        outcomes: Outcomes of the deals on it, empty for an unknown one.
        deals: Deals that stand on it.
        closed: Those of them that have a closing date.
        refused: Those of them that have a reason of refusal.
    """
    if told in {"won", "lost"}:
        return "won" if told == "won" else "lost"
    ends: tuple[Outcome, ...] = ("won", "lost")
    for outcome in ends:
        if deals and outcomes[outcome] >= _OVER * deals:
            return outcome
    over = bool(deals) and closed >= _OVER * deals and not outcomes["open"]
    if _LOST.match(title):
        # Nobody works on a refusal, whatever mark is missing in its card.
        return "lost"
    if not over and deals:
        return "open"
    if _LOST.search(title) or (over and 2 * refused >= deals):
        return "lost"
    return "won" if over or _WON.search(title) else "open"
