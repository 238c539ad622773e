"""Property histories without a header: ``id, property, value, date, value, date…``, a pair for every change.

Every change becomes a record of its own; its row is that of the file.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from audit.ingest.layout import BLANKS
from audit.ingest.sheet import BLANK_ROW, Sheet, sheet_of_rows
from audit.ingest.text.encoding import Recoded

HEADERS = ("dealId", "property", "value", "timestamp")
BROKEN_ROW = "строка истории не состоит из пар «значение, дата»"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d([ T]\d\d:\d\d.*)?|\d\d\.\d\d\.\d{4}( \d\d?:\d\d.*)?|\d\d?/\d\d?/\d{4}( .*)?")
#: Milliseconds since 1970: from 2001 on they have thirteen digits.
_MILLISECONDS = re.compile(r"\d{13}")
_FEWEST_ROWS, _FEWEST_CELLS, _SHARE = 2, 4, 0.9


def is_history(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first rows of a text are a property history: the very first one, too, is a record.

    Args:
        rows: Cells of the first rows.
    """
    filled = [row for row in rows if any(row)]
    fitting = [row for row in filled if _changes(row)]
    widths = {len(_bare(row)) for row in fitting}
    enough = len(fitting) >= max(_FEWEST_ROWS, len(filled) * _SHARE)
    return enough and len(widths) > 1 and bool(_changes(filled[0]))


def read_history(recoded: Recoded, source: str, delimiter: str, file: str) -> Sheet:
    """Read a property history as a table of changes.

    Args:
        recoded: The text in UTF-8.
        source: What the file is, for the account.
        delimiter: Between its cells.
        file: Its name for people.
    """
    aside: dict[int, str] = {}
    read = 0

    def changes() -> Iterator[tuple[int, Sequence[str]]]:
        nonlocal read
        for read, row in enumerate(_rows(recoded, delimiter), 1):
            found = _changes(row)
            if not found:
                aside[read] = BROKEN_ROW if any(cell.strip(BLANKS) for cell in row) else BLANK_ROW
            for value, moment in found:
                yield read, (row[0], row[1], value, _iso(moment))

    sheet = sheet_of_rows(file, f"{source}, история значений без шапки", HEADERS, changes())
    sheet.rows_read, sheet.header_row = read, 0
    sheet.aside |= aside
    return sheet


def _rows(recoded: Recoded, delimiter: str) -> Iterator[list[str]]:
    rows = csv.reader(io.StringIO(recoded.data.decode("utf-8", errors="replace"), newline=""), delimiter=delimiter)
    while True:
        try:
            row = next(rows, None)
        except csv.Error:
            # A cell longer than any is; the reader goes on with the next line.
            row = [""]
        if row is None:
            return
        yield row


def _changes(row: Sequence[str]) -> list[tuple[str, str]]:
    """Values and moments of a row; none when it is no row of a history."""
    cells = _bare(row)
    if len(cells) < _FEWEST_CELLS or len(cells) % 2 or not (cells[0] and cells[1]):
        return []
    moments = cells[3::2]
    if not all(_MOMENT.fullmatch(cell) or _MILLISECONDS.fullmatch(cell) for cell in moments):
        return []
    return list(zip(cells[2::2], moments, strict=True))


def _bare(row: Sequence[str]) -> list[str]:
    """Cells without padding; those that only fill up the row to the width of the longest are left out."""
    cells = [cell.strip(BLANKS) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _iso(moment: str) -> str:
    if _MILLISECONDS.fullmatch(moment):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(moment))).isoformat()
    return moment
