"""OLE containers: books of old Excel, and new books put in an envelope by a password."""

from __future__ import annotations

from pathlib import Path

from audit.ingest.books.grid import within
from audit.ingest.books.othergrids import xls_span
from audit.ingest.containers.guard import BOOK_TIP, far_cell
from audit.ingest.error import failure
from handbook.finding import Place

#: Names of streams are written in UTF-16.
_ENVELOPE = "EncryptedPackage".encode("utf-16-le")
_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))


def check_old(source: Path | bytes, file: str) -> None:
    """Refuse a container that holds no book that can be read.

    Raises:
        IngestError: It is under a password, holds no book, or one with a cell far from the others.
        OSError: It cannot be read.
    """
    data = source.read_bytes() if isinstance(source, Path) else source
    if _ENVELOPE in data:
        raise failure(
            "protected-workbook",
            "книга под паролем",
            Place(file),
            tip="В Excel: «Файл» → «Сведения» → «Защита книги» → «Зашифровать с паролем» — сотрите пароль и сохраните",
        )
    if not any(name in data for name in _BOOKS):
        raise failure(
            "old-excel",
            "это не книга Excel, а другой документ Microsoft Office или книга, старше Excel 95",
            Place(file),
            tip="Откройте его в Excel и сохраните как XLSX либо выгрузите данные в CSV",
        )
    try:
        size = xls_span(data)
    except ValueError as error:
        raise failure("broken-workbook", "книга не открывается: файл повреждён", Place(file), tip=BOOK_TIP) from error
    if not within(size):
        raise far_cell("лист книги", file)
