"""One table of an export as text: what every reader gives and everything else works on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING

from audit.ingest import layout
from audit.ingest.error import failure
from audit.ingest.layout import Known, Row
from handbook.finding import Finding, Place
from handbook.russian.text import normalise

if TYPE_CHECKING:
    import pyarrow as pa

    from audit.ingest.plainfile import PlainFile

MAX_COLUMNS = 100_000
_BATCH = 20_000
#: What a reader strips from both ends of a cell: ordinary, non-breaking and invisible spaces.
BLANKS = layout.BLANKS

BLANK_ROW = "пустая строка"
RAGGED_ROW = "ячеек больше, чем столбцов: похоже на сдвиг"
#: The first cell of a footer, in lower case; the expression is read by Python and by the database alike.
FOOTER_CELL = (
    r"^((итого|всего)( по .*)?|(sub|grand )?totals?|отобрано)\s*(:.*|\(.*)?$|^<\.\.\.>$"
    r"|^confidential information|^copyright ©|^\*+\s*[^\s*0-9]"
    r"|^(отч[её]т )?(составил|подготовил|сформировал|выгрузил|проверил|утвердил)[аи]?\s*:"
    r"|^(отч[её]т )?(составлен|подготовлен|сформирован|выгружен)[аоы]?\s*:"
    r"|^((ответственный )?исполнитель|руководитель|(главный )?бухгалтер|примечание|справочно)\s*:"
    r"|^дата (выгрузки|отч[её]та|формирования|печати)\s*:"
)
FOOTER_ROW = "итог, подпись или подвал, а не запись"
#: A cell that may stand alone for a signature or a group: words, and no number of a record; only in a wide table.
CAPTION_CELL, CAPTION_WIDTH = r"^[^0-9]*$|\s", 4
CAPTION_ROW = "в строке одна ячейка: подпись, заголовок группы или обрывок записи"
REPEATED_HEADER = "повтор шапки"
DAMAGED_ROW = "строка повреждена: посторонние байты"
OPEN_QUOTE_ROW = "кавычка не закрыта"
TORN_ROW = "ячеек меньше, чем столбцов: строка разорвана"


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
        header_row: Number of the row the header ends on.
        findings: Remarks of the reader: rows it mended or could not read.
        total: How many records the service that answered says there are, this page and others.
        has_next: Whether it names a next page.
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
    header_row: int = 1
    findings: tuple[Finding, ...] = ()
    total: int | None = None
    has_next: bool = False

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
            self.table, self.rows_read, self.source = whole.table, whole.rows_read, whole.source
            self.aside, self.padded, self.findings = whole.aside, whole.padded, whole.findings
        return self.table

    def let_go(self) -> None:
        """Forget the cells: they are in the database."""
        self.table = self.cells().schema.empty_table()

    def has(self, title: str) -> bool:
        """Whether the sheet has a column of that title."""
        return folded(title) in self.index


def clean_headers(titles: Iterable[str | None], file: str) -> tuple[str, ...]:
    """Headers without padding, and without a colon that ends them all; empty ones at the end are left out.

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
    filled = [title for title in headers if title]
    if len(filled) > 1 and all(title.endswith(":") for title in filled):
        headers = [title.rstrip(BLANKS + ":") for title in headers]
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
    titles = clean_headers(headers, file)
    repeated = HeaderTest(titles)
    gathered = _Columns(len(titles))
    aside: dict[int, str] = {}
    padded: list[int] = []
    read = 0
    for number, cells in rows:
        read += 1
        verdict = judge_row(cells, len(titles)) or (REPEATED_HEADER if repeated(cells) else None)
        if verdict:
            aside[number] = verdict
            continue
        if len(cells) < len(titles):
            padded.append(number)
        gathered.add(number, cells)
    return Sheet(file, source, titles, gathered.table(), read, aside, tuple(padded))


