"""The «Excel» of Bitrix24 and other tables in HTML, in files called .xls."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.ingest.books.ladder import flattened
from audit.ingest.error import IngestError, failure
from audit.ingest.layout import BLANKS, SEARCHED, Known, find_layout
from audit.ingest.sheet import DAMAGED_ROW, TORN_ROW, Sheet, folded, is_footer, sheet_of_table
from audit.ingest.text.encoding import Recoded, recode
from handbook.finding import Finding, Place, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

SOURCE = "XLS (таблица HTML)"
_ACTIVE = re.compile(rb"<(script|iframe|object|embed|applet)\b", re.IGNORECASE)
_ROW = re.compile(rb"<tr\b", re.IGNORECASE)
#: The tag of a row that was cut would take in the beginning of the next one.
_NO_BRACKETS = bytes(code for code in range(256) if code not in b"<>")
_CUT_TAG = re.compile(rb"(<(?:/?t[rdh]\b[^<>]*+(?=<)|/?t?(?=\s*<t[rdh]\b)))", re.IGNORECASE)
#: A merged cell is no wider and no taller; all cells of a file are no more.
MAX_WIDE, MAX_TALL, MAX_CELLS = 1_000, 65_534, 100_000_000
_LONGEST_NUMBER = 9
#: What stands for damaged bytes.
_DAMAGED = "\ufffd"
#: With more rows than this share that lack cells, the writer leaves empty ones out.
_MOST_TORN, _SHOWN = 0.2, 20
#: How few titles and cells a table has that holds data.
_FEWEST = 2

Row = list[str | None]


@dataclass
class _Table:
    """Rows of a table; a cell that spans several stands in the first of them, or in all when it is no header.

    Attributes:
        rows: The rows.
        pending: Column → how many rows below a cell still spans, and its text there.
    """

    rows: list[Row] = field(default_factory=list)
    pending: dict[int, tuple[int, str | None]] = field(default_factory=dict)

    def add(self, cells: Iterator[tuple[str, int, int, bool]]) -> int:
        """Add a row of cells, each a text, its width and height, and whether it is a header; gives the row's length."""
        row: Row = []
        for text, wide, tall, header in cells:
            self._fill(row)
            below = None if header else text
            for place in range(wide):
                if tall > 1:
                    self.pending[len(row)] = (tall - 1, None if place else below)
                row.append(None if place else text)
        self._fill(row)
        self.rows.append(row)
        return len(row)

    def _fill(self, row: Row) -> None:
        """The cells that reach down from rows above."""
        while held := self.pending.pop(len(row), None):
            left, text = held
            if left > 1:
                self.pending[len(row)] = (left - 1, text)
            row.append(text)


def read_html(recoded: Recoded, file: str, known: Known = frozenset()) -> list[Sheet]:
    """Read the tables of an HTML file as text cells; those of one header, as pages of a list, are one sheet.

    The table with most titles known, else with most rows, is the file itself; other tables are its further sheets.

    Args:
        recoded: The text in UTF-8.
        file: Its name for people.
        known: Titles that profiles know.

    Raises:
        IngestError: There is no table in it, it is a page with scripts, or its cells span absurdly much.
    """
    _refuse_active(recoded.data, file)
    tables = _tables(recoded.data, file)
    if not tables:
        raise failure(
            "no-table",
            "в файле HTML нет таблицы",
            Place(file),
            tip="В CRM выберите выгрузку в CSV или Excel и дайте этот файл без правок",
        )
    best = max(tables, key=lambda table: (_familiar(table, known), len(table.rows)))
    wanted = _headers(best, known)
    pages: dict[tuple[str, ...], list[Row]] = {wanted: []}
    places = {wanted: tables.index(best) + 1}
    for place, table in enumerate(tables, 1):
        header = _headers(table, known)
        if table is best or header == wanted or _has_records(table, header, known):
            pages.setdefault(header, []).extend(table.rows)
            places.setdefault(header, place)
    return [
        _sheet(recoded, file if header == wanted else f"{file} [{places[header]}]", rows, known)
        for header, rows in pages.items()
    ]


def _headers(table: _Table, known: Known) -> tuple[str, ...]:
    found = find_layout(table.rows[:SEARCHED], known)
    return tuple(folded(title or "") for title in found.titles) if found else ()


def _has_records(table: _Table, header: Sequence[str], known: Known) -> bool:
    """Whether a table besides the main one holds data: a page is laid out by tables, too."""
    found = find_layout(table.rows[:SEARCHED], known)
    if found is None or sum(map(bool, header)) < _FEWEST:
        return False
    return any(
        sum(bool(cell and cell.strip(BLANKS)) for cell in row) >= _FEWEST for row in table.rows[found.last + 1 :]
    )


def _sheet(recoded: Recoded, title: str, rows: Sequence[Row], known: Known) -> Sheet:
    sheet = sheet_of_table(title, SOURCE, enumerate(rows, 1), known)
    if b"\0" in recoded.data:
        _set_damaged_aside(sheet)
    whole = flattened(sheet)
    if whole is sheet:
        _set_torn_aside(sheet)
    return whole


def recode_html(raw: bytes, file: str) -> Recoded:
    """The text of an HTML file; damage is told line by line, so every row of the table is put on a line of its own.

    Args:
        raw: The whole file.
        file: Its name for people.

    Raises:
        IngestError: It is no text.
    """
    return recode(_ROW.sub(lambda tag: b"\n" + tag[0], raw), file)


