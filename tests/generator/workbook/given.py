"""A workbook as a person would edit it: cells named by sheet, key of the row and heading."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from pathlib import Path

from audit.ingest.books.cells import read_cells
from generator.findings import render
from generator.workbook.book import MEMORY, book
from generator.workbook.compare import compare
from generator.workbook.outcome import Grid, Outcome
from generator.workbook.preview import preview
from generator.workbook.sources import Sources, read_sources
from generator.workbook.texts import texts
from generator.workbook.verify import verify


class Edited:
    """The workbook of a company in memory, to be edited and given back."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.sources = read_sources(root)
        self.grid = {
            title: [list(row) for row in rows]
            for title, rows in read_cells(book(self.sources, "Компания"), "книга.xlsx").items()
        }

    def again(self) -> Edited:
        """Another copy of the same workbook, its cells not edited with those of this one."""
        other = copy.copy(self)
        other.grid = {title: [list(row) for row in rows] for title, rows in self.grid.items()}
        return other

    def only(self, sheet: str) -> None:
        """Leave one sheet and the memory of it: comparing the others takes time."""
        memory = [row for row in self.grid[MEMORY] if row[0] == sheet]
        self.grid = {sheet: self.grid[sheet], MEMORY: memory}

    def column(self, sheet: str, heading: str) -> int:
        return self.grid[sheet][0].index(heading)

    def row(self, sheet: str, key: str) -> list[str | None]:
        return next(row for row in self.grid[sheet] if row[0] == key)

    def get(self, sheet: str, key: str, heading: str) -> str:
        return self.row(sheet, key)[self.column(sheet, heading)] or ""

    def set(self, sheet: str, key: str, heading: str, text: str | None) -> None:
        self.row(sheet, key)[self.column(sheet, heading)] = text

    def add(self, sheet: str, cells: Mapping[str, str], *, behind: str | None = None) -> None:
        row: list[str | None] = [cells.get(heading or "") for heading in self.grid[sheet][0]]
        rows = self.grid[sheet]
        place = len(rows) if behind is None else next(n for n, there in enumerate(rows) if there[0] == behind) + 1
        rows.insert(place, row)

    def drop(self, sheet: str, key: str) -> None:
        self.grid[sheet].remove(self.row(sheet, key))

    def whole(self) -> Grid:
        return {title: tuple(map(tuple, rows)) for title, rows in self.grid.items()}

    def outcome(self, sources: Sources | None = None) -> Outcome:
        return compare(self.whole(), self.sources if sources is None else sources, "книга.xlsx")

    def made(self) -> dict[str, str]:
        """Files that change, checked like the command checks them."""
        outcome = self.outcome()
        made = texts(outcome, self.sources)
        assert not outcome.failed, render(outcome.findings, "text")
        verify(outcome, made, self.root)
        assert not outcome.failed, render(outcome.findings, "text")
        return made

    def told(self, sources: Sources | None = None) -> list[str]:
        """Findings of the comparison and of the check after it: place and message."""
        outcome = self.outcome(sources)
        made = texts(outcome, self.sources if sources is None else sources)
        if made and not outcome.failed:
            verify(outcome, made, self.root)
        return [f"{finding.places[0]}: {finding.message}" for finding in outcome.findings]

    def shown(self) -> list[str]:
        return list(preview(self.outcome(), {name: source.text for name, source in self.sources.items()}))


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """Lines that are gone and lines that have come, from the first that differs to the last."""
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new
