"""Employees and their absences, from the staff list of the handbook."""

from __future__ import annotations

from audit.database import Connection, fill
from handbook.book import Handbook

_FILE = "regulations/staff.yaml"


def fill_staff(con: Connection, handbook: Handbook) -> dict[str, set[str]]:
    """Fill ``employees`` and ``absences``.

    Returns:
        The columns filled, by table; nothing when the company keeps no staff list.
    """
    if not handbook.staff:
        return {}
    employees = {
        "name": "VARCHAR",
        "position": "VARCHAR",
        "hired_at": "DATE",
        "dismissed_at": "DATE",
        "source_file": "VARCHAR",
    }
    fill(
        con,
        "employees",
        employees,
        [(person.name, person.position, person.hired, person.dismissed, _FILE) for person in handbook.staff],
    )
    absences = {"employee": "VARCHAR", "from_day": "DATE", "to_day": "DATE", "source_file": "VARCHAR"}
    fill(
        con,
        "absences",
        absences,
        [(person.name, absence.start, absence.end, _FILE) for person in handbook.staff for absence in person.absences],
    )
    return {"employees": set(employees) - {"source_file"}, "absences": set(absences) - {"source_file"}}
