"""What the XML of a sheet tells of its cells besides their values: merged, not computed, shown as a percentage."""

from __future__ import annotations

import posixpath
import re
import zipfile
from dataclasses import dataclass

from audit.ingest.books.grid import MAX_COLUMNS, number_of
from audit.ingest.books.percents import percent_cells, percent_styles
from audit.ingest.books.xmlsigns import formulas_without_value
from audit.ingest.containers.inflate import pieces

_MERGED = re.compile(rb'mergeCell\s[^>]{0,100}?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_MIDNIGHT = re.compile(r"(\d{4})-(\d\d)-(\d\d) 00:00:00")


@dataclass(frozen=True, slots=True)
class Signs:
    """Cells of a sheet that need a second look; rows and columns are counted from 0.

    Attributes:
        merged: Top row, left column, bottom row and right column of what is merged.
        uncomputed: Formulas saved without a value, as programs that are no spreadsheet save them.
        percents: Numbers shown as percentages.
    """

    merged: tuple[tuple[int, int, int, int], ...] = ()
    uncomputed: tuple[tuple[int, int], ...] = ()
    percents: tuple[tuple[int, int], ...] = ()


def signs(archive: zipfile.ZipFile, part: str) -> Signs:
    """What a member of a workbook, looked over before, tells of its cells.

    Raises:
        TornError: It cannot be unpacked.
    """
    data = b"".join(pieces(archive, archive.getinfo(part)))
    styles = posixpath.join(posixpath.dirname(posixpath.dirname(part)), "styles.xml")
    shown = percent_styles(pieces(archive, archive.getinfo(styles))) if styles in archive.namelist() else frozenset()
    merged = tuple(
        (int(top) - 1, _column(left), int(bottom) - 1, _column(right))
        for left, top, right, bottom in (found.groups() for found in _MERGED.finditer(data))
    )
    uncomputed = tuple((row - 1, number_of(letters) - 1) for row, letters in formulas_without_value([data]))
    return Signs(
        merged,
        tuple(place for place in uncomputed if place[0] >= 0 and place[1] < MAX_COLUMNS),
        tuple(percent_cells(data, shown)) if shown else (),
    )


def dated(text: str | None) -> str | None:
    """A cell that holds a day, as a person sees it: «03.02.2026»."""
    found = _MIDNIGHT.fullmatch(text) if text else None
    return f"{found[3]}.{found[2]}.{found[1]}" if found else text


def _column(letters: bytes) -> int:
    return number_of(letters.decode("ascii")) - 1
