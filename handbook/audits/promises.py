"""What was decided about a breach at a meeting, and whether what was promised came true by the next audit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from handbook.audits.comparison import Comparison, Ending


class Decision(StrEnum):
    """The five ways a breach may be disposed of."""

    MEND = "mend"
    EXCUSE = "excuse"
    DATA = "data"
    TEACH = "teach"
    NORM = "norm"

    @property
    def word(self) -> str:
        """What a user ticks."""
        return {
            "mend": "Исправить к сроку",
            "excuse": "Обоснованно: оформить исключение",
            "data": "Ошибка в CRM: поправить запись",
            "teach": "Обучить или помочь",
            "norm": "Пересмотреть норму",
        }[self.value]


class Outcome(StrEnum):
    """What became of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    WAITING = "waiting"
    UNKNOWN = "unknown"

    @property
    def word(self) -> str:
        """The Russian word a user reads."""
        return {
            "kept": "выполнено",
            "broken": "не выполнено",
            "waiting": "срок не наступил",
            "unknown": "проверить нельзя",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Promise:
    """A decision about one breach.

    Attributes:
        norm_id: The norm.
        key: Key of the violator.
        subject: The object in words, as the sheet of the meeting named it: «сделка 2943».
        owner: Who promised.
        decision: What was decided.
        due: By what day; None when no day was named: then by the next audit.
        note: What was said, in the words of the meeting.
        made: The day of the audit the meeting spoke of.
    """

    norm_id: str
    key: str
    subject: str
    owner: str | None
    decision: Decision
    due: date | None
    note: str
    made: date


@dataclass(frozen=True, slots=True)
class Answered:
    """A promise and what became of it."""

    promise: Promise
    outcome: Outcome


def answered(promises: Iterable[Promise], comparison: Comparison, as_of: date) -> tuple[Answered, ...]:
    """What became of promises: kept when the breach is gone, or excused as was decided.

    Args:
        promises: Promises of meetings before.
        comparison: The audit now beside the one they spoke of, or a later one.
        as_of: The day of the audit now, exclusive.
    """
    endings = {item.breach.identity: item.ending for item in comparison.ended}
    return tuple(
        Answered(item, _outcome(item, comparison, endings.get((item.norm_id, item.key)), as_of)) for item in promises
    )


def _outcome(item: Promise, comparison: Comparison, ending: Ending | None, as_of: date) -> Outcome:
    if (item.norm_id, item.key) in comparison.changes:
        return Outcome.WAITING if item.due and item.due >= as_of else Outcome.BROKEN
    if ending in {Ending.FIXED, Ending.WAIVED}:
        return Outcome.KEPT
    return Outcome.UNKNOWN
