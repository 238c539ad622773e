"""Tables whose columns a template repeats: their grid is made anew, the first column takes what the others leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.word.measures import whole
from generator.word.tags import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The least share of a table that its first column keeps, however many others there are.
_FIRST = 0.3
#: Programs round widths their own way, twips.
_NEAR = 60


def mend(root: _Element) -> None:
    """Give every table as many columns in its grid as its rows have cells; Word shows others at random widths."""
    for table in root.iter(f"{WORD}tbl"):
        grid = table.find(f"{WORD}tblGrid")
        rows = table.findall(f"{WORD}tr")
        widest = max(rows, key=_columns, default=None)
        if grid is None or widest is None or _columns(widest) != len(_cells(widest)):
            continue
        ruled = [whole(column, f"{WORD}w") for column in grid]
        written = [_width(cell) for cell in _cells(widest)]
        if len(ruled) == len(written) and all(abs(a - b) < _NEAR for a, b in zip(ruled, written, strict=True)):
            continue
        widths = _widths(sum(ruled), written)
        _rule(grid, widths)
        for row in rows:
            for cell, width in zip(_cells(row), widths, strict=False):
                if len(_cells(row)) == len(widths):
                    _set(cell, width)


def _widths(total: int, written: list[int]) -> list[int]:
    others = written[1:]
    room = total - round(total * _FIRST)
    if sum(others) > room:
        others = [width * room // sum(others) for width in others]
    return [total - sum(others), *others]


def _cells(row: _Element) -> list[_Element]:
    return row.findall(f"{WORD}tc")


def _columns(row: _Element) -> int:
    spans = (cell.find(f"{WORD}tcPr/{WORD}gridSpan") for cell in _cells(row))
    return sum(1 if span is None else whole(span, f"{WORD}val", 1) for span in spans)


def _width(cell: _Element) -> int:
    width = cell.find(f"{WORD}tcPr/{WORD}tcW")
    return 0 if width is None else whole(width, f"{WORD}w")


def _set(cell: _Element, width: int) -> None:
    found = cell.find(f"{WORD}tcPr/{WORD}tcW")
    if found is not None:
        found.set(f"{WORD}w", str(width))


def _rule(grid: _Element, widths: list[int]) -> None:
    from lxml import etree

    grid[:] = [etree.Element(f"{WORD}gridCol", {f"{WORD}w": str(width)}) for width in widths]
