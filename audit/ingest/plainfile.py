"""A CSV file that the database may read itself, and the question by which it does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TypeAlias

from audit.database import SQL_TYPES
from audit.ingest.convert import quoted
from audit.ingest.text.encoding import BOM
from audit.ingest.text.utf8copy import Copy
from handbook.tables import Type

#: A type, and the option by which the database reads values of one shape as that type.
Shaped: TypeAlias = tuple[Type, str]

_CHUNK = 1 << 24
_LATER_MARK = b"\n" + BOM


@dataclass(frozen=True, slots=True)
class PlainFile:
    """A CSV file that the database may read itself.

    Attributes:
        path: The file.
        delimiter: Between its cells.
        width: Number of its columns, trailing empty ones included.
        sample: Its first records, by which the quickest way to read a column is chosen.
        above: Number of lines above the one the header ends on.
        copy: The copy in UTF-8 that ``path`` is, when the file itself has another encoding.
    """

    path: Path
    delimiter: str
    width: int
    sample: tuple[tuple[str, ...], ...] = ()
    above: int = 0
    copy: Copy | None = None

    def examples(self, places: Sequence[int]) -> list[str]:
        """What stands at some positions in the first records, blanks left out."""
        return [row[place] for row in self.sample for place in places if place < len(row) and row[place]]

    def sql(self, exact: Mapping[int, Shaped] = MappingProxyType({})) -> str:
        """The file as a table of text, ``c0``, ``c1``…, without its header.

        Args:
            exact: Positions of columns to read as numbers, dates and moments; a value of another shape is an error.
        """
        kinds = {number: SQL_TYPES[exact[number][0] if number in exact else Type.TEXT] for number in range(self.width)}
        columns = ", ".join(f"'c{number}': '{kind}'" for number, kind in kinds.items())
        shapes = "".join(f", {option}" for option in sorted({option for _, option in exact.values()}))
        path = quoted(self.path.as_posix())
        return (
            f"read_csv({path}, columns={{{columns}}}, skip={self.above}, header=true, auto_detect=false,"
            " strict_mode=true,"
            f" delim={quoted(self.delimiter)}, quote='\"', escape='\"', allow_quoted_nulls=true{shapes})"
        )

    def is_glued(self) -> bool:
        """Whether lines begin with byte-order marks: files that were written one after another."""
        last = b""
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                if _LATER_MARK in last + chunk[: len(_LATER_MARK)] or _LATER_MARK in chunk:
                    return True
                last = chunk[-len(_LATER_MARK) :]
        return False

    def lines(self) -> int:
        """Physical lines of the file; the last one may lack its end."""
        if self.copy:
            return self.copy.lines
        count, last = 0, b"\n"
        with self.path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                count += chunk.count(b"\n")
                last = chunk[-1:]
        return count + (last != b"\n")
