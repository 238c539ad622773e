"""What every rule may know besides its norm: the day of the audit, the people, and what the export really holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from audit.prepare.days import table_of
from handbook.book import Handbook
from handbook.norms.base import WorkingTimeNorm
from handbook.russian.dates import date_short


def currency_code(text: str) -> str:
    """A currency code in capitals, the rouble of before 1998 as the rouble."""
    code = text.strip().upper()
    return "RUB" if code == "RUR" else code


@dataclass(frozen=True, slots=True)
class Setting:
    """The circumstances of one audit.

    Attributes:
        handbook: The company's handbook.
        present: Canonical columns the export filled, by table; a table not in it is missing.
        as_of: The day of the audit, exclusive: facts before its midnight count.
        start: The first judged day (norms.md §1).
        judged_from: The day asked for with ``--from``, None when judging starts with the data.
        people: Position of every employee of the staff list, by name.
        first_day: The first day the calendar holds; earlier moments count from it.
        fields: Columns of the deal export that ``deal_fields`` holds.
        facts: Days of the first and of the newest fact of the export, None when it has no dates at all.
    """

    handbook: Handbook
    present: Mapping[str, frozenset[str]]
    as_of: date
    start: date
    judged_from: date | None
    people: Mapping[str, str | None]
    first_day: date
    fields: frozenset[str]
    facts: tuple[date, date] | None = None

    @property
    def currency(self) -> str:
        """The company's currency, as amounts are compared with it."""
        return currency_code(self.handbook.company.currency)

    def has(self, table: str, *columns: str) -> bool:
        """Whether the export filled a table and all the columns named."""
        return table in self.present and self.present[table].issuperset(columns)

    @property
    def nothing(self) -> str | None:
        """Why there is no day to judge, in Russian; None when there is one."""
        if self.judged_from is None or self.judged_from < self.as_of:
            return None
        days = f"начало {date_short(self.judged_from)}, дата аудита {date_short(self.as_of)}"
        return f"в периоде нет ни одного дня ({days})"

    def calendar_of(self, norm: WorkingTimeNorm) -> str:
        """The table of the calendar by which a norm counts working time."""
        return table_of(self.handbook.company, norm.schedule)

    @property
    def parameters(self) -> dict[str, object]:
        """Parameters every question may use."""
        return {
            "as_of": self.as_of,
            "last_day": self.as_of - timedelta(days=1),
            "start": self.start,
            "judged_from": self.judged_from,
            "first_day": self.first_day,
            "currency": self.currency,
        }
