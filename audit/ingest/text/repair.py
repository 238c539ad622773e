"""Records of another width than the header: torn by a line break, cut short, made longer by decimal commas.

What has one reading only is mended and told of; anything else is set aside with its reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from audit.ingest.layout import BLANKS, is_date, is_value
from audit.ingest.sheet import (
    DAMAGED_ROW,
    FOOTER_ROW,
    OPEN_QUOTE_ROW,
    RAGGED_ROW,
    TORN_ROW,
    is_footer,
    judge_row,
)
from audit.ingest.text.encoding import DAMAGE
from audit.ingest.text.quotes import OPEN_QUOTE
from handbook.finding import Finding, Place, Severity

#: A writer that leaves out empty cells at the end does so in a part of the records; fewer short ones are torn.
_RARE, _COMMON = 0.05, 0.2
#: A cell torn in two has no more lines than this.
_PIECES = 20
_WHOLE = re.compile(r"[-+]?\d[\d \u00a0\u202f]*")
_KOPECKS = re.compile(r"\d{1,2}")
_SHOWN = 20
Cells = Sequence[str]


@dataclass(frozen=True, slots=True)
class Shape:
    """What whole records of a table look like.

    Attributes:
        titles: Number of titled columns.
        width: Cells of a record, trailing empty ones included.
        values: Positions of columns that hold numbers or dates only; whether they hold dates.
        records: Number of records below the header.
        fills: Whether whole records end with empty cells, so that none are left out at the end.
        delimiter: Between cells.
        cut: Number of the last record when its line has no end.
    """

    titles: int
    width: int
    values: Mapping[int, bool]
    records: int
    fills: bool
    delimiter: str
    cut: int | None = None

    def fits(self, cells: Cells) -> bool:
        """Whether columns of numbers hold numbers, and columns of dates dates, or nothing."""
        for position, dates in self.values.items():
            cell = cells[position].strip(BLANKS) if position < len(cells) else ""
            if cell and not (is_value(cell) and is_date(cell) == dates):
                return False
        return True


@dataclass
class Repaired:
    """Records of another width after repair.

    Attributes:
        rows: Cells of the records to use, by row.
        aside: Why the others are not used, by row.
        padded: Rows filled up with empty cells.
        joined: How many rows have become parts of others.
        findings: What was done.
    """

    rows: dict[int, Cells] = field(default_factory=dict)
    aside: dict[int, str] = field(default_factory=dict)
    padded: tuple[int, ...] = ()
    joined: int = 0
    findings: list[Finding] = field(default_factory=list)


def repaired(broken: Mapping[int, Cells], shape: Shape, file: str) -> Repaired:
    """Mend records of another width, or set them aside.

    Args:
        broken: Their cells by row, in order.
        shape: What whole records look like.
        file: Name for people.
    """
    done = Repaired()
    rest = dict(_unmarked(broken, done))
    torn = _joined(rest, shape, done)
    short: list[int] = []
    wide: list[int] = []
    cut: list[int] = []
    shifted: list[int] = []
    for row, cells in rest.items():
        verdict = judge_row(cells, shape.titles)
        if verdict == RAGGED_ROW:
            wide.append(row)
        elif verdict:
            done.aside[row] = verdict
        elif len(cells) < shape.titles and is_footer(cells):
            done.aside[row] = FOOTER_ROW
        elif not shape.fits(cells):
            done.aside[row] = RAGGED_ROW if len(cells) > shape.width else TORN_ROW
            (shifted if len(cells) > shape.width else cut).append(row)
        elif len(cells) < shape.titles:
            short.append(row)
        else:
            done.rows[row] = cells
    cut += _short(rest, short, shape, done)
    mended = _with_decimals(rest, wide, shape, done)
    done.findings += _told(
        file, torn, sorted(cut), mended, sorted([*shifted, *(row for row in wide if row in done.aside)])
    )
    return done


def damage_of(cells: Cells) -> str | None:
    """Why a record of any width cannot be trusted, by the marks that earlier steps left in it."""
    if any(OPEN_QUOTE in cell for cell in cells):
        return OPEN_QUOTE_ROW
    return DAMAGED_ROW if any(DAMAGE in cell for cell in cells) else None


def _unmarked(broken: Mapping[int, Cells], done: Repaired) -> Iterator[tuple[int, Cells]]:
    for row, cells in broken.items():
        reason = damage_of(cells)
        if reason:
            done.aside[row] = reason
        else:
            yield row, cells


def _joined(rest: dict[int, Cells], shape: Shape, done: Repaired) -> list[int]:
    """Join rows that a line break outside quotes made of one record; they are taken out of the rest."""
    starts: list[int] = []
    rare = len(rest) < max(shape.records * _RARE, 3)
    for row in list(rest):
        pieces = _pieces(rest, row, shape)
        if not pieces:
            continue
        whole = list(pieces[0])
        for piece in pieces[1:]:
            whole[-1] += "\n" + piece[0]
            whole += piece[1:]
        alone = all(shape.fits(piece) for piece in pieces)
        if shape.fits(whole) and (not alone or (rare and not shape.values)):
            starts.append(row)
            done.rows[row] = whole
            done.joined += len(pieces) - 1
            for number in range(row, row + len(pieces)):
                del rest[number]
    return starts


def _pieces(rest: Mapping[int, Cells], row: int, shape: Shape) -> list[Cells]:
    """Short rows from one on that make up the width of a record; none when they do not."""
    if not 1 < len(rest.get(row, ())) < shape.width:
        return []
    pieces = [rest[row]]
    width = len(rest[row])
    for number in range(row + 1, row + _PIECES):
        if number not in rest or width >= shape.width:
            return []
        pieces.append(rest[number])
        width += len(rest[number]) - 1
        if width == shape.width and len(rest[number]) > 1:
            return pieces
    return []


def _short(rest: Mapping[int, Cells], short: Sequence[int], shape: Shape, done: Repaired) -> list[int]:
    """Fill up short rows when the writer leaves empty cells out, else set them aside; the latter are returned."""
    share = len(short) / max(shape.records, 1)
    # A file that was cut off ends within a record, however few records it has.
    if share < _RARE or (shape.fills and share < _COMMON) or list(short) == [shape.cut]:
        # A quote that was closed too late took in the cells after it.
        done.aside |= {row: OPEN_QUOTE_ROW if _has_quote(rest[row], shape) else TORN_ROW for row in short}
        return list(short)
    done.rows |= {row: rest[row] for row in short}
    done.padded = tuple(short)
    return []


def _has_quote(cells: Cells, shape: Shape) -> bool:
    return any('"' in cell and shape.delimiter in cell for cell in cells)


def _with_decimals(rest: Mapping[int, Cells], wide: Sequence[int], shape: Shape, done: Repaired) -> list[int]:
    """Mend rows in which «1250,50» was written between commas without quotes; the others are set aside."""
    mended: list[int] = []
    if shape.delimiter == ",":
        readings = {row: list(_readings(rest[row], shape)) for row in wide}
        places = Counter(places for found in readings.values() if len(found) == 1 for places in found)
        usual = {place for places, count in places.items() if count * 2 > len(wide) / 2 for place in places}
        for row, found in readings.items():
            plain = [places for places in found if usual.issuperset(places)]
            if len(plain) == 1:
                done.rows[row] = _merged(rest[row], plain[0])
                mended.append(row)
    done.aside |= {row: RAGGED_ROW for row in wide if row not in done.rows}
    return mended


def _readings(cells: Cells, shape: Shape) -> Iterator[tuple[int, ...]]:
    """Ways to get the right width by joining halves of decimal numbers, each as positions in the mended row."""
    texts = [cell.strip(BLANKS) for cell in cells]
    extra = len(cells) - shape.width
    halves = [
        position
        for position in range(len(cells) - 1)
        if _WHOLE.fullmatch(texts[position]) and _KOPECKS.fullmatch(texts[position + 1])
    ]
    if not 0 < extra <= len(halves) <= _PIECES or extra > 3:  # noqa: PLR2004 - sums of one record
        return
    for chosen in combinations(halves, extra):
        if all(after - before > 1 for before, after in pairwise(chosen)):
            places = tuple(position - number for number, position in enumerate(chosen))
            if shape.fits(_merged(cells, places)):
                yield places


def _merged(cells: Cells, places: Sequence[int]) -> list[str]:
    found = list(cells)
    for place in places:
        found[place : place + 2] = [f"{found[place].strip(BLANKS)},{found[place + 1].strip(BLANKS)}"]
    return found


def _told(
    file: str, torn: Sequence[int], cut: Sequence[int], mended: Sequence[int], shifted: Sequence[int]
) -> Iterator[Finding]:
    if torn:
        message = f"перенос строки внутри ячейки без кавычек разорвал записи; они склеены (записей: {len(torn)})"
        yield _finding("torn-rows", message, file, torn, "Проверьте эти записи; выгружайте с кавычками или в XLSX")
    if cut:
        message = f"в строках меньше ячеек, чем столбцов; они отложены (строк: {len(cut)})"
        yield _finding("torn-rows", message, file, cut, "Откройте эти строки: запись разорвана или обрезана")
    if mended:
        message = f"десятичная запятая без кавычек разделила числа надвое; они склеены (строк: {len(mended)})"
        yield _finding("decimal-commas", message, file, mended, "Выгружайте с разделителем «;» или в XLSX")
    if shifted:
        message = f"в строках больше ячеек, чем столбцов; они отложены (строк: {len(shifted)})"
        tip = "Откройте эти строки: разделитель внутри ячейки не взят в кавычки; выгружайте с кавычками или в XLSX"
        yield _finding("wide-rows", message, file, shifted, tip)


def _finding(code: str, message: str, file: str, rows: Sequence[int], tip: str) -> Finding:
    places = tuple(Place(file, row=row) for row in rows[:_SHOWN])
    return Finding(code, Severity.WARNING, message, places, tip)
