"""Quotes of a delimited text that were never closed, or that were written another way.

An open quote swallows the records below it. Its line is put out of the way, and reading goes on at the next line that
is a whole record.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import NamedTuple

#: Stands in the place of a record whose quote was never closed; any other control character is a NUL by now.
OPEN_QUOTE = "\x01"
#: A record longer than this is a quote that was never closed.
MAX_RECORD = 16 << 20
_QUOTE = b'"'


def with_doubled_quotes(data: bytes, delimiter: str) -> bytes:
    r"""A text whose quotes inside cells were written as ``\"``, with such quotes doubled; any other as it is.

    A cell may end with a backslash of its own: that quote is left alone.

    Args:
        data: UTF-8 text.
        delimiter: Between its cells.
    """
    if b'\\"' not in data:
        return data
    mark = re.escape(delimiter.encode())
    if not re.search(rb'[^\\"\r\n' + mark + rb']\\"[^"\r\n' + mark + rb"]", data):
        return data
    return re.sub(rb'\\"(?![\r\n' + mark + rb"]|\Z)", b'""', data)


def without_open_quotes(data: bytes, delimiter: str, widths: frozenset[int]) -> bytes:
    """A text in which every line of a record with an open quote is ``OPEN_QUOTE`` alone; any other as it is.

    Args:
        data: UTF-8 text.
        delimiter: Between its cells.
        widths: How many cells whole records have.
    """
    shape = _Shape.of(delimiter)
    odd = any(line.count(_QUOTE) % 2 for line in io.BytesIO(data))
    if not (odd or (_QUOTE in data and shape.inner.search(data))):
        return data
    lines = data.splitlines(keepends=True)
    text = _Lines(lines, shape, delimiter, widths)
    changed = False
    at = 0
    while at < len(lines):
        after = text.record(at)
        if after is not None:
            at = after
            continue
        changed = True
        end = at + 1
        while end < len(lines) and not text.begins_record(end):
            end += 1
        for number in range(at, end):
            line = lines[number]
            lines[number] = OPEN_QUOTE.encode() + line[len(line.rstrip(b"\r\n")) :]
        at = end
    return b"".join(lines) if changed else data


class _Shape(NamedTuple):
    """What cells look like between some delimiters.

    Attributes:
        cell: A cell; none matches where a quote opens that its line does not close.
        inner: A quote inside a cell that does not begin with one: two of them may hide that a third one is open.
    """

    cell: re.Pattern[bytes]
    inner: re.Pattern[bytes]

    @classmethod
    def of(cls, delimiter: str) -> _Shape:
        """The shape of cells between such delimiters."""
        mark = re.escape(delimiter.encode())
        cell = rb'"(?:[^"]|"")*+"[^%b\r\n]*+|[^"%b\r\n][^%b\r\n]*+|(?!")' % (mark, mark, mark)
        return cls(re.compile(cell), re.compile(rb'(?:\A|[%b\r\n])[^"%b\r\n]++"' % (mark, mark)))


class _Lines:
    """Lines of a text, and which of them make a record."""

    def __init__(self, lines: list[bytes], shape: _Shape, delimiter: str, widths: frozenset[int]) -> None:
        self._lines = lines
        self._shape = shape
        self._delimiter = delimiter
        self._widths = widths

    def record(self, at: int) -> int | None:
        """Where the record that begins at a line ends; None when its quote is never closed."""
        line = self._lines[at]
        # An even number of quotes opens nothing that it does not close, unless some stand inside cells.
        even = line.count(_QUOTE) % 2 == 0
        if (even and not self._shape.inner.search(line)) or not self._is_open(line):
            return at + 1
        end = self._closing(at)
        if end is None:
            return None
        cells = self._cells(b"".join(self._lines[at : end + 1]))
        if cells in self._widths:
            return end + 1
        inner = (self._cells(line) in self._widths for line in self._lines[at + 1 : end + 1])
        return None if cells is None or any(inner) else end + 1

    def begins_record(self, at: int) -> bool:
        """Whether a whole record begins at a line."""
        line = self._lines[at]
        if line.count(_QUOTE) % 2 == 0:
            return self._cells(line) in self._widths
        end = self._closing(at) if self._is_open(line) else at
        return end is not None and self._cells(b"".join(self._lines[at : end + 1])) in self._widths

    def _closing(self, at: int) -> int | None:
        size = len(self._lines[at])
        for end in range(at + 1, len(self._lines)):
            size += len(self._lines[end])
            if size > MAX_RECORD:
                return None
            if self._lines[end].count(_QUOTE) % 2:
                return end
        return None

    def _is_open(self, line: bytes) -> bool:
        at, end = 0, len(line.rstrip(b"\r\n"))
        while cell := self._shape.cell.match(line, at):
            at = cell.end() + 1
            if at > end:
                return False
        return True

    def _cells(self, record: bytes) -> int | None:
        try:
            rows = list(self._reader(record))
        except csv.Error:
            return None
        return len(rows[0]) if len(rows) == 1 else None

    def _reader(self, record: bytes) -> Iterator[list[str]]:
        text = io.StringIO(record.decode("utf-8", errors="replace"), newline="")
        return csv.reader(text, delimiter=self._delimiter, strict=True)
