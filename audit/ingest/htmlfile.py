"""The «Excel» of Bitrix24: an HTML table in a file called .xls."""

from __future__ import annotations

from html.parser import HTMLParser

from audit.ingest.encoding import Recoded
from audit.ingest.error import failure
from audit.ingest.sheet import Sheet, sheet_of_rows
from handbook.finding import Place


class _Table(HTMLParser):
    """Cells of the first table that has any; text inside a cell is joined, line breaks are kept."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a row or a cell; closing tags may be missing."""
        del attrs
        if tag == "tr":
            self._close()
            self.rows.append([])
        elif tag in {"td", "th"}:
            self._close()
            self._cell = []
        elif tag == "br" and self._cell is not None:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """Close a cell."""
        if tag in {"td", "th", "tr", "table"}:
            self._close()

    def handle_data(self, data: str) -> None:
        """Text of the open cell."""
        if self._cell is not None:
            self._cell.append(data)

    def _close(self) -> None:
        if self._cell is not None:
            if not self.rows:
                self.rows.append([])
            self.rows[-1].append("".join(self._cell))
            self._cell = None


def read_html(recoded: Recoded, file: str) -> Sheet:
    """Read the table of an HTML file as text cells; its first row is the header.

    Args:
        recoded: The text in UTF-8.
        file: Its name for people.

    Raises:
        IngestError: There is no table in it.
    """
    parser = _Table()
    parser.feed(recoded.data.decode("utf-8"))
    parser.close()
    if not parser.rows:
        raise failure(
            "no-table",
            "в файле HTML нет таблицы",
            Place(file),
            tip="В CRM выберите выгрузку в CSV или Excel и дайте этот файл без правок",
        )
    header, *rows = parser.rows
    return sheet_of_rows(file, "XLS (таблица HTML)", header, list(enumerate(rows, 2)))
