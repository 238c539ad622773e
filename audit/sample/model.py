"""The deals of the sample as they happened, and the calendar and limits they happened under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import TypeVar

from handbook.book import Handbook
from handbook.calendar import WorkCalendar
from handbook.model.process import Funnel
from handbook.norms.base import LimitedNorm

FIRST_DAY = date(2026, 1, 12)
AS_OF = date(2026, 10, 1)
READY, PROJECT = "Типовые решения", "Проекты"
SEARCH, SERVICE, TENDER = "Активный поиск", "Услуги", "Тендеры"
FIRST_STAGE, QUALIFIED = "Новый запрос", "Квалификация"
OFFER, DESIGN = "КП отправлено", "Проектное решение"
_MORNING, _EVENING = 9 * 60 + 10, 16 * 60 + 40
_LUNCH, _AFTER_LUNCH = 13 * 60, 14 * 60

T = TypeVar("T")


@dataclass
class Step:
    """Entering a stage; ``by`` is who moved the deal where the history names people."""

    pipeline: str
    stage: str
    at: datetime
    by: str = ""


@dataclass
class Line:
    """A product line of a deal."""

    product: str
    price: int
    quantity: int
    list_price: int = 0


@dataclass
class Deal:
    """One deal with its whole life; ``steps`` end before the day of the audit."""

    owner: str
    pipeline: str
    steps: list[Step]
    outcome: str
    number: int = 0
    title: str = ""
    company: str = ""
    contact: str = ""
    source: str = ""
    lines: list[Line] = field(default_factory=list)
    reason: str = ""
    comment: str = ""
    creator: str = ""
    planned: date = AS_OF
    utm: tuple[str, ...] = ()
    test: bool = False
    discount: str = ""
    opening: str = ""
    card: dict[str, str] = field(default_factory=dict)

    @property
    def created(self) -> datetime:
        """When the deal was created: it enters its first stage."""
        return self.steps[0].at

    @property
    def closed(self) -> date | None:
        """The day the deal was closed, None while it is open."""
        return None if self.outcome == "open" else self.steps[-1].at.date()

    @property
    def age(self) -> int:
        """Calendar days from creation to closing or to the day of the audit."""
        return ((self.closed or AS_OF) - self.created.date()).days

    @property
    def amount(self) -> int:
        """Roubles of all lines."""
        return sum(line.price * line.quantity for line in self.lines)

    @property
    def list_amount(self) -> int:
        """Roubles of all lines by the price list."""
        return sum(line.list_price * line.quantity for line in self.lines)

    def open_on(self, day: date) -> bool:
        """Whether the deal is open at the end of a day."""
        return self.created.date() <= day and (self.closed is None or day < self.closed)


@dataclass
class Lead:
    """An enquiry and what became of it; whoever was given it owns it from that moment."""

    arrived: datetime
    title: str
    source: str
    company: str
    status: str
    number: int = 0
    owner: str = ""
    assigned: datetime | None = None


@dataclass
class Activity:
    """A call, a meeting or a letter; ``done`` is False while it is only planned."""

    kind: str
    at: datetime
    employee: str
    deal: int | None = None
    lead: Lead | None = None
    direction: str = ""
    success: bool = True
    done: bool = True
    number: int = 0
    recorded: datetime | None = None
    subject: str = ""


class Dice:
    """A seeded generator; only ``random()`` is used, whose sequence never changes between versions of Python."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)  # noqa: S311 - a made-up export, no secret

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self._random.random() < share

    def whole(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def one(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[int(self._random.random() * len(items))]


class World:
    """The company as the generator needs it: funnels, calendar, limits."""

    def __init__(self, handbook: Handbook) -> None:
        self.handbook = handbook
        self.calendar = WorkCalendar(handbook.company.working_time, handbook.company.calendar)
        self.managers = tuple(person for person in handbook.staff if person.position == "menedzher")
        self.funnels: dict[str, Funnel] = {
            process.funnel.pipeline: process.funnel for process in handbook.processes.values() if process.funnel
        }

    def limit(self, norm_id: str, day: date, *, lower: bool = False) -> float:
        """The limit of a norm in force on a day."""
        norm = self.handbook.norms[norm_id].norm
        assert isinstance(norm, LimitedNorm)  # noqa: S101 - the sample names norms with limits only
        edition = norm.edition_on(day) or norm.editions()[0]
        quantity = edition.min if lower else edition.max
        assert quantity is not None  # noqa: S101 - as above
        return float(quantity.value)

    def one(self, position: str) -> str:
        """The name of the only employee in a position."""
        return next(person.name for person in self.handbook.staff if person.position == position)

    def final(self, pipeline: str, outcome: str) -> str:
        """The final stage of a funnel with that outcome."""
        return next(stage.title for stage in self.funnels[pipeline].stages if stage.outcome == outcome)

    def open_stages(self, pipeline: str) -> list[str]:
        """The stages of a funnel in which a deal is open, in order."""
        return [stage.title for stage in self.funnels[pipeline].stages if stage.outcome == "open"]

    def working(self, day: date) -> bool:
        """Whether the company works on a day."""
        return self.calendar.is_working(day)

    def next_working(self, day: date) -> date:
        """The day itself or the first working one after it."""
        while not self.working(day):
            day += timedelta(days=1)
        return day

    def moment(self, day: date, dice: Dice) -> datetime:
        """A moment of working time on a day, never in the lunch break."""
        minute = dice.whole(_MORNING, _EVENING)
        if _LUNCH <= minute < _AFTER_LUNCH:
            minute += 60
        return datetime.combine(day, time(minute // 60, minute % 60, dice.whole(0, 59)))
