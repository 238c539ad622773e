"""Outline levels of the rows of a worksheet: how deep 1C and Excel have grouped them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from zipfile import BadZipFile

from audit.ingest.books.parts import Attributes, BrokenXmlError, UnsafeXmlError, walk
from audit.ingest.containers.archive import archive_of
from audit.ingest.containers.inflate import TornError, pieces

_SIGN = b"outlineLevel"
_DEEPEST = 8


def levels_of(source: Path | bytes, part: str) -> Mapping[int, int]:
    """Row → its level, of rows that are grouped; none in a sheet whose beginning shows no grouping.

    Args:
        source: The workbook, looked over before.
        part: The member that holds the sheet.
    """
    try:
        with archive_of(source) as archive:
            member = archive.getinfo(part)
            if _SIGN not in next((piece for piece in pieces(archive, member) if piece), b""):
                return {}
            return _levels(pieces(archive, member))
    except (KeyError, TornError, BadZipFile, BrokenXmlError, UnsafeXmlError):
        return {}


def _levels(data: Iterable[bytes]) -> dict[int, int]:
    found: dict[int, int] = {}
    last = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal last
        if tag != "row":
            return
        last = _number(attributes.get("r")) or last + 1
        level = _number(attributes.get(_SIGN.decode()))
        if level:
            found[last] = min(level, _DEEPEST)

    walk(data, start)
    return found


def _number(text: str | None) -> int:
    return int(text[:9]) if text and text.isdecimal() else 0
