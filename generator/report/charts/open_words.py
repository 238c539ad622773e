"""People with open deals, and what is said of them: who was outside the norm, since when there is none, who left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from generator.report.charts.source import verdict_of
from generator.report.charts.wording import count, initials, name, percent
from handbook.norms.open_deals import OpenDeals
from handbook.result import Result, Status
from handbook.russian.dates import date_short
from handbook.russian.numbers import counted

#: People named in the headline.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """A manager, or the company: open deals by day, the norm that judges them and the days outside it.

    Attributes:
        earlier: Days outside the norm before the first day drawn.
        last_day: The last working day of one who has left.
    """

    title: str
    days: tuple[tuple[date, float], ...]
    norm: OpenDeals | None = None
    below: frozenset[date] = frozenset()
    above: frozenset[date] = frozenset()
    earlier: int = 0
    last_day: date | None = None

    @property
    def outside(self) -> frozenset[date]:
        """Days on which the norm was broken."""
        return self.below | self.above

    @property
    def none_since(self) -> date | None:
        """The day from which on there has been no open deal."""
        since = None
        for day, value in reversed(self.days):
            if value:
                return since
            since = day
        return since

    @property
    def strays(self) -> bool:
        """Whether the line leaves the band on any day drawn, a day off or of absence too."""
        return self.norm is not None and any(_leaves(self.norm, day, value) for day, value in self.days)


def _leaves(norm: OpenDeals, day: date, value: float) -> bool:
    edition = norm.edition_on(day)
    if edition is None:
        return False
    low, high = (float(limit.value) if limit is not None else None for limit in (edition.min, edition.max))
    return (low is not None and value < low) or (high is not None and value > high)


def headline(people: Sequence[Owner], result: Result) -> str:
    """Whom the check found outside the norm on the days drawn, and whether the norm is kept all the same."""
    judged = [item for item in people if item.norm is not None]
    if not judged:
        return "Сколько сделок открыто к концу каждого дня"
    first, last = min(item.days[0][0] for item in judged), max(item.days[-1][0] for item in judged)
    broken = [item for item in judged if item.outside]
    of = f"из {counted(len(judged), 'сотрудника', 'сотрудников', 'сотрудников')}"
    period = f"С {first:%d.%m} по {date_short(last)}"
    if not broken:
        return f"{period} никто {of} не вышел за норму открытых сделок"
    named = "; ".join(_told(item, first=not number) for number, item in enumerate(broken[:_NAMED]))
    more = f"; ещё {len(broken) - _NAMED} — меньше" if len(broken) > _NAMED else ""
    verdicts = {id(item.norm): verdict_of(result, item.norm) for item in broken if item.norm is not None}
    kept = [item for item in verdicts.values() if item is not None and item.status is Status.PASSED]
    allowed = len(kept) == len(verdicts) == 1
    share = f". Норма выполнена: вне её могут быть {percent(kept[0].tolerance)} дней" if allowed else ""
    went = "выходил" if len(broken) == 1 else "выходили"
    return f"{period} за норму открытых сделок {went} {len(broken)} {of}: {named}{more}{share}"


def _told(owner: Owner, *, first: bool) -> str:
    number = len(owner.outside)
    days = counted(number, "рабочий день", "рабочих дня", "рабочих дней") if first else count(number)
    side = "меньше нормы" if not owner.above else "больше нормы" if not owner.below else "то меньше, то больше"
    gone = f", последний день работы — {date_short(owner.last_day)}" if owner.last_day else ""
    return f"{initials(name(owner.title))} — {days} {side}{gone}"


def absence(owner: Owner) -> str:
    """Since when there has been no open deal, and that the person has left; nothing for others."""
    since, said = owner.none_since, ""
    if since is not None:
        whole = since == owner.days[0][0]
        said = ", сделок нет весь срок" if whole else f", сделок нет с {date_short(since)}"
    return said + (f", последний день работы {date_short(owner.last_day)}" if owner.last_day else "")
