"""The embedded database: DuckDB runs the rules as they are written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from audit import database
from audit.engines.base import Parameters, Row

#: More questions at a time take more memory than they save time.
_HANDS = 4
_LARGEST = "SELECT MAX(estimated_size) AS n FROM duckdb_tables()"
_MANY_ROWS = 3_000_000


class Embedded:
    """An open DuckDB connection as an engine.

    Args:
        con: Holds every canonical table.
        own: Whether tables it makes are seen by this connection only.
        bounded: Whether memory is short: questions side by side would need it at the same time.
    """

    holding = "в выгрузке"

    def __init__(self, con: database.Connection, *, own: bool = False, bounded: bool = False) -> None:
        self.con = con
        self._bounded = bounded
        self._create = "CREATE OR REPLACE TEMP TABLE" if own else "CREATE OR REPLACE TABLE"

    def table(self, name: str, select: str, parameters: Parameters | None = None) -> None:
        """Compute a table once."""
        database.run(self.con, f"{self._create} {name} AS {select}", parameters)

    def hands(self) -> Sequence[Embedded]:
        """A connection per processor: questions about a hundred thousand rows keep only one of them busy.

        Questions about millions keep all of them busy, and side by side would only fight for memory.
        """
        if self._bounded or (self.rows(_LARGEST)[0]["n"] or 0) > _MANY_ROWS:
            return (self,)
        return [Embedded(database.another(self.con), own=True) for _ in range(min(os.cpu_count() or 1, _HANDS))]

    def attempt(self, name: str, select: str, parameters: Parameters, seconds: int) -> str | None:
        """Compute a table of a query written by a user."""
        return database.attempt(self.con, f"{self._create} {name} AS {select}", parameters, seconds)

    def view(self, name: str, select: str) -> None:
        """Name a question."""
        database.run(self.con, f"CREATE OR REPLACE VIEW {name} AS {select}")

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of Python values."""
        database.create(self.con, name, columns)
        database.fill(self.con, name, columns, rows)

    def drop(self, name: str) -> None:
        """Forget a table."""
        self.con.execute(f"DROP TABLE IF EXISTS {name}")

    def rows(self, sql: str, parameters: Parameters | None = None, *, many: bool = False) -> Sequence[Row]:
        """The answer to a question."""
        return database.columns(self.con, sql, parameters) if many else database.rows(self.con, sql, parameters)
