"""Where the header of a table stands: exports may begin with a title, a period, blank rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from handbook.russian.text import normalise

#: Titles that profiles know, folded (``audit.ingest.sheet.folded``).
Known: TypeAlias = frozenset[str]
#: A row of cells as it was read.
Row: TypeAlias = Sequence[str | None]

#: The header is looked for among so many rows.
SEARCHED = 40
#: What a reader strips from both ends of a cell: ordinary, non-breaking and invisible spaces.
BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\ufeff"

#: A header fills so much of the table's width, and so many of its cells are words, each its own.
_COVERED, _WORDS, _DISTINCT = 0.6, 0.8, 0.6
#: A row with known titles is a header instead of the first wide row when so many of its cells are known.
_KNOWN_SHARE, _KNOWN_LEAST = 0.3, 2
_CERTAIN_SHARE, _CERTAIN_LEAST = 0.6, 4
#: A title is no paragraph.
_LONGEST = 200
_VALUE = re.compile(r"[-+(€$₽~<>= \u00a0]*\d(?:[^\W\d_]{0,2}[\W\d_])*[^\W\d_]{0,2}", re.UNICODE)
_DATE = re.compile(r"(?:\d{1,2}([./-])\d{1,2}\1\d{4}|\d{4}-\d\d-\d\d)(?!\d)")
#: Between the storeys of a title.
JOINT = " / "


@dataclass(frozen=True, slots=True)
class Layout:
    """The header of a table.

    Attributes:
        first: Index of its first row.
        last: Index of its last row: a header may have two storeys.
        titles: Titles of the columns, as written; lower titles that repeat are joined with their groups: «Верх / Низ».
    """

    first: int
    last: int
    titles: tuple[str | None, ...]


def find_layout(rows: Sequence[Row], known: Known) -> Layout | None:
    """Find the header among the first rows of a table; None when all of them are blank.

    The first row about as wide as the table is the header, unless profiles know the titles of another one.

    Args:
        rows: The first rows, as cells.
        known: Titles that profiles know.
    """
    texts = [[(cell or "").strip(BLANKS) for cell in row] for row in rows[:SEARCHED]]
    if not any(map(any, texts)):
        return None
    header = _known_row(texts, _first_wide(texts), known)
    for upper, lower in ((header, header + 1), (header - 1, header)):
        if _is_storeyed(texts, upper, lower, header):
            titles = _joined(rows[upper], texts[upper], texts[lower], known)
            # Above a whole header that needs no groups there is the title of a report.
            if upper == header or [title or "" for title in titles] != texts[lower]:
                return Layout(upper, lower, titles)
    return Layout(header, header, tuple(rows[header]))


def is_value(text: str) -> bool:
    """Whether a cell is a number, a date or a code that begins with a digit, and hence no title."""
    return _VALUE.fullmatch(text) is not None


def is_date(text: str) -> bool:
    """Whether a cell begins with a date in figures."""
    return _DATE.match(text) is not None


def _first_wide(texts: Sequence[Sequence[str]]) -> int:
    """Index of the first row that fills enough of the width most of the rows have."""
    extents = sorted((_extent(row) for row in texts if any(row)), reverse=True)
    # One row torn or glued together is wider than the table.
    width = extents[min(len(extents) // 4, 2)]
    return next(
        (index for index, row in enumerate(texts) if _filled(row) >= width * _COVERED and not _is_remark(row)),
        next(index for index, row in enumerate(texts) if any(row)),
    )


def _is_remark(row: Sequence[str]) -> bool:
    """Whether a row is blank or begins like «Период: …»; all titles of a header may end so."""
    cells = [cell for cell in row if cell]
    return not cells or (cells[0].endswith(":") and (len(cells) == 1 or not all(cell.endswith(":") for cell in cells)))


def _known_row(texts: Sequence[Sequence[str]], first: int, known: Known) -> int:
    hits = [len({normalise(cell.rstrip(":")) for cell in row if cell} & known) if known else 0 for row in texts]
    best = max(range(len(texts)), key=lambda index: (_is_words(texts[index]), hits[index], -index))
    least, share = _KNOWN_LEAST, _KNOWN_SHARE
    if _is_words(texts[first]) and _extent(texts[first]) >= _extent(texts[best]):
        # The first row does for a header itself; a record of a history of fields may name a few of them.
        least, share = _CERTAIN_LEAST, _CERTAIN_SHARE
    enough = max(least, _filled(texts[best]) * share)
    better = _is_words(texts[best]) and hits[best] >= enough and hits[first] * 2 < hits[best]
    return best if better else first


def _is_words(row: Sequence[str]) -> bool:
    """Whether a row looks like titles: mostly words, mostly different."""
    cells = [cell for cell in row if cell]
    words = sum(len(cell) <= _LONGEST and not is_value(cell) for cell in cells)
    return bool(cells) and words >= len(cells) * _WORDS and len(set(cells)) >= len(cells) * _DISTINCT


def _is_storeyed(texts: Sequence[Sequence[str]], upper: int, lower: int, header: int) -> bool:
    """Whether two rows are the storeys of one header: group titles, below them the titles in the groups."""
    if upper < 0 or lower >= len(texts):
        return False
    groups, parts = texts[upper], texts[lower]
    if not any(parts) or any(is_value(cell) for cell in (*groups, *parts) if cell):
        return False
    starts = [place for place, cell in enumerate(groups) if cell and _at(parts, place)]
    continued = [place for place, cell in enumerate(parts) if cell and not _at(groups, place)]
    if not starts or not continued or continued[0] < starts[0]:
        return False
    apart = bool(_at(groups, 0)) and not _at(parts, 0)
    if upper == header:
        # A record fills the column of its name; below a storeyed header's first title there is nothing.
        below = texts[lower + 1 :]
        numbers = not below or any(is_value(_at(row, place)) for row in below for place in (*starts, *continued))
        return apart and numbers
    # Above a whole header: several groups, not the title of a report or a period.
    return apart or (len(starts) > 1 and starts[-1] * 2 >= _extent(parts) and not _is_remark(groups))


def _joined(raw: Row, groups: Sequence[str], parts: Sequence[str], known: Known) -> tuple[str | None, ...]:
    titles: list[str | None] = []
    group = ""
    for place in range(max(len(groups), len(parts))):
        upper, lower = _at(groups, place), _at(parts, place)
        if upper:
            group = upper if lower else ""
        if not lower:
            titles.append(raw[place] if upper else None)
            continue
        both = f"{group}{JOINT}{lower}" if group else lower
        # The lower title is what people call a column; only one that stands in several groups is not enough.
        alone = normalise(both) not in known and parts.count(lower) == 1 and lower not in groups
        titles.append(lower if alone else both)
    return tuple(titles)


def _at(row: Sequence[str], place: int) -> str:
    return row[place] if place < len(row) else ""


def _filled(row: Sequence[str]) -> int:
    return sum(map(bool, row))


def _extent(row: Sequence[str]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell), default=0)
