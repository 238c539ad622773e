"""Who works when, and whom a norm speaks of."""

from __future__ import annotations

from datetime import date, datetime

from handbook.book import Handbook
from handbook.calendar import WorkCalendar, WorkDay
from handbook.norms import Norm
from tests.audit.rules.twin.facts import DAY, Rows


class People:
    def __init__(self, book: Handbook, staff: Rows) -> None:
        self.book = book
        self.staff = {person["name"]: person for person in staff}
        company = book.company
        schedules = {None: company.working_time, **{schedule.id: schedule for schedule in company.schedules}}
        self._calendars = {key: WorkCalendar(schedule, company.calendar) for key, schedule in schedules.items()}
        self._days: dict[tuple[str | None, date], WorkDay] = {}
        self._seconds: dict[tuple[str | None, date], int] = {}
        self._available: dict[tuple[str, date], bool] = {}

    def work_day(self, day: date, schedule: str | None = None) -> WorkDay:
        """A day by one of the company's schedules, by its own working time where none is named."""
        key = schedule, day
        if key not in self._days:
            self._days[key] = self._calendars[schedule].day(day)
        return self._days[key]

    def works(self, day: date, schedule: str | None = None) -> bool:
        return self.work_day(day, schedule).is_working

    def working_days(self, first: date, last: date, schedule: str | None = None) -> int:
        """Working days after the first day up to the last one, included."""
        return sum(self.works(first + DAY * n, schedule) for n in range(1, (last - first).days + 1))

    def working_seconds(self, first: datetime, last: datetime, schedule: str | None = None) -> int:
        if last < first:
            return -self.working_seconds(last, first, schedule)
        start, end = first.date(), last.date()
        seconds = sum(self._whole(start + DAY * n, schedule) for n in range((end - start).days))
        return seconds + self._gone(last, schedule) - self._gone(first, schedule)

    def _whole(self, day: date, schedule: str | None) -> int:
        key = schedule, day
        if key not in self._seconds:
            self._seconds[key] = self.work_day(day, schedule).seconds
        return self._seconds[key]

    def _gone(self, moment: datetime, schedule: str | None) -> int:
        second = moment.hour * 3600 + moment.minute * 60 + moment.second
        return self.work_day(moment.date(), schedule).until(second)

    def employed(self, name: str | None, day: date) -> bool:
        if name not in self.staff:
            return True
        person = self.staff[name]
        return bool((person.get("hired") or date.min) <= day <= (person.get("dismissed") or date.max))

    def ever_employed(self, name: str | None, first: date, end: date) -> bool:
        """Whether someone is employed on any day of a period; the end is exclusive."""
        return any(self.employed(name, first + DAY * n) for n in range((end - first).days))

    def available(self, name: str | None, day: date) -> bool:
        key = name or "", day
        if key not in self._available:
            absences = self.staff.get(name, {}).get("absences", ())
            away = any(item["from"] <= day <= (item.get("to") or item["from"]) for item in absences)
            self._available[key] = self.works(day) and self.employed(name, day) and not away
        return self._available[key]

    def available_days(self, name: str | None, first: date, end: date) -> list[date]:
        """Available days of a period; the end is exclusive."""
        days = (first + DAY * n for n in range((end - first).days))
        return [day for day in days if self.available(name, day)]

    def roles(self, name: str | None) -> frozenset[str]:
        """Roles of the position of someone; none for a person unknown to the staff."""
        position = self.staff.get(name, {}).get("position")
        return frozenset(self.book.positions[position].roles) if position in self.book.positions else frozenset()

    def in_scope(self, norm: Norm) -> set[str] | None:
        """Names the scope speaks of; None when it names no role, position or employee."""
        scope = norm.scope
        if not (scope.roles or scope.positions or scope.employees):
            return None
        names = set(scope.employees or self.staff)
        if scope.positions:
            names = {name for name in names if self.staff.get(name, {}).get("position") in scope.positions}
        if scope.roles:
            names = {name for name in names if self.roles(name) & set(scope.roles)}
        return names

    def judged(self, norm: Norm, owners: set[str]) -> set[str]:
        """Whom a norm per person judges: everyone of a role or position, else the owners of objects in scope."""
        people = self.in_scope(norm)
        if people is None:
            return owners
        return people if norm.scope.roles or norm.scope.positions else people & owners
