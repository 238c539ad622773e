"""The limit: DuckDB merely loading every file of an export with explicit types, and nothing else.

``python -m benchmarks.peers.bare FOLDER``; FOLDER is what ``benchmarks.exports`` made.
"""

from __future__ import annotations

import sys
from pathlib import Path

import duckdb

from handbook.tables import TABLE, Type

_SQL_TYPES = {
    Type.TEXT: "VARCHAR",
    Type.NUMBER: "DECIMAL(18,4)",
    Type.DATE: "DATE",
    Type.TIMESTAMP: "TIMESTAMP",
    Type.FLAG: "BOOLEAN",
}


def columns(path: Path) -> dict[str, str]:
    """The columns of a file with the types of their canonical table; others are text."""
    with path.open(encoding="utf-8") as file:
        names = file.readline().rstrip("\n").split(",")
    found = {name: TABLE[path.stem].column(name) for name in names}
    return {name: _SQL_TYPES[column.type] if column else "VARCHAR" for name, column in found.items()}


def load(export: Path) -> int:
    """Load every file and return how many rows there were."""
    rows = 0
    with duckdb.connect() as con:
        for path in sorted(export.glob("*.csv")):
            made = con.execute(
                f"CREATE TABLE {path.stem} AS SELECT * FROM "  # noqa: S608 - files of our own making
                f"read_csv('{path}', columns={columns(path)!r}, auto_detect=false, header=true, delim=',')"
            )
            rows += (made.fetchone() or (0,))[0]
    return rows


if __name__ == "__main__":
    print(load(Path(sys.argv[1]) / "export"), "rows")
