"""Golden cases: what a sub-folder says, the company it is read for, its files and what must come out.

A case is a folder with the export as a CRM writes it and two files about it:

- ``case.yaml``: ``crm`` — the profile that must be chosen; ``files`` — the export in its order (a folder is named with
  a slash at the end); ``ask: true`` — name the profile instead of letting the program choose; ``zips`` — archives to
  pack, by name; ``company`` — ``timezone``, ``funnels`` (title → stages, the last two won and lost), ``staff``,
  ``fields`` (titles that a norm names) and ``profile`` (the company's own).
- ``expected.yaml``: ``tables`` (every one, whole, with its non-empty cells), ``accounts`` (every file), ``findings``
  (warnings and errors).

A workbook ``deals.xlsx`` is written from ``deals.xlsx.yaml``: sheet → rows of texts, numbers, dates and moments.
Other binary files stand in the folder as they are, with the ``make.py`` that made them.
"""

from __future__ import annotations

import shutil
import zipfile
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from handbook.book import Handbook, PlacedNorm
from handbook.finding import Finding, Severity
from handbook.model.company import Company
from handbook.model.people import Person
from handbook.model.profile import Profile
from handbook.norms.required_fields import RequiredFields
from handbook.result import FileAccount
from handbook.source.yaml12 import load
from handbook.tables import TABLES
from tests.audit.ingest.given import Taken, process

FOLDER = Path(__file__).parent
#: Come from the company's staff list and not from the export.
_STAFF = frozenset({"employees", "absences"})
_ROWS = ".xlsx.yaml"


def case_names() -> list[str]:
    """Return the sub-folders that are cases."""
    return sorted(path.parent.name for path in FOLDER.glob("*/case.yaml"))


def read(case: str, name: str) -> dict[str, Any]:
    """Return one of the two files of a case."""
    data, _ = load((FOLDER / case / name).read_text(encoding="utf-8"))
    return dict(data)


def take(case: str, root: Path) -> Taken:
    """Build the export of a case in a folder and ingest it."""
    told = read(case, "case.yaml")
    _build(FOLDER / case, root, told.get("zips", {}))
    paths = [root / name.rstrip("/") for name in told["files"]]
    return Taken(company(root, told.get("company", {})), paths, told["crm"] if told.get("ask") else None)


def company(root: Path, told: dict[str, Any]) -> Handbook:
    """Return a company of a case: nothing but what the case says."""
    funnels = [process(title, *stages) for title, stages in told.get("funnels", {}).items()]
    staff = [{"name": item} if isinstance(item, str) else item for item in told.get("staff", [])]
    own = told.get("profile")
    fields = tuple(told.get("fields", ()))
    norm = RequiredFields(id="n-fields", title="Поля", why="Надо", fields=fields) if fields else None
    return Handbook(
        root,
        Company(
            name="ООО «Ромашка»",
            short_name="Ромашка",
            city="Москва",
            head="boss",
            timezone=told.get("timezone", "Europe/Moscow"),
        ),
        staff=tuple(Person.model_validate({"position": "menedzher", **person}) for person in staff),
        processes={f"p{number}": item for number, item in enumerate(funnels)},
        profiles={own["id"]: Profile.model_validate(own)} if own else {},
        norms={norm.id: PlacedNorm(norm, "company", "company")} if norm else {},
    )


def _build(source: Path, root: Path, zips: dict[str, list[str]]) -> None:
    shutil.copytree(source, root, dirs_exist_ok=True)
    for path in sorted(root.rglob(f"*{_ROWS}")):
        rows, _ = load(path.read_text(encoding="utf-8"))
        _write_workbook(path.with_suffix(""), dict(rows))
        path.unlink()
    for name, members in zips.items():
        with zipfile.ZipFile(root / name, "w") as archive:
            for member in members:
                archive.write(root / member, member)


def _write_workbook(path: Path, sheets: dict[str, list[list[Any]]]) -> None:
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        moment, day = (book.add_format({"num_format": shape}) for shape in ("dd.mm.yyyy hh:mm:ss", "dd.mm.yyyy"))
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for place, cells in enumerate(rows):
                for column, cell in enumerate(cells):
                    match cell:
                        case datetime():
                            sheet.write_datetime(place, column, cell, moment)
                        case date():
                            sheet.write_datetime(place, column, datetime(*cell.timetuple()[:3]), day)  # noqa: DTZ001
                        case bool() | int() | float():
                            sheet.write(place, column, cell)
                        case str():
                            sheet.write_string(place, column, cell)


def tables_of(taken: Taken) -> dict[str, list[dict[str, Any]]]:
    """Return every table the export filled: its rows in the order of files and rows, empty cells left out."""
    found = {}
    for table in TABLES:
        if table.name in _STAFF:
            continue
        answer = taken.con.execute(f"SELECT * FROM {table.name}")  # noqa: S608 - names are ours
        titles = [column[0] for column in answer.description or ()]
        rows = [dict(zip(titles, cells, strict=True)) for cells in answer.fetchall()]
        if rows:
            found[table.name] = in_order(rows)
    return found


def in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows as they are compared: cells in one notation, empty ones left out, in a settled order."""
    plain = [{name: _plain(cell) for name, cell in sorted(row.items()) if cell is not None} for row in rows]
    return sorted(plain, key=lambda row: (row.get("source_file", ""), row.get("source_row", 0), repr(row)))


def _plain(cell: object) -> object:
    if isinstance(cell, datetime | date):
        return f"{cell:%Y-%m-%d %H:%M:%S}" if isinstance(cell, datetime) else cell.isoformat()
    if isinstance(cell, int | float | Decimal) and not isinstance(cell, bool):
        number = Decimal(str(cell))
        return int(number) if number == number.to_integral_value() else number.normalize()
    return cell


def account_of(account: FileAccount) -> dict[str, Any]:
    """Return the account of a file as ``expected.yaml`` writes it."""
    found: dict[str, Any] = {
        "file": account.file,
        "table": account.table,
        "rows_read": account.rows_read,
        "rows_used": account.rows_used,
        "aside": {group.reason: list(group.rows) for group in account.set_aside},
    }
    return {key: value for key, value in found.items() if value not in ({}, None)}


def findings_of(taken: Taken) -> list[dict[str, Any]]:
    """Return the warnings and errors as ``expected.yaml`` writes them: code, file, column and rows, by code.

    Columns that nobody reads are no part of it: every CRM has dozens of them.
    """
    given = (finding for finding in taken.given.findings if finding.severity is not Severity.INFO)
    return by_code([_finding(finding) for finding in given])


def by_code(findings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return findings in a settled order."""
    return sorted(findings, key=lambda item: (item["code"], item.get("file", ""), item.get("rows", [])))


def _finding(finding: Finding) -> dict[str, Any]:
    first = finding.places[0] if finding.places else None
    rows = [place.row for place in finding.places if place.row is not None]
    found = {
        "code": finding.code,
        "file": first.file if first else None,
        "field": first.field if first else None,
        "rows": rows,
    }
    return {key: value for key, value in found.items() if value not in (None, [])}
