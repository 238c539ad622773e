"""What an engine says about the tables that lie in a warehouse."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """What a stored column holds, as far as reading it differs."""

    TEXT = auto()
    NUMBER = auto()
    DATE = auto()
    MOMENT = auto()
    INSTANT = auto()  # a moment with its time zone
    FLAG = auto()


@dataclass(frozen=True, slots=True)
class Stored:
    """A table, view or file of a warehouse.

    Attributes:
        title: Its name for people, ``sales.deals``.
        path: The parts of its name for SQL.
        columns: Real name and kind of every column, by its name in lower case.
    """

    title: str
    path: tuple[str, ...]
    columns: dict[str, tuple[str, Kind]] = field(default_factory=dict)

    @property
    def sql(self) -> str:
        """The name in a question of the portable subset."""
        return ".".join(quoted_name(part) for part in self.path)


def quoted_name(name: str) -> str:
    """An identifier as it stands, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'
