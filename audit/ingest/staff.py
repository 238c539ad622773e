"""Employees and their absences, from the staff list of the handbook."""

from __future__ import annotations

from datetime import date

from audit.database import Connection, columns_of, fill
from handbook.book import Handbook
from handbook.tables import TABLE

_FILE = "regulations/staff.yaml"

_Row = tuple[str | date | None, ...]


def staff_tables(handbook: Handbook) -> dict[str, list[_Row]]:
    """Rows of ``employees`` and ``absences``, in the order of their canonical columns; empty without a staff list."""
    if not handbook.staff:
        return {}
    return {
        "employees": [
            (person.name, person.position, person.hired, person.dismissed, _FILE, None) for person in handbook.staff
        ],
        "absences": [
            (person.name, absence.start, absence.end, _FILE, None)
            for person in handbook.staff
            for absence in person.absences
        ],
    }


def fill_staff(con: Connection, handbook: Handbook) -> dict[str, set[str]]:
    """Fill ``employees`` and ``absences``.

    Returns:
        The columns filled, by table; nothing when the company keeps no staff list.
    """
    found = staff_tables(handbook)
    for name, rows in found.items():
        fill(con, name, columns_of(TABLE[name]), rows)
    return {name: {column.name for column in TABLE[name].columns} for name in found}
