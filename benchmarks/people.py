"""The staff of the benchmark company: as many managers as the deals need, and their heads."""

from __future__ import annotations

from datetime import date, timedelta

#: The data tell of two years.
FIRST_DAY = date(2024, 7, 1)
AS_OF = FIRST_DAY + timedelta(days=730)

DEALS_PER_OWNER = 500
OWNERS_PER_HEAD = 20
FEWEST_OWNERS, MOST_OWNERS = 4, 2000

_STEMS = (
    "Бел", "Бор", "Ветр", "Гор", "Град", "Дубр", "Жар", "Зим", "Калин", "Коз", "Кузн", "Лав", "Мак",
    "Мороз", "Никон", "Орл", "Остр", "Пав", "Рог", "Сад", "Сокол", "Тихон", "Фад", "Хол", "Ярос",
)  # fmt: skip
_ENDINGS = ("ов", "ин", "енко", "овский")
_FIRST = (
    "Андрей", "Борис", "Вадим", "Виктор", "Глеб", "Денис", "Егор", "Захар", "Иван", "Кирилл",
    "Леонид", "Максим", "Никита", "Олег", "Павел", "Роман", "Сергей", "Тимур", "Фёдор", "Юрий",
)  # fmt: skip
_FATHERS = ("Андреевич", "Викторович", "Иванович", "Олегович", "Петрович", "Романович", "Сергеевич")


def owners(deals: int) -> int:
    """How many managers so many deals need."""
    return min(max(deals // DEALS_PER_OWNER, FEWEST_OWNERS), MOST_OWNERS)


def heads(managers: int) -> int:
    """How many heads so many managers need."""
    return -(-managers // OWNERS_PER_HEAD)


def name(number: int) -> str:
    """The full name of an employee; no two of 2,200 have a first name and a surname in common."""
    place, first = divmod(number, len(_FIRST))
    stem, ending = divmod(place, len(_ENDINGS))
    around, stem = divmod(stem, len(_STEMS))
    father = _FATHERS[number % len(_FATHERS)]
    return f"{_STEMS[stem]}{'ск' * around}{_ENDINGS[ending]} {_FIRST[first]} {father}"


def staff(deals: int) -> tuple[list[str], list[str]]:
    """The managers and the heads of a company of so many deals."""
    managers = owners(deals)
    names = [name(number) for number in range(managers + heads(managers))]
    return names[:managers], names[managers:]


def absences(number: int) -> list[tuple[date, date]]:
    """The two leaves of a manager, first and last day: two weeks of each year."""
    return [
        (start, start + timedelta(days=13))
        for year in (0, 1)
        for start in [FIRST_DAY + timedelta(days=365 * year + number * 37 % 350)]
    ]


def staff_yaml(deals: int) -> str:
    """``staff.yaml`` of a company of so many deals."""
    managers, leading = staff(deals)
    lines = ["# Список сотрудников, составленный для замера.", "staff:"]
    for number, person in enumerate(managers):
        leaves = ", ".join(f"{{from: {start}, to: {end}}}" for start, end in absences(number))
        lines.append(f"  - {{name: {person}, position: manager, hired: 2020-01-09, absences: [{leaves}]}}")
    lines += [f"  - {{name: {person}, position: head, hired: 2019-01-09}}" for person in leading]
    return "\n".join(lines) + "\n"
