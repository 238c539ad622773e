"""The pace a deadline sets by its words: every day, every week, or at once."""

from __future__ import annotations

import re
from typing import Final, Literal

from handbook import crossref
from handbook.book import Handbook, PlacedNorm
from handbook.norms.base import LimitedNorm
from handbook.norms.quantity import Unit

#: Paces of whole operations and of rules; steps may also be done at once.
Often = Literal["day", "week"]
Pace = Literal[Often, "now"]

OFTEN: Final[tuple[Often, ...]] = ("day", "week")
_WEEKDAYS = "понедельник|вторник|среду|четверг|пятницу|субботу"
_TIMES = r"(?:раза?|дважды|трижды|\d+ \w+) в"
_DAILY = (
    rf"ежедневно|каждый (?:рабочий )?день|каждое утро|каждый вечер|{_TIMES} (?:рабочий )?день"
    rf"|со? \w+ по (?:{_WEEKDAYS})"
)
_WEEKLY = (
    rf"еженедельно|каждую неделю|{_TIMES} неделю|кажд(?:ый|ую) (?:{_WEEKDAYS})|во? (?:{_WEEKDAYS})"
    r"|по (?:понедельникам|вторникам|средам|четвергам|пятницам|субботам)"
)
#: So many hours, and more, may end tomorrow.
_HOURS = 8
_MANY_HOURS = r"(?:[89]|\d\d+|восьми|девяти|десяти|двенадцати|двадцати|сорока|семидесяти)\b"
_NOW = (
    r"сразу|немедленно|в тот же день|в день|до конца (?:рабочего )?дня|до вечера"
    rf"|в течение (?:\w+ ){{0,2}}(?:минут\w*|получаса)|в течение (?:(?!{_MANY_HOURS})\w+ ){{0,2}}час(?:а|ов)?"
)
#: Words that set each pace, wherever they stand in a text.
PACES: Final[dict[Pace, re.Pattern[str]]] = {
    "day": re.compile(rf"\b(?:{_DAILY})\b", re.IGNORECASE),
    "week": re.compile(rf"\b(?:{_WEEKLY})\b", re.IGNORECASE),
    "now": re.compile(rf"\b(?:{_NOW})\b", re.IGNORECASE),
}
#: Not today: the next day, or a day counted back from another.
_LATER = re.compile(r"следующ|накануне|\bза \w+", re.IGNORECASE)
#: Words that say so themselves: it is done again and again, whatever other day they are told with.
_AGAIN = re.compile(rf"\b(?:{_DAILY}|еженедельно|кажд\w+|{_TIMES} неделю|по \w+ам)\b", re.IGNORECASE)
#: A weekday of a month or of every other week is no weekday of all weeks.
_SELDOM = re.compile(r"месяц|квартал|\bраза? в (?:\d|две|три|четыре)", re.IGNORECASE)
_MINUTES: Final = {Unit.MINUTE: 1, Unit.WORKING_MINUTE: 1, Unit.HOUR: 60, Unit.WORKING_HOUR: 60}


def pace_of(book: Handbook, words: str) -> Pace | None:
    """The pace of what is done by a deadline; None for another one.

    Args:
        book: The company, for norms the deadline names.
        words: The deadline as it is written.
    """
    often = None if _SELDOM.search(words) else next((one for one in OFTEN if PACES[one].search(words)), None)
    if _LATER.search(words):
        return often if _AGAIN.search(words) else None
    quick = any(one.target == "norm" and _is_quick(book.norms.get(one.id)) for one in crossref.find(words))
    return often or ("now" if quick or PACES["now"].search(words) else None)


def _is_quick(placed: PlacedNorm | None) -> bool:
    """Whether the limit pages show, that of the latest edition, ends the same day."""
    norm = placed.norm if placed else None
    limit = norm.editions()[-1].max if isinstance(norm, LimitedNorm) else None
    return limit is not None and limit.unit in _MINUTES and limit.value * _MINUTES[limit.unit] < _HOURS * 60
