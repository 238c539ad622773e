"""The contestants of the import, each to be run as a process of its own.

``python -m benchmarks.import_contestants NAME FOLDER``; FOLDER is what ``benchmarks.ingest`` made. Prints the number
of records, by which it is seen that all did the same work.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from benchmarks.import_files import BOOK_FILE, CSV_FILE, TITLES, TWIN_FILE
from benchmarks.lean import be_lean

_NUMBERS, _MOMENTS, _DAYS = (
    frozenset({"Сумма"}),
    ("Дата создания", "Дата изменения стадии"),
    "Предполагаемая дата закрытия",
)


def ours_book(folder: Path) -> int:
    """Our reader of workbooks, its cells loaded into the database as the ingestion does it."""
    from audit.database import connect
    from audit.ingest.files import open_exports
    from audit.ingest.staging import load_sheet

    con = connect()
    (sheet,) = open_exports([folder / BOOK_FILE]).sheets
    load_sheet(con, sheet, "loaded")
    return _count(con.execute("SELECT count(*) FROM loaded WHERE aside IS NULL").fetchone())


def fastexcel_book(folder: Path) -> int:
    """The reader we stand on, alone: texts to Arrow."""
    import fastexcel

    return int(fastexcel.read_excel(folder / BOOK_FILE).load_sheet(0, dtypes="string").to_arrow().num_rows)


def openpyxl_book(folder: Path) -> int:
    """The usual reader, as sparing as it can be."""
    import openpyxl

    book = openpyxl.load_workbook(folder / BOOK_FILE, read_only=True)
    return sum(1 for _ in book.worksheets[0].iter_rows(min_row=2, values_only=True))


def ours_csv(folder: Path) -> int:
    """Our whole import of the export as it is: canonical tables, every value read, every row accounted for."""
    from audit.database import connect
    from audit.ingest.ingest import ingest
    from handbook.read import read

    con = connect()
    ingest(con, read(folder / "company").handbook, [folder / CSV_FILE], "bitrix24")
    return _count(con.execute("SELECT count(*) FROM deals").fetchone())


def duckdb_csv(folder: Path) -> int:
    """The limit: DuckDB reading the clean twin with explicit types into a table."""
    import duckdb

    kinds = dict.fromkeys(TITLES, "VARCHAR") | dict.fromkeys(_NUMBERS, "DECIMAL(18,4)")
    kinds |= dict.fromkeys(_MOMENTS, "TIMESTAMP") | {_DAYS: "DATE"}
    path = str(folder / TWIN_FILE)
    with duckdb.connect() as con:
        made = con.execute(
            f"CREATE TABLE deals AS SELECT * FROM read_csv('{path}', columns={kinds!r},"  # noqa: S608 - our own file
            " auto_detect=false, header=true, delim=';')"
        )
        return _count(made.fetchone())


def pandas_csv(folder: Path) -> int:
    """The usual reader of the export as it is, numbers and dates parsed."""
    import pandas as pd

    table = pd.read_csv(
        folder / CSV_FILE,
        sep=";",
        encoding="cp1251",
        decimal=",",
        usecols=list(TITLES),
        parse_dates=[*_MOMENTS, _DAYS],
        date_format={**dict.fromkeys(_MOMENTS, "%d.%m.%Y %H:%M:%S"), _DAYS: "%d.%m.%Y"},
    )
    kinds = {title: table[title].dtype.kind for title in (*_NUMBERS, *_MOMENTS, _DAYS)}
    if set(kinds.values()) != {"f", "M"}:
        raise SystemExit(f"not parsed: {kinds}")
    return len(table)


def _count(row: tuple[int, ...] | None) -> int:
    return int((row or (0,))[0])


CONTESTANTS: dict[str, Callable[[Path], int]] = {
    "ours_book": ours_book,
    "fastexcel_book": fastexcel_book,
    "openpyxl_book": openpyxl_book,
    "ours_csv": ours_csv,
    "duckdb_csv": duckdb_csv,
    "pandas_csv": pandas_csv,
}
WITH_PANDAS = frozenset({"pandas_csv", "openpyxl_book"})


if __name__ == "__main__":
    if sys.argv[1] not in WITH_PANDAS:
        be_lean()
    print(CONTESTANTS[sys.argv[1]](Path(sys.argv[2])))
