"""What the twin judges: deals as they stood on the day of the audit, their visits of stages, and its answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

DAY = timedelta(days=1)
TICK = timedelta(microseconds=1)

Row = Mapping[str, Any]
Rows = Sequence[Row]
Tables = Mapping[str, Rows]
Answer = tuple[int, set[str]]


class Judged(NamedTuple):
    """One judged object, or one of several breaches of it.

    Attributes:
        key: Key of the violator.
        bad: Whether it breaks the norm.
        on_limit: Whether it stands exactly on the limit; None where nothing is measured.
        object: What is counted in the population, where it is not the key.
    """

    key: str
    bad: bool
    on_limit: bool | None = None
    object: str | None = None


@dataclass(slots=True)
class Visit:
    pipeline: str | None
    stage: str
    entered: datetime
    left: datetime | None
    number: int = 1
    people: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Deal:
    row: Row
    pipeline: str | None = None
    stage: str | None = None
    outcome: str | None = None
    closed: datetime | None = None
    planned: date | None = None
    visits: list[Visit] = field(default_factory=list)
    has_history: bool = False
    entered: datetime | None = None
    products: frozenset[str] = frozenset()
    segment: str | None = None

    @property
    def id(self) -> str:
        return str(self.row["deal_id"])

    @property
    def created(self) -> datetime | None:
        value: datetime | None = self.row.get("created_at")
        return value

    @property
    def closing_unknown(self) -> bool:
        return self.outcome != "open" and self.closed is None


def midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - times are the company's, without zone


def whole(moment: datetime) -> datetime:
    return moment.replace(microsecond=0)


def low(text: str | None) -> str:
    return (text or "").strip().lower()


def day_of(text: str | None) -> date | None:
    """The day a table of changes tells as text; None when it tells no day."""
    try:
        return date.fromisoformat((text or "")[:10])
    except ValueError:
        return None


def of_deals(row: Row) -> bool:
    """Whether a row of a table of changes speaks of a deal."""
    return low(row.get("object")) in {"", "deal", "deals"}


def grouped(rows: Iterable[Row], column: str) -> dict[Any, list[Row]]:
    """Rows by the value of a column, in their order."""
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get(column), []).append(row)
    return found


def period(per: str, day: date) -> tuple[date, date, str]:
    """The day, week, month or quarter of a day: its first day, the day after its last one, and its name in keys."""
    if per == "day":
        return day, day + DAY, day.isoformat()
    if per == "week":
        monday = day - DAY * day.weekday()
        return monday, monday + DAY * 7, monday.isoformat()
    months = 3 if per == "quarter" else 1
    index = (day.year * 12 + day.month - 1) // months * months
    first, nxt = date(index // 12, index % 12 + 1, 1), index + months
    end = date(nxt // 12, nxt % 12 + 1, 1)
    name = f"{first:%Y-%m}" if months == 1 else f"{first.year}Q{(first.month - 1) // 3 + 1}"
    return first, end, name
