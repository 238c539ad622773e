"""What the XML of a worksheet tells that the values of its cells do not."""

from __future__ import annotations

import re
from collections.abc import Iterable

from audit.ingest.books.grid import overlapping

#: Numbers of 16 digits and more, as programs write them.
_LOST = re.compile(rb"<v>-?(?:[0-9]{16,}(?:\.0*)?|[0-9](?:\.[0-9]+)?[eE]\+?(?:1[5-9]|[2-9][0-9]))</v>")
#: The end of a formula without a value after it.
_EMPTY = re.compile(rb"</f>\s*(?:<v\s*/>\s*|<v></v>\s*)?</c>")
_REF = re.compile(rb"\br=\"([A-Z]+)([0-9]+)\"")
_TEXT = re.compile(rb"\bt=\"(?:s|str|inlineStr|b|e|d)\"")
#: A formula is no longer than 8192 letters.
_LONGEST = 1 << 15

Ref = tuple[int, str]


def numbers_cut_short(data: Iterable[bytes]) -> list[Ref]:
    """Row and column letters of cells that hold a number of 16 digits or more; programs keep 15 of them."""
    return _refs(data, _LOST)


def formulas_without_value(data: Iterable[bytes]) -> list[Ref]:
    """Row and column letters of formulas that were saved without a value."""
    return _refs(data, _EMPTY)


def _refs(data: Iterable[bytes], sign: re.Pattern[bytes]) -> list[Ref]:
    found: list[Ref] = []
    for piece, fresh in overlapping(data):
        for match in sign.finditer(piece):
            # What ends before the fresh part has been seen with the piece before.
            ref = _ref_of(piece, match.start()) if match.end() > fresh else None
            if ref:
                found.append(ref)
    return found


def _ref_of(data: bytes, position: int) -> Ref | None:
    opening = data.rfind(b"<c ", max(0, position - _LONGEST), position)
    tag = data[opening : data.find(b">", opening)] if opening >= 0 else b""
    ref = _REF.search(tag)
    return (int(ref[2][:10]), ref[1].decode("ascii")) if ref and not _TEXT.search(tag) else None
