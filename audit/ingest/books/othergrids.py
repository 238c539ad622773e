"""How large a grid the cells of a worksheet span in formats other than XLSX: ODS, XLSB and old XLS."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator

from audit.ingest.books.grid import MAX_COLUMNS, MAX_ROWS
from audit.ingest.books.parts import Attributes, walk

Span = tuple[int, int]
_TOO_MUCH: Span = (MAX_ROWS + 1, MAX_COLUMNS + 1)
_ROW, _CELL = "table-row", frozenset({"table-cell", "covered-table-cell"})
_ROWS, _COLUMNS = "number-rows-repeated", "number-columns-repeated"

#: Records of XLSB: the header of a row, and kinds of cells.
_ROW_HEADER, _LAST_CELL = 0, 11
#: Records of XLS that begin with the row and the column of a cell, and those of several cells in a row.
_CELLS = frozenset({0x0006, 0x0201, 0x0203, 0x0204, 0x0205, 0x00D6, 0x00FD, 0x027E})
_SEVERAL = frozenset({0x00BD, 0x00BE})
_U16, _U32 = struct.Struct("<H"), struct.Struct("<I")
_RECORD, _PAIR = struct.Struct("<HH"), struct.Struct("<II")
#: Numbers of sectors from here on mean something else than a sector.
_SPECIAL = 0xFFFFFFFA
_ENTRY, _MINI_SECTOR = 128, 64


def ods_span(data: Iterable[bytes]) -> Span:
    """The last row and column of the largest table of a spreadsheet of LibreOffice.

    Raises:
        UnsafeXmlError: It declares a document type.
        BrokenXmlError: It is not well-formed.
    """
    last_row = last_column = row = column = height = 0

    def start(tag: str, attributes: Attributes) -> None:
        nonlocal last_row, last_column, row, column, height
        if tag == "table":
            row = column = height = 0
        elif tag == _ROW:
            row, column, height = row + height, 0, _repeated(attributes, _ROWS)
        elif tag in _CELL:
            column += _repeated(attributes, _COLUMNS)
            filled = any(name.endswith("value-type") for name in attributes)
            if height > MAX_ROWS or column > MAX_COLUMNS:
                last_row, last_column = _TOO_MUCH
            elif filled:
                last_row, last_column = max(last_row, row + height), max(last_column, column)

    walk(data, start)
    return last_row, last_column


def _repeated(attributes: Attributes, title: str) -> int:
    text = next((value for name, value in attributes.items() if name.endswith(title)), "1")
    return int(text[:12]) if text.isdecimal() else 1


def xlsb_span(data: bytes) -> Span:
    """The last row and column of a worksheet of XLSB.

    Args:
        data: The member that holds the sheet.
    """
    last_row = last_column = row = 0
    for kind, place, size in _records(data):
        if size < _U32.size or kind > _LAST_CELL:
            continue
        number = _U32.unpack_from(data, place)[0] + 1
        if kind == _ROW_HEADER:
            row = number
        else:
            last_row, last_column = max(last_row, row), max(last_column, number)
    return last_row, last_column


def _records(data: bytes) -> Iterator[tuple[int, int, int]]:
    place, end = 0, len(data)
    while place < end:
        kind = data[place]
        place += 1
        if kind & 0x80 and place < end:
            kind = kind & 0x7F | data[place] << 7
            place += 1
        size = shift = 0
        while place < end:
            byte = data[place]
            place += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80 or shift > 21:  # noqa: PLR2004 - four bytes of seven bits
                break
        if place + size > end:
            return
        yield kind, place, size
        place += size


def xls_span(data: bytes) -> Span:
    """The last row and column of all sheets of an old book together.

    Args:
        data: The whole file.

    Raises:
        ValueError: It is damaged.
    """
    book = _book(data)
    last_row = last_column = place = 0
    while place + _RECORD.size <= len(book):
        kind, size = _RECORD.unpack_from(book, place)
        place += _RECORD.size
        if (kind in _CELLS or kind in _SEVERAL) and size >= _RECORD.size and place + size <= len(book):
            row, column = _RECORD.unpack_from(book, place)
            if kind in _SEVERAL:
                column = max(column, _U16.unpack_from(book, place + size - _U16.size)[0])
            last_row, last_column = max(last_row, row + 1), max(last_column, column + 1)
        place += size
    return last_row, last_column


def _book(data: bytes) -> bytes:
    """The stream of the book out of the file system that an old book is."""
    try:
        shift = _U16.unpack_from(data, 30)[0]
        if not 7 <= shift <= 16:  # noqa: PLR2004 - 512 and 4096 bytes are in use
            raise ValueError
        size = 1 << shift
        sectors = _sectors(data, size)
        table = [number for sector in sectors for (number,) in _U32.iter_unpack(_sector(data, sector, size))]
        folder = _chain(data, _U32.unpack_from(data, 48)[0], table, size)
        entries: dict[str, tuple[int, int]] = {}
        for place in range(0, len(folder) - _ENTRY + 1, _ENTRY):
            name = folder[place : place + 64].decode("utf-16-le", errors="ignore").rstrip("\0")
            entries.setdefault(name, _PAIR.unpack_from(folder, place + 116))
        start, length = entries.get("Workbook") or entries["Book"]
        if length >= _U32.unpack_from(data, 56)[0]:
            return _chain(data, start, table, size)[:length]
        root = entries["Root Entry"][0]
        small = _chain(data, _U32.unpack_from(data, 60)[0], table, size)
        numbers = [number for (number,) in _U32.iter_unpack(small[: len(small) // 4 * 4])]
        # Sectors of a stream are numbered from its beginning, those of the file from the end of its header.
        return _chain(_chain(data, root, table, size), start, numbers, _MINI_SECTOR, skip=0)[:length]
    except (struct.error, KeyError, IndexError) as error:
        raise ValueError from error


def _sectors(data: bytes, size: int) -> list[int]:
    """Sectors that hold the table of sectors."""
    found = [number for (number,) in _U32.iter_unpack(data[76:512]) if number < _SPECIAL]
    following, left = _U32.unpack_from(data, 68)[0], len(data) // size
    while following < _SPECIAL and left:
        *numbers, following = (number for (number,) in _U32.iter_unpack(_sector(data, following, size)))
        found += [number for number in numbers if number < _SPECIAL]
        left -= 1
    return found[: len(data) // size + 1]


def _sector(data: bytes, number: int, size: int) -> bytes:
    piece = data[(number + 1) * size : (number + 2) * size]
    return piece[: len(piece) // 4 * 4]


def _chain(data: bytes, start: int, table: list[int], size: int, skip: int = 1) -> bytes:
    pieces = []
    left = len(data) // size + 1
    while start < _SPECIAL and left:
        pieces.append(data[(start + skip) * size : (start + skip + 1) * size])
        start, left = table[start], left - 1
    return b"".join(pieces)
