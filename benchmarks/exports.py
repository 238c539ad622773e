"""Makes a CRM export of any size and the company it is judged by: ``python -m benchmarks.exports FOLDER --deals N``.

The same seed and size give the same bytes, as long as DuckDB hashes alike. FOLDER gets ``export/`` with the CSV files,
``company/`` with the company and its staff, ``company_eight/`` with the same company and the eight norms the peers
know, and ``reference/`` with what an analyst has at hand: the working calendar and leaves of the staff.
"""

from __future__ import annotations

import argparse
import csv
import re
import shutil
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb

from benchmarks.people import AS_OF, FIRST_DAY, OWNERS_PER_HEAD, absences, owners, staff, staff_yaml
from handbook.calendar import WorkCalendar

SEED = 20260701
HERE = Path(__file__).parent
COMPANY = HERE / "company"
NORMS = Path("regulations/processes/sell/typical/process.yaml")
#: The norms the peers judge too.
EIGHT = (
    "deal-age",
    "stage-age",
    "open-deals",
    "calls-per-week",
    "response-time",
    "required-fields",
    "call-before-quote",
    "contact-gap",
)
TYPICAL = ["Новая", "Квалификация", "Предложение", "Переговоры", "Договор", "Успешно", "Отказ"]
PROJECTS = ["Новая", "Обследование", "Предложение", "Переговоры", "Договор", "Успешно", "Отказ"]

_PARAMETER = re.compile(r"\$([a-z_]+)")


def make(folder: Path, deals: int, seed: int = SEED) -> None:
    """Write an export with its company and reference tables.

    Args:
        folder: Where; its parts are replaced.
        deals: How many deals; there are ten activities to each.
        seed: Another one gives another export of the same shape.
    """
    write_export(folder / "export", deals, seed)
    write_company(folder / "company", deals)
    write_company(folder / "company_eight", deals, EIGHT)
    write_reference(folder / "reference", deals)


def write_export(folder: Path, deals: int, seed: int = SEED) -> None:
    """Write the CSV files of an export into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    managers, heads = staff(deals)
    values: dict[str, object] = {
        "seed": seed,
        "deals": deals,
        "span": (AS_OF - FIRST_DAY).days * 86_400,
        "epoch": int(datetime.combine(FIRST_DAY, datetime.min.time(), UTC).timestamp()),
        "owners": owners(deals),
        "owners_per_head": OWNERS_PER_HEAD,
        "typical": TYPICAL,
        "projects": PROJECTS,
    }
    with duckdb.connect() as con:
        _run(con, "CREATE TABLE person AS SELECT unnest($names) AS name, generate_subscripts($names, 1) - 1 AS no",
             {"names": managers + heads})  # fmt: skip
        for statement in (HERE / "export/story.sql").read_text(encoding="utf-8").split(";\n"):
            _run(con, statement, values)
        for path in sorted((HERE / "export/files").glob("*.sql")):
            select = path.read_text(encoding="utf-8")
            _run(con, f"COPY ({select}) TO '{folder / path.stem}.csv' (HEADER, DELIMITER ',')", values)


def _run(con: duckdb.DuckDBPyConnection, sql: str, values: Mapping[str, object]) -> None:
    """Run a statement with its values written in: macros and COPY take no parameters. Values are all our own."""
    con.execute(_PARAMETER.sub(lambda found: repr(values[found[1]]), sql))


def write_company(folder: Path, deals: int, norms: tuple[str, ...] = ()) -> None:
    """Copy the benchmark's company with a staff of the right size, all its norms or some of them."""
    shutil.copytree(COMPANY, folder, dirs_exist_ok=True)
    (folder / "regulations/staff.yaml").write_text(staff_yaml(deals), encoding="utf-8")
    if norms:
        head, *written = re.split(r"(?m)^(?=  - id: )", (folder / NORMS).read_text(encoding="utf-8"))
        kept = [norm for norm in written if norm.split(maxsplit=3)[2] in norms]
        (folder / NORMS).write_text(head + "".join(kept), encoding="utf-8")


def write_reference(folder: Path, deals: int) -> None:
    """Write the working calendar with its hours, and the leaves of the managers, as CSV."""
    from handbook.read import read

    folder.mkdir(parents=True, exist_ok=True)
    company = read(COMPANY).handbook.company
    calendar = WorkCalendar(company.working_time, company.calendar)
    with (folder / "calendar.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("day", "is_working", "start1", "end1", "start2", "end2"))
        days = calendar.days(date(FIRST_DAY.year, 1, 1), date(AS_OF.year, 12, 31))
        rows.writerows((item.day, int(item.is_working), *item.before, *item.after) for item in days)
    with (folder / "absences.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("employee", "from_day", "to_day"))
        for number, name in enumerate(staff(deals)[0]):
            rows.writerows((name, start, end) for start, end in absences(number))


def main() -> None:
    """Make the export asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--deals", type=int, default=2000)
    options.add_argument("--seed", type=int, default=SEED)
    given = options.parse_args()
    make(given.folder, given.deals, given.seed)


if __name__ == "__main__":
    main()