def _set_damaged_aside(sheet: Sheet) -> None:
    """Take rows with damaged bytes out of the table."""
    from pyarrow import compute

    table = sheet.cells()
    damaged: set[int] = set()
    for column in table.columns[1:]:
        damaged.update(table["row"].filter(compute.match_substring(column, _DAMAGED)).to_pylist())
    _take_out(sheet, damaged, DAMAGED_ROW)


def _set_torn_aside(sheet: Sheet) -> None:
    """Take rows out that lack cells, when nearly all rows have every one: a program leaves none out here and there."""
    if not sheet.padded or len(sheet.padded) > sheet.rows_read * _MOST_TORN:
        return
    import pyarrow as pa
    from pyarrow import compute

    table = sheet.cells()
    short = table.filter(compute.is_in(table["row"], value_set=pa.array(sheet.padded, pa.int64())))
    torn = [int(row) for row, *cells in zip(*short.to_pydict().values(), strict=True) if not is_footer(cells)]
    if torn:
        _take_out(sheet, torn, TORN_ROW)
        message = f"в строках меньше ячеек, чем столбцов; они отложены (строк: {len(torn)})"
        places = tuple(Place(sheet.file, row=row) for row in torn[:_SHOWN])
        tip = "Откройте эти строки: запись разорвана или обрезана"
        sheet.findings += (Finding("torn-rows", Severity.WARNING, message, places, tip),)


def _take_out(sheet: Sheet, rows: Iterable[int], reason: str) -> None:
    import pyarrow as pa
    from pyarrow import compute

    table, gone = sheet.cells(), sorted(rows)
    sheet.aside = dict(sorted((sheet.aside | dict.fromkeys(gone, reason)).items()))
    sheet.padded = tuple(row for row in sheet.padded if row not in sheet.aside)
    sheet.table = table.filter(compute.invert(compute.is_in(table["row"], value_set=pa.array(gone, pa.int64()))))


def _refuse_active(data: bytes, file: str) -> None:
    found = _ACTIVE.search(data)
    if found:
        row = len(_ROW.findall(data, 0, found.start()))
        tag = found[1].decode("ascii").lower()
        place = Place(file, row=row) if row else Place(file, line=data.count(b"\n", 0, found.start()) + 1)
        raise failure(
            "html-script",
            f"в файле HTML есть <{tag}>: это сохранённая страница или опасный файл, а не выгрузка",
            place,
            tip="Выгрузите данные из CRM в CSV или XLSX; не открывайте такой файл в Excel и браузере",
        )


def _tables(data: bytes, file: str) -> list[_Table]:
    from lxml import etree

    tables: dict[Element | None, _Table] = {}
    cells = 0
    # A zero byte would end the text; the bytes are UTF-8 whatever the text says of itself.
    data = data.replace(b"\0", _DAMAGED.encode())
    source = io.BytesIO(_CUT_TAG.sub(rb"\1>", data) if b"<<" in data.translate(None, _NO_BRACKETS) else data)
    parsed = etree.iterparse(source, events=("end",), tag="tr", html=True, encoding="utf-8", no_network=True)
    try:
        for _, row in parsed:
            table = next(row.iterancestors("table"), None)
            cells += tables.setdefault(table, _Table()).add(_cells(row, file))
            if cells > MAX_CELLS:
                raise _too_wide(file)
            _forget(row)
    except etree.XMLSyntaxError as error:
        raise failure("no-table", "файл HTML не читается", Place(file), tip="Выгрузите данные ещё раз") from error
    return [table for table in tables.values() if any(any(row) for row in table.rows)]


def _forget(row: Element) -> None:
    """Let go of a row that has been read, so that the page does not stand in memory."""
    row.clear()
    parent = row.getparent()
    while parent is not None and row.getprevious() is not None:
        del parent[0]


def _cells(row: Element, file: str) -> Iterator[tuple[str, int, int, bool]]:
    for cell in row:
        if cell.tag in {"td", "th"}:
            wide, tall = _span(cell, "colspan", MAX_WIDE, file), _span(cell, "rowspan", MAX_TALL, file)
            yield _text(cell), wide, tall, cell.tag == "th"


def _span(cell: Element, name: str, most: int, file: str) -> int:
    text = (cell.get(name) or "1").strip()
    if not text.isdecimal():
        return 1
    if len(text) > _LONGEST_NUMBER or int(text) > most:
        raise _too_wide(file)
    return max(int(text), 1)


def _too_wide(file: str) -> IngestError:
    return failure(
        "too-wide",
        "ячейки таблицы HTML объединены на неправдоподобное число строк или столбцов",
        Place(file),
        tip="Выгрузите данные из CRM в CSV или XLSX",
    )


def _text(cell: Element) -> str:
    """The text of a cell with its line breaks; tags in it are left out."""
    if not len(cell):
        return cell.text or ""
    for line_end in cell.iter("br"):
        line_end.text = "\n"
    return "".join(map(str, cell.itertext("*")))


def _familiar(table: _Table, known: Known) -> int:
    return max((sum(folded(cell) in known for cell in row if cell) for row in table.rows[:SEARCHED]), default=0)