def sheet_of_table(file: str, source: str, rows: Iterable[tuple[int, Row]], known: Known = frozenset()) -> Sheet:
    """A sheet from all rows of a table, its header among the first of them.

    Rows above the header are no records. A table of blank rows has no headers, and its rows are set aside.

    Args:
        file: Name for people.
        source: What it is; where the header stands is added unless it is row 1.
        rows: Row number and its cells.
        known: Titles that profiles know.
    """
    rows = iter(rows)
    first = list(islice(rows, layout.SEARCHED))
    found = layout.find_layout([cells for _, cells in first], known)
    if found is None:
        return sheet_of_rows(file, source, (), chain(first, rows))
    begins, ends = first[found.first][0], first[found.last][0]
    body = chain(first[found.last + 1 :], rows)
    sheet = sheet_of_rows(file, source + where_header(begins, ends), found.titles, body)
    sheet.header_row = ends
    return sheet


def where_header(first: int, last: int) -> str:
    """Where a header stands, for the account; nothing when it is the first row."""
    if last == 1:
        return ""
    return f", шапка в строке {last}" if first == last else f", шапка в строках {first}–{last}"


@dataclass(frozen=True)
class HeaderTest:
    """The test whether a row repeats the header, as pages glued together do.

    Attributes:
        titles: The header without padding; two storeys, joined, are known by the lower one, too.
    """

    titles: Sequence[str]

    @cached_property
    def _versions(self) -> tuple[list[str], ...]:
        whole = [folded(title) for title in self.titles]
        lower = [title.rsplit(layout.JOINT, maxsplit=1)[-1] for title in whole]
        # One word, or one title over and over, is no header that could be told from a record.
        return (whole, lower) if len(set(whole) - {""}) > 1 else ()

    @cached_property
    def _starts(self) -> frozenset[str]:
        return frozenset(version[0] for version in self._versions)

    def begins(self, cell: str | None) -> bool:
        """Whether a row may repeat the header, by its first cell: records hardly ever begin like the header."""
        return folded(cell or "") in self._starts

    def __call__(self, cells: Row) -> bool:
        """Whether a row repeats the header."""
        if not self.begins(cells[0]):
            return False
        width = len(self.titles)
        row = [folded(cell or "") for cell in cells[:width]]
        row += [""] * (width - len(row))
        return row in self._versions


def is_footer(cells: Row) -> bool:
    """Whether the first cell that is filled is that of a footer."""
    first = next((text for text in ((cell or "").strip(BLANKS) for cell in cells) if text), "")
    return re.search(FOOTER_CELL, first.lower()) is not None


def judge_row(cells: Sequence[str | None], width: int) -> str | None:
    """Why a row is no record of a table ``width`` columns wide, or None."""
    filled = [position for position, cell in enumerate(cells) if cell and cell.strip(BLANKS)]
    if not filled:
        return BLANK_ROW
    if filled[-1] >= width:
        return RAGGED_ROW
    if width > 1 and len(cells) == 1:
        return FOOTER_ROW if is_footer(cells) else CAPTION_ROW
    return None


class _Columns:
    """Columns filled row by row; they are put away in batches, so that cells do not stand in memory as objects."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._done: list[pa.Table] = []
        self._start()

    def _start(self) -> None:
        self._numbers: list[int] = []
        self._cells: list[list[str | None]] = [[] for _ in range(self._width)]

    def add(self, number: int, cells: Row) -> None:
        """Add a row; what is beyond the last column is left out, what is missing is blank."""
        self._numbers.append(number)
        for position, column in enumerate(self._cells):
            column.append(cells[position] if position < len(cells) else None)
        if len(self._numbers) == _BATCH:
            self._put_away()

    def _put_away(self) -> None:
        import pyarrow as pa

        data = {"row": pa.array(self._numbers, pa.int64())}
        data |= {f"c{position}": pa.array(column, pa.string()) for position, column in enumerate(self._cells)}
        self._done.append(pa.table(data))
        self._start()

    def table(self) -> pa.Table:
        """All rows as a table."""
        import pyarrow as pa

        if self._numbers or not self._done:
            self._put_away()
        return pa.concat_tables(self._done)
