"""The beginning of a delimited text: what tells its cells apart, where its header stands, what its records hold."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from audit.ingest.layout import BLANKS, SEARCHED, Known, Layout, Row, find_layout, is_date, is_value
from handbook.russian.text import normalise

DELIMITERS = (";", ",", "\t", "|")
NAMES = {";": "«;»", ",": "«,»", "\t": "табуляция", "|": "«|»"}
#: So much of a file shows its delimiter, and its header ends within so much.
HEAD = 1 << 18
#: So many first records give examples of what columns hold.
_EXAMPLES = 200
#: A column is one of numbers or of dates by so many of its cells, and by such a share of them.
_FEWEST, _MOST = 3, 0.9
#: A mark that stands in lines so many times more often than another is the delimiter, even if not in the first line.
_RICH = 4


@dataclass(frozen=True, slots=True)
class Opening:
    """The beginning of a delimited text.

    Attributes:
        delimiter: What its cells are told apart by.
        layout: Where its header stands.
        width: Cells of the header, trailing empty ones included.
        rows: Its first records, those above the header included.
    """

    delimiter: str
    layout: Layout
    width: int
    rows: tuple[tuple[str, ...], ...]

    @property
    def header_row(self) -> int:
        """Number of the record the header ends on."""
        return self.layout.last + 1

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """The first records below the header."""
        return self.rows[self.layout.last + 1 :]

    def value_columns(self) -> dict[int, bool]:
        """Positions at which whole records hold only numbers, or only dates: whether they are dates."""
        whole = [row for row in self.sample if len(row) == self.width]
        found = {}
        for position in range(self.width):
            cells = [cell for cell in (row[position].strip(BLANKS) for row in whole) if cell]
            # One torn or shifted record among the examples is no reason to doubt the column.
            enough = max(_FEWEST, len(cells) * _MOST)
            dates = sum(map(is_date, cells))
            if dates >= enough:
                found[position] = True
            elif sum(map(is_value, cells)) - dates >= enough:
                found[position] = False
        return found


def opening_of(head: bytes, known: Known, *, whole: bool) -> Opening | None:
    """The beginning of a UTF-8 text; None when its header does not end.

    Args:
        head: The first bytes of the text.
        known: Titles that profiles know.
        whole: Whether this is all of it.
    """
    text = head.decode("utf-8", errors="ignore")
    if not whole:
        text = text[: max(text.rfind("\n"), text.rfind("\r")) + 1]
    delimiter = _delimiter(text, known)
    rows = [tuple(cells) for cells in _some(text, delimiter, _EXAMPLES)]
    layout = find_layout(rows, known)
    if layout is None or _is_open(rows, layout, text, delimiter):
        return None
    width = max(len(row) for row in rows[layout.first : layout.last + 1])
    return Opening(delimiter, layout, width, tuple(rows))


def _some(text: str, delimiter: str, limit: int) -> Iterator[list[str]]:
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for _, cells in zip(range(limit), records, strict=False):
            # A blank line is a record of one cell, as it is for the other reader.
            yield cells or [""]
    except csv.Error:
        return


def _is_open(rows: Sequence[Row], layout: Layout, text: str, delimiter: str) -> bool:
    """Whether a quote of the header is never closed, so that it took in what is below."""
    if layout.last + 1 < len(rows):
        return False
    records = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return sum(1 for _ in records) < 0
    except csv.Error as error:
        return "end of data" in str(error) or "field limit" in str(error)


def _delimiter(text: str, known: Known) -> str:
    """The delimiter that gives known titles, else the one that cuts most lines into as many cells."""
    lines = [line for line in _outside_quotes(text) if line.strip(BLANKS)]
    cuts = {mark: _cut(lines, mark) for mark in DELIMITERS}
    titles = dict.fromkeys(DELIMITERS, 0)
    if known:
        hits = {mark: [_hits(cells, known) for cells in _some(text, mark, SEARCHED)] for mark in DELIMITERS}
        titles = {mark: max(found, default=0) for mark, found in hits.items()}
    best = max(DELIMITERS, key=lambda mark: (titles[mark], cuts[mark].cells))
    for mark in DELIMITERS:
        other = cuts[mark]
        # Commas in every address or amount: the delimiter stands in the header, too.
        if titles[mark] == titles[best] and other.first < cuts[best].first and other.times * _RICH > cuts[best].times:
            best = mark if other.lines >= len(lines) * _MOST else best
    return best


class _Cut(NamedTuple):
    """How a mark cuts lines: most of those it cuts have it so many times, the first of them stands there."""

    times: int
    lines: int
    first: int

    @property
    def cells(self) -> int:
        return self.times * self.lines


def _cut(lines: Sequence[str], mark: str) -> _Cut:
    counts = [line.count(mark) for line in lines]
    times, often = max(Counter(filter(None, counts)).items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    return _Cut(times, often, counts.index(times) if often else len(lines))


def _hits(cells: Sequence[str], known: Known) -> int:
    return len({normalise(cell.strip(BLANKS)) for cell in cells if cell} & known)


def _outside_quotes(text: str) -> list[str]:
    """The first lines without what stands in quotes."""
    if text.count('"') % 2 == 0:
        text = "".join(text.split('"')[0::2])
        return text.splitlines()[:_EXAMPLES]
    return ["".join(line.split('"')[0::2]) for line in text.splitlines()[:_EXAMPLES]]
