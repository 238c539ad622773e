"""What an edited workbook asks for: changes told one by one, what cannot be done, and the files as they will be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.workbook.book import cell_name
from handbook.finding import Finding, Place, Severity
from handbook.source.edit import Edit
from handbook.source.yaml12 import Pointer


@dataclass(frozen=True, slots=True)
class Change:
    """A cell or a row that changes the sources.

    Attributes:
        label: Whose: «операция soglasovat-kp».
        column: The heading; empty for a new row and for a new edition of a norm.
        before: What was there; empty for nothing.
        after: What will be.
        file: The file it changes.
        pointer: Where in the file.
        place: The cell or the row.
        cells: For these: where in its record → the cell that says it.
    """

    label: str
    column: str
    before: str
    after: str
    file: str
    pointer: Pointer
    place: Place
    cells: Mapping[Pointer, Place] = field(default_factory=dict)


@dataclass
class Outcome:
    """Everything a workbook asks for.

    Attributes:
        book: Its name for people.
        changes: What will change, in the order of the sheets.
        findings: What was not understood, will not be done, or was changed from both sides.
        edits: Edits of files that are there, in the order to be made.
        created: Data of files that are not there yet.
    """

    book: str
    changes: list[Change] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    edits: dict[str, list[Edit]] = field(default_factory=dict)
    created: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether something must be mended in the workbook before anything is written."""
        return any(finding.severity is Severity.ERROR for finding in self.findings)

    def place(self, sheet: str, row: int | None = None, column: int | None = None) -> Place:
        """A sheet, a row of it or a cell, counted from zero, as a person finds it."""
        where = f"{self.book}, лист «{sheet}»"
        if row is None:
            return Place(where)
        return Place(f"{where}, строка {row + 1}" if column is None else f"{where}, ячейка {cell_name(row, column)}")

    def wrong(self, code: str, message: str, place: Place, tip: str, *more: Place) -> None:
        """Tell what must be mended first."""
        self.findings.append(Finding(code, Severity.ERROR, message, (place, *more), tip))

    def warn(self, code: str, message: str, place: Place, tip: str, *more: Place) -> None:
        """Tell what will not be done."""
        self.findings.append(Finding(code, Severity.WARNING, message, (place, *more), tip))


Grid = Mapping[str, tuple[tuple[str | None, ...], ...]]
"""Sheets of a workbook: their rows from the first, texts of cells."""
