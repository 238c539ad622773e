"""The import against its limits and its peers: ``python -m benchmarks.ingest [--rows 1000000] [--runs 3]``.

Every contestant is a process of its own, measured from start to exit: the shortest time and the smallest peak memory
of several runs, taken in turn.

- A workbook of 200,000 rows and 14 columns: ours (opened, and every cell loaded into the database) against fastexcel
  alone, and against openpyxl in its sparing mode — once, it is slow; ``--skip-openpyxl`` leaves it out.
- A CSV of 1,000,000 rows as an old Bitrix24 writes it (cp1251, «;», all quoted, a «;» at the end, decimal commas,
  Russian dates): our whole import against DuckDB merely reading the clean UTF-8 twin with explicit types, and against
  pandas reading the same file.

Our memory is bounded by 150 MB and twenty times a workbook (which is compressed), three times a CSV.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.audit import Aim
from benchmarks.exports import write_company
from benchmarks.import_files import BOOK_FILE, BOOK_ROWS, COMPANY_OF, CSV_FILE, ROWS
from benchmarks.measure import Best, in_turn, run

_MEGABYTE = 1024 * 1024
_FASTEXCEL_AIM, _DUCKDB_AIM, _PANDAS_AIM = 1.2, 2.0, 2.0
#: The bound of our memory that is stated: so many times the file, over what the program itself takes.
_PROGRAM_MEGABYTES, _BOOK_TIMES, _CSV_TIMES = 150, 20, 3


@dataclass(frozen=True, slots=True)
class Contest:
    """One file and those who read it.

    Attributes:
        words: What is read.
        file: Its name in the folder.
        ours: Our contestant.
        limit: Whom we are measured against.
        peers: The others.
    """

    words: str
    file: str
    ours: str
    limit: str
    peers: tuple[str, ...]


BOOK = Contest("XLSX", BOOK_FILE, "ours_book", "fastexcel_book", ("openpyxl_book",))
CSV = Contest("CSV", CSV_FILE, "ours_csv", "duckdb_csv", ("pandas_csv",))


def prepare(folder: Path, rows: int, book_rows: int) -> None:
    """Make the files and the company once; later runs find them."""
    if not (folder / "company").exists():
        run(
            [sys.executable, "-m", "benchmarks.import_files", str(folder), f"--rows={rows}", f"--book-rows={book_rows}"]
        )
        write_company(folder / "company", COMPANY_OF)


def measured(folder: Path, contest: Contest, rows: int, runs: int, *, slow: bool) -> dict[str, Best]:
    """What each contestant took.

    Args:
        folder: Where the files are.
        contest: Who reads which.
        rows: How many records each must read.
        runs: How many runs of each.
        slow: Whether openpyxl takes part too, in one run.

    Raises:
        SystemExit: A contestant failed, or read another number of records.
    """
    commands = {name: _command(name, folder) for name in (contest.ours, contest.limit, *contest.peers)}
    sparing = commands.pop("openpyxl_book", None)
    found = dict(zip(commands, in_turn(list(commands.values()), runs, str(rows)), strict=True))
    if sparing and slow:
        found["openpyxl_book"] = in_turn([sparing], 1, str(rows))[0]
    return found


def _command(name: str, folder: Path) -> list[str]:
    return [sys.executable, "-m", "benchmarks.import_contestants", name, str(folder)]


def table(contest: Contest, found: Mapping[str, Best], size: int) -> None:
    """Print what was measured."""
    limit = found[contest.limit]
    print(f"\n{contest.words}, a file of {size / _MEGABYTE:.0f} MB")
    for name, best in found.items():
        print(
            f"  {name:22} {best.seconds:8.2f} s {best.processor:8.2f} s of processors {best.peak / _MEGABYTE:8.0f} MB"
            f"   x{best.seconds / limit.seconds:5.2f} time   x{best.peak / limit.peak:5.2f} memory of {contest.limit}"
        )


def aims(found: Mapping[str, Best], size: int) -> list[Aim]:
    """What is aimed at, of those who took part."""
    told = []
    if BOOK.ours in found:
        ours = found[BOOK.ours]
        alone = found[BOOK.limit].seconds
        told.append(Aim("workbook, time against fastexcel alone", ours.seconds / alone, _FASTEXCEL_AIM))
        if "openpyxl_book" in found:
            times = found["openpyxl_book"].seconds / ours.seconds
            told.append(Aim("workbook, ahead of openpyxl, times", times, 1, at_most=False))
        told.append(Aim("workbook, memory in megabytes", ours.peak / _MEGABYTE, _bound(size, _BOOK_TIMES)))
    else:
        ours = found[CSV.ours]
        twin = found[CSV.limit].seconds
        told.append(Aim("CSV, time against the clean twin in DuckDB", ours.seconds / twin, _DUCKDB_AIM))
        times = found["pandas_csv"].seconds / ours.seconds
        told.append(Aim("CSV, ahead of pandas, times", times, _PANDAS_AIM, at_most=False))
        told.append(Aim("CSV, memory in megabytes", ours.peak / _MEGABYTE, _bound(size, _CSV_TIMES)))
    return told


def _bound(size: int, times: int) -> int:
    return round(_PROGRAM_MEGABYTES + times * size / _MEGABYTE)


def main() -> None:
    """Make the files, run all contestants and print the comparison."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=ROWS, help="rows of the CSV")
    options.add_argument("--book-rows", type=int, default=BOOK_ROWS, help="rows of the workbook")
    options.add_argument("--runs", type=int, default=3, help="how many runs of each")
    options.add_argument("--skip-openpyxl", action="store_true", help="leave the slow one out")
    options.add_argument("--only", choices=["book", "csv"], help="one of the two contests")
    options.add_argument("--folder", type=Path, help="where files are made and kept for the next time")
    given = options.parse_args()
    root = given.folder or Path(tempfile.gettempdir()) / "reglament-benchmarks"
    folder = root / f"import-{given.rows}-{given.book_rows}"
    print(f"{os.cpu_count()} processors, best of {given.runs}; files in {folder}")
    prepare(folder, given.rows, given.book_rows)
    contests = {"book": (BOOK, given.book_rows), "csv": (CSV, given.rows)}
    for contest, rows in [contests[given.only]] if given.only else contests.values():
        found = measured(folder, contest, rows, given.runs, slow=not given.skip_openpyxl)
        size = (folder / contest.file).stat().st_size
        table(contest, found, size)
        for aim in aims(found, size):
            print(aim)


if __name__ == "__main__":
    main()
