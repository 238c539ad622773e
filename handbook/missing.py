"""What an export lacks for a norm or a measure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Missing:
    """A table or column that a norm or a measure needs and the export lacks, and how to obtain it."""

    table: str
    columns: tuple[str, ...]
    how: str
