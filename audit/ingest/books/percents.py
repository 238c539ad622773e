"""Percentages of a workbook: «10%» is stored as 0.1, and only the format of the cell tells."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from audit.ingest.books.grid import number_of
from audit.ingest.books.parts import Attributes, BrokenXmlError, UnsafeXmlError, walk
from audit.ingest.containers.archive import archive_of
from audit.ingest.containers.inflate import TornError, pieces

if TYPE_CHECKING:
    import pyarrow as pa

#: Formats that every workbook knows by number: «0%» and «0.00%».
_KNOWN = frozenset({"9", "10"})
#: What stands in a format for itself.
_VERBATIM = re.compile(r'"[^"]*"|\\.')
#: Cells below the header that tell how a column is written: so many rows, and no more bytes than these.
_ROWS, _BYTES = 50, 1 << 20
_CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*)>\s*<(?:\w+:)?[fv]\b")
_REF, _STYLE, _KIND = (
    re.compile(rb'\br="([A-Z]{1,3})(\d{1,9})"'),
    re.compile(rb'\bs="(\d{1,9})"'),
    re.compile(rb'\bt="(?!n")'),
)


def percent_columns(source: Path | bytes, part: str | None, header_row: int) -> frozenset[int]:
    """Columns, from 0, of which all numbers among the first rows are shown as percentages.

    Args:
        source: The workbook, looked over before.
        part: The member that holds the sheet, when it is known.
        header_row: Number of the row the header ends on.
    """
    if not part:
        return frozenset()
    try:
        with archive_of(source) as archive:
            styles = posixpath.join(posixpath.dirname(posixpath.dirname(part)), "styles.xml")
            shown = percent_styles(pieces(archive, archive.getinfo(styles)))
            return _columns(_beginning(pieces(archive, archive.getinfo(part))), shown, header_row) if shown else shown
    except (KeyError, TornError, BadZipFile, BrokenXmlError, UnsafeXmlError):
        return frozenset()


def percent_styles(data: Iterable[bytes]) -> frozenset[int]:
    """Numbers of the cell styles that show a percentage."""
    formats, found = set(_KNOWN), set[int]()
    section, count = "", 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal section, count
        section = tag if tag in {"numFmts", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"} else section
        if section == "numFmts" and "%" in _VERBATIM.sub("", attributes.get("formatCode", "")):
            formats.add(attributes.get("numFmtId", ""))
        if section == "cellXfs" and tag == "xf":
            if attributes.get("numFmtId") in formats:
                found.add(count)
            count += 1

    walk(data, start)
    return frozenset(found)


def percent_cells(data: bytes, shown: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Row and column, from 0, of every number of a sheet that is shown as a percentage.

    Args:
        data: The XML of the sheet.
        shown: Numbers of the cell styles that show a percentage.
    """
    for cell in _CELL.finditer(data):
        ref, style = _REF.search(cell[1]), _STYLE.search(cell[1])
        if ref and style and int(style[1]) in shown and not _KIND.search(cell[1]):
            yield int(ref[2]) - 1, number_of(ref[1].decode("ascii")) - 1


def _beginning(data: Iterable[bytes]) -> bytes:
    found = b""
    for piece in data:
        found += piece
        if len(found) > _BYTES:
            break
    return found


def _columns(data: bytes, shown: frozenset[int], header_row: int) -> frozenset[int]:
    percents, others = set[int](), set[int]()
    for cell in _CELL.finditer(data):
        ref = _REF.search(cell[1])
        row = int(ref[2]) if ref else 0
        if ref is None or row <= header_row or _KIND.search(cell[1]):
            continue
        if row > header_row + _ROWS:
            break
        style = _STYLE.search(cell[1])
        (percents if style and int(style[1]) in shown else others).add(number_of(ref[1].decode("ascii")) - 1)
    return frozenset(percents - others)


def as_percents(column: pa.Array) -> pa.Array:
    """A column of parts of one as percentages: «0.075» is «7.5%»; what is no number stays.

    Args:
        column: Texts of cells.
    """
    import pyarrow as pa

    words = {text: as_percent(text) for text in column.unique().to_pylist() if text is not None}
    return pa.array([text if text is None else words[text] for text in column.to_pylist()], column.type)


def as_percent(text: str) -> str:
    """A part of one as a percentage: «0.075» is «7.5%»; what is no number stays."""
    try:
        number = Decimal(text) * 100
    except InvalidOperation:
        return text
    return f"{number.normalize():f}%" if number.is_finite() else text
