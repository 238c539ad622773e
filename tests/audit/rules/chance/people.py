"""Who works in the random companies, and when the audit stands."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

DAY = timedelta(days=1)
FIRST, LAST = datetime(2025, 11, 3), datetime(2026, 5, 20)  # noqa: DTZ001 - naive by design - times are the company's, without zone
AS_OF = date(2026, 4, 15)

#: Tables of one export; generators fill them and may read those filled before.
Tables = dict[str, list[dict[str, Any]]]

STAFF: tuple[dict[str, Any], ...] = (
    {"name": "Анна", "position": "menedzher"},
    {
        "name": "Борис",
        "position": "menedzher",
        "hired": date(2026, 1, 12),
        "absences": [
            {"from": date(2026, 2, 2), "to": date(2026, 2, 15)},
            {"from": date(2026, 4, 6), "to": date(2026, 4, 10)},
        ],
    },
    {"name": "Вера", "position": "menedzher", "dismissed": date(2026, 2, 27)},
    {"name": "Глеб", "position": "rop", "absences": [{"from": date(2025, 12, 29), "to": date(2026, 1, 16)}]},
    {"name": "Ольга", "position": "menedzher", "hired": date(2026, 3, 1)},
    {"name": "Дарья", "position": "menedzher"},
    {
        "name": "Павел",
        "position": "rop",
        "hired": date(2025, 12, 15),
        "dismissed": date(2026, 4, 3),
        "absences": [{"from": date(2026, 3, 2), "to": date(2026, 3, 8)}],
    },
    {"name": "Тихон", "position": "menedzher"},
    {"name": "Ника", "position": "menedzher"},
    {"name": "Роман", "position": "rop"},
)
#: Other working times of the company: around the clock and the year, and a call centre that rests on holidays.
SCHEDULES: tuple[dict[str, Any], ...] = (
    {
        "id": "vsegda",
        "title": "Круглосуточно",
        "days": ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
        "start": "00:00",
        "end": "00:00",
        "lunch": None,
        "on_holidays": True,
    },
    {"id": "kollcentr", "title": "Колл-центр", "start": "10:00", "end": "22:00", "lunch": None},
)

#: Owners of everything; Ольга and Тихон own nothing, which is a number too.
OWNERS = ("Анна", "Анна", "Борис", "Борис", "Вера", "Глеб", "Дарья", "Павел", "Чужой Человек", None)


def some_moment(dice: random.Random, first: datetime = FIRST, last: datetime = LAST) -> datetime:
    """A moment, half of the time on a round hour so that limits are met exactly."""
    minutes = dice.randrange(max(int((last - first).total_seconds()) // 60, 1))
    moment = first + timedelta(minutes=minutes)
    kind = dice.random()
    if kind < 0.4:
        return moment.replace(minute=0)
    if kind < 0.5:
        return moment.replace(hour=0, minute=0)
    return moment.replace(second=dice.randrange(60))
