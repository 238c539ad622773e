"""One shape for every mistake and remark, in sources and in exports alike."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding or a broken norm weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def word(self) -> str:
        """The Russian word a user reads."""
        return {"error": "ошибка", "warning": "предупреждение", "info": "замечание"}[self.value]

    @property
    def weight(self) -> int:
        """Weight in the company score (norms.md §1)."""
        return {"error": 3, "warning": 1, "info": 0}[self.value]


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a line and column of a source, or a row and column of an export.

    Attributes:
        file: Path as the user knows it, with forward slashes.
        line: Line of a source file, from 1.
        column: Column of a source file, from 1.
        row: Row of an export as a spreadsheet would number it, from 1 (the header is row 1).
        field: Column title of an export.
        excerpt: The source line itself, for the message.
    """

    file: str
    line: int | None = None
    column: int | None = None
    row: int | None = None
    field: str | None = None
    excerpt: str | None = None

    def __str__(self) -> str:
        """The place as editors and terminals link it: ``file:line:column`` or ``file, строка N, столбец «X»``."""
        if self.line is not None:
            return f"{self.file}:{self.line}:{self.column or 1}"
        parts = [self.file]
        if self.row is not None:
            parts.append(f"строка {self.row}")
        if self.field is not None:
            parts.append(f"столбец «{self.field}»")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Finding:
    """A located mistake or remark with a way to mend it.

    Attributes:
        code: Stable kebab-case name of the check; ``reglament explain CODE`` prints its page.
        severity: How much it weighs; errors stop ``build`` and give exit code 1.
        message: What is wrong, in Russian, one sentence without a final full stop.
        places: Where; the first is the main one.
        tip: What to do about it.
    """

    code: str
    severity: Severity
    message: str
    places: tuple[Place, ...] = ()
    tip: str | None = None

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of a report: by place, then by code."""
        if not self.places:
            return ("", 0, 0, self.code, self.message)
        place = self.places[0]
        return (place.file, place.line or place.row or 0, place.column or 0, self.code, self.message)
