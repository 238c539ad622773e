"""An answer of a database server, row by row as mappings, kept as the tuples the driver gave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, overload

from audit.engines.base import Row


class Answer(Sequence[Row]):
    """Rows that become mappings when they are read, which takes a fraction of the room of as many mappings.

    Args:
        names: Names of the columns.
        values: Their values, row by row.
    """

    def __init__(self, names: Sequence[str], values: Sequence[Sequence[Any]]) -> None:
        self._names = names
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Answer: ...
    def __getitem__(self, index: int | slice) -> Row | Answer:
        if isinstance(index, slice):
            return Answer(self._names, self._values[index])
        return dict(zip(self._names, self._values[index], strict=True))
