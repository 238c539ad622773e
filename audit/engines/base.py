"""What the rules and what prepares their tables may ask of a database, whichever it is.

Every text of SQL is written in the DuckDB dialect, kept to the portable subset of the design; an engine that speaks
another one translates it. Values are named parameters, ``$name``; an engine binds those a text mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

Row = dict[str, Any]
Parameters = Mapping[str, Any]


class Engine(Protocol):
    """A database that holds the canonical tables and in which derived ones can be made for the time of an audit.

    Attributes:
        holding: Where what is asked about would be, for people: «в выгрузке».
    """

    holding: str

    def table(self, name: str, select: str, parameters: Parameters | None = None) -> None:
        """Compute a table once, in place of one of that name."""
        ...

    def attempt(self, name: str, select: str, parameters: Parameters, seconds: int) -> str | None:
        """Compute a table of a query written by a user, within a time.

        Returns:
            What the database has against the query, in Russian; None when the table was made.
        """
        ...

    def hands(self) -> Sequence[Engine]:
        """Engines over the same tables that may be asked at the same time, each with tables of its own besides.

        The engine alone, when its database does one thing at a time or spreads every question by itself.
        """
        ...

    def view(self, name: str, select: str) -> None:
        """Name a question that is computed whenever it is asked, in place of a view of that name."""
        ...

    def fill(self, name: str, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> None:
        """Make a table of Python values, in place of one of that name; columns with their types in DuckDB."""
        ...

    def drop(self, name: str) -> None:
        """Forget a table made by ``table`` or ``fill``."""
        ...

    def rows(self, sql: str, parameters: Parameters | None = None, *, many: bool = False) -> Sequence[Row]:
        """The answer to a question.

        Args:
            sql: The question.
            parameters: Its values.
            many: The answer may have very many rows; they are kept as small as they can be until they are read.
        """
        ...


def value(engine: Engine, sql: str, parameters: Parameters | None = None) -> Any:  # noqa: ANN401 - any SQL type
    """The first column of an answer of one row; None without rows."""
    found = engine.rows(sql, parameters)
    return next(iter(found[0].values())) if found else None
