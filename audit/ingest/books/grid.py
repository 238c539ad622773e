"""How large a grid the cells of a worksheet span, told from its XML before anything makes room for the grid.

A reader of workbooks makes room for every cell between the first and the last, filled or not: two cells in far corners
are a file of a kilobyte and a grid of many gigabytes. A sheet is searched at the speed of unpacking for references that
could span too much; only when there are any the cells are looked at one by one.
"""

from __future__ import annotations

import re
import struct
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

MAX_CELLS, MAX_COLUMNS, MAX_ROWS = 100_000_000, 16_384, 1_048_576
#: What stands on the border of two pieces is torn: so much of a piece is looked at again with the next.
OVERLAP = 512
#: The beginning of a cell, other than one in columns A to BZ and rows up to 1 099 999: without such there are at most
#: 86 million cells. A column of the sheet (``<col``) is no cell.
_ODD = (
    r'<c(?:[^ o]| [^r]| r[^=]| r=[^"]| r="(?:[^A-Z]|[A-Z][^A-Z0-9]|{wide}[A-Z]{{2}}[^0-9]'
    r'|[A-Z]{{1,2}}(?:{tall}|[0-9]+[^0-9"])))'
)
_LARGE = _ODD.format(wide="[C-Z][A-Z]|", tall="[0-9]{8}|[2-9][0-9]{6}|1[1-9][0-9]{5}")
#: The same for columns up to ZZ and rows up to 99 999: at most 70 million cells.
_LARGE_AND_WIDE = _ODD.format(wide="", tall="[0-9]{6}")
_AHEAD = 4

_TAG = re.compile(rb"<(?:\w+:)?(row|c)(?=[\s/>])([^>]*)>")
_REF = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"']")
_LETTERS = 26


def fits(unpack: Callable[[], Iterable[bytes]], *, prefixed: bool) -> bool:
    """Whether the grid of a worksheet is of a size that can be read.

    Args:
        unpack: Unpacks the worksheet in pieces, from its beginning at every call.
        prefixed: Whether its elements are written with the prefix of a namespace.
    """
    if not prefixed and not (contains(unpack(), _LARGE) and contains(unpack(), _LARGE_AND_WIDE)):
        return True
    return within(span(unpack()))


def within(size: tuple[int, int]) -> bool:
    """Whether a grid of so many rows and columns can be read."""
    rows, columns = size
    return rows <= MAX_ROWS and columns <= MAX_COLUMNS and rows * columns <= MAX_CELLS


def contains(data: Iterable[bytes], sign: str) -> bool:
    """Whether a pattern occurs; all pieces are taken, the next is unpacked while one is searched.

    Args:
        data: Pieces of a text.
        sign: A pattern that matches no more than ``OVERLAP`` bytes.
    """
    found = False
    with ThreadPoolExecutor(1) as worker:
        waiting: deque[Future[bool]] = deque()
        for piece, _ in overlapping(data):
            waiting.append(worker.submit(_has, piece, sign))
            if len(waiting) > _AHEAD:
                found |= waiting.popleft().result()
        return any([found, *(future.result() for future in waiting)])


def overlapping(data: Iterable[bytes]) -> Iterator[tuple[bytes, int]]:
    """Pieces, each with the end of the one before it, and where the fresh part begins."""
    tail = b""
    for piece in data:
        whole = tail + piece
        yield whole, len(tail)
        tail = whole[-OVERLAP:]


def _has(data: bytes, sign: str) -> bool:
    import pyarrow as pa
    from pyarrow import compute

    # Many times faster than the standard library, never slower than linear, and other threads go on meanwhile.
    bounds = pa.py_buffer(struct.pack("=qq", 0, len(data)))
    text = pa.Array.from_buffers(pa.large_binary(), 1, [None, bounds, pa.py_buffer(data)])
    return bool(compute.match_substring_regex(text, sign)[0].as_py())


def span(data: Iterable[bytes]) -> tuple[int, int]:
    """The last row and column of a worksheet, its cells looked at one by one.

    Args:
        data: The worksheet, unpacked, in pieces.
    """
    last_row = last_column = row = column = 0
    tail = b""
    for piece in data:
        whole = tail + piece
        end = 0
        for match in _TAG.finditer(whole):
            end = match.end()
            ref = _REF.search(match[2])
            if match[1] == b"row":
                row, column = _number(ref[2]) if ref and not ref[1] else row + 1, 0
                continue
            row, column = (_number(ref[2]), number_of(ref[1].decode("ascii"))) if ref and ref[1] else (row, column + 1)
            last_row, last_column = max(last_row, row), max(last_column, column)
        tail = whole[max(end, len(whole) - OVERLAP) :]
    return last_row, last_column


def _number(digits: bytes) -> int:
    # More digits than these are too many anyway, and take long to read.
    return int(digits[:20])


def number_of(letters: str) -> int:
    """The number of a column: «A» is 1; no more letters are counted than tell that there are too many."""
    number = 0
    for letter in letters.upper()[:8]:
        number = number * _LETTERS + ord(letter) - ord("A") + 1
    return number
