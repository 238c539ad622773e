"""One table of an export as text: what every reader gives and everything else works on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from audit.ingest.error import failure
from handbook.finding import Place
from handbook.russian.text import normalise

if TYPE_CHECKING:
    import pyarrow as pa

    from audit.ingest.bulk import PlainFile

MAX_COLUMNS = 100_000
#: What a reader strips from both ends of a cell: ordinary, non-breaking and invisible spaces.
BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\ufeff"

BLANK_ROW = "пустая строка"
RAGGED_ROW = "ячеек больше, чем столбцов: похоже на сдвиг"
FOOTER_ROW = "итог, подпись или подвал, а не запись"


def folded(title: str) -> str:
    """A header as it is compared: without case, padding and the difference between «ё» and «е»."""
    return normalise(title.strip(BLANKS))


@dataclass(eq=False)
class Sheet:
    """A table of text cells; once it is loaded into the database its cells are let go, the rest stays.

    Attributes:
        file: Name for people, with the sheet of a workbook when there are several.
        source: What it is, for the import account: «CSV, UTF-8, разделитель «;»».
        headers: Titles as written, without padding; repeated and empty ones stay.
        table: Arrow table: ``row`` (the number a spreadsheet shows, the header is row 1) and text columns
            ``c0``, ``c1``… in the order of the headers; None while the database may still read the file itself.
        rows_read: Records below the header, blank ones included.
        aside: Rows that are no records, with the reason.
        padded: Rows that were shorter than the header, filled up with empty cells.
        blank: The CRM's own words that there was nothing to export, instead of a table.
        plain: The file, when the database may read it itself.
        read: Reads a plain file here after all.
    """

    file: str
    source: str
    headers: tuple[str, ...]
    table: pa.Table | None
    rows_read: int
    aside: dict[int, str] = field(default_factory=dict)
    padded: tuple[int, ...] = ()
    blank: str | None = None
    plain: PlainFile | None = None
    read: Callable[[], Sheet] | None = None

    @cached_property
    def index(self) -> dict[str, tuple[int, ...]]:
        """Positions of every header by its folded title; a title may repeat."""
        found: dict[str, list[int]] = {}
        for position, title in enumerate(self.headers):
            if title:
                found.setdefault(folded(title), []).append(position)
        return {title: tuple(places) for title, places in found.items()}

    def cells(self) -> pa.Table:
        """The table of cells, read now if it has not been.

        Raises:
            IngestError: The file cannot be read.
        """
        if self.table is None and self.read is not None:
            whole = self.read()
            self.table, self.rows_read = whole.table, whole.rows_read
            self.aside, self.padded = whole.aside, whole.padded
        return self.table

    def let_go(self) -> None:
        """Forget the cells: they are in the database."""
        self.table = self.cells().schema.empty_table()

    def has(self, title: str) -> bool:
        """Whether the sheet has a column of that title."""
        return folded(title) in self.index


def clean_headers(titles: Iterable[str | None], file: str) -> tuple[str, ...]:
    """Headers without padding; empty ones at the end (a trailing delimiter) are left out.

    Raises:
        IngestError: There are absurdly many.
    """
    headers = [(title or "").strip(BLANKS) for title in titles]
    if len(headers) > MAX_COLUMNS:
        raise failure(
            "too-wide",
            f"в первой строке {len(headers)} столбцов: это не выгрузка таблицы",
            Place(file, row=1),
            tip="Проверьте разделитель и кавычки; выгрузите данные из CRM ещё раз",
        )
    while headers and not headers[-1]:
        headers.pop()
    return tuple(headers)


def sheet_of_rows(
    file: str, source: str, headers: Sequence[str | None], rows: Iterable[tuple[int, Sequence[str | None]]]
) -> Sheet:
    """A sheet from rows of cells with their numbers, for readers that give rows.

    Args:
        file: Name for people.
        source: What it is.
        headers: The header row.
        rows: Row number and its cells.
    """
    import pyarrow as pa

    titles = clean_headers(headers, file)
    numbers: list[int] = []
    columns: list[list[str | None]] = [[] for _ in titles]
    aside: dict[int, str] = {}
    padded: list[int] = []
    read = 0
    for number, cells in rows:
        read += 1
        verdict = judge_row(cells, len(titles))
        if verdict:
            aside[number] = verdict
            continue
        if len(cells) < len(titles):
            padded.append(number)
        numbers.append(number)
        for position, column in enumerate(columns):
            column.append(cells[position] if position < len(cells) else None)
    return Sheet(file, source, titles, _arrow(pa.array(numbers, pa.int64()), columns), read, aside, tuple(padded))


def judge_row(cells: Sequence[str | None], width: int) -> str | None:
    """Why a row is no record of a table ``width`` columns wide, or None."""
    filled = [position for position, cell in enumerate(cells) if cell and cell.strip(BLANKS)]
    if not filled:
        return BLANK_ROW
    if filled[-1] >= width:
        return RAGGED_ROW
    if width > 1 and len(cells) == 1:
        return FOOTER_ROW
    return None


def _arrow(numbers: pa.Array, columns: Sequence[Sequence[str | None]]) -> pa.Table:
    import pyarrow as pa

    data = {"row": numbers}
    data |= {f"c{position}": pa.array(column, pa.string()) for position, column in enumerate(columns)}
    return pa.table(data)
