"""Cells merged over several rows of a column: a spreadsheet keeps their value in the first row only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import BadZipFile

from audit.ingest.books.grid import number_of, overlapping
from audit.ingest.containers.archive import archive_of
from audit.ingest.containers.inflate import TornError, pieces
from audit.ingest.sheet import Sheet
from handbook.finding import Finding, Place, Severity

_SIGN = b"mergeCell"
_RANGE = re.compile(rb'mergeCell\s[^>]{0,100}?\bref="([A-Z]{1,3})([0-9]{1,7}):\1([0-9]{1,7})"')
_SHOWN = 20

#: A column from 0, the first row and the last.
Span = tuple[int, int, int]


def filled_down(sheet: Sheet, source: Path | bytes, part: str) -> None:
    """Repeat the value of a cell merged over rows of one column in all of them, and tell of it.

    Args:
        sheet: The sheet.
        source: The workbook, looked over before.
        part: The member that holds the sheet; empty when it is not known.
    """
    table = sheet.cells()
    if not part or not any(column.null_count for column in table.columns[1:]):
        return
    import pyarrow as pa

    numbers = table["row"].to_pylist()
    rows = {row: place for place, row in enumerate(numbers)}
    filled: list[tuple[int, int]] = []
    columns: dict[int, list[str | None]] = {}
    done: dict[int, int] = {}
    for column, first, last in sorted(_spans(source, part)):
        # Ranges never overlap, but a file may say so.
        if column >= len(sheet.headers) or first <= done.get(column, sheet.header_row) or first not in rows:
            continue
        done[column] = last
        if column not in columns:
            columns[column] = table[f"c{column}"].to_pylist()
        cells = columns[column]
        for row in range(first + 1, min(last, numbers[-1]) + 1):
            if row in rows and cells[rows[first]] and not cells[rows[row]]:
                cells[rows[row]] = cells[rows[first]]
                filled.append((row, column))
    for column, cells in columns.items():
        table = table.set_column(column + 1, f"c{column}", pa.array(cells, pa.string()))
    if filled:
        sheet.table = table
        message = f"ячейки объединены по вертикали: их значение повторено в каждой строке (клеток: {len(filled)})"
        places = tuple(
            Place(sheet.file, row=row, field=sheet.headers[column] or None) for row, column in sorted(filled)[:_SHOWN]
        )
        tip = "Снимите объединение и заполните ячейки, если значение относится не ко всем строкам"
        sheet.findings += (Finding("merged-cells", Severity.INFO, message, places, tip),)


def _spans(source: Path | bytes, part: str) -> Iterator[Span]:
    try:
        with archive_of(source) as archive:
            for piece, fresh in overlapping(pieces(archive, archive.getinfo(part))):
                if _SIGN in piece:
                    for match in _RANGE.finditer(piece):
                        if match.end() > fresh:
                            yield number_of(match[1].decode("ascii")) - 1, int(match[2]), int(match[3])
    except (KeyError, TornError, BadZipFile):
        return
