"""Sheets of a workbook a user names: read as carefully as an export, for the generator to compare with the sources."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reglament.console import EXIT_CANNOT_RUN, give_up, shown, tell

if TYPE_CHECKING:
    from generator.workbook.outcome import Grid


def grid_of(book: Path) -> Grid:
    """The cells of every sheet.

    fastexcel reads them, as it reads exports: it is a dependency already, and the guard of the import looks the file
    over before it; openpyxl is needed by tests only.

    Raises:
        SystemExit: The file is not there, is no workbook, or is unsafe; the message says the way out.
    """
    from audit.ingest.books.cells import read_cells
    from audit.ingest.error import IngestError

    if book.is_dir():
        give_up(f"{shown(book)} — это папка", "Назовите файл книги, например build/reglament.xlsx")
    if not book.is_file():
        give_up(f"файла {shown(book)} нет", "Проверьте имя; книгу выгружает команда export xlsx")
    try:
        return read_cells(book, book.name)
    except IngestError as error:
        tell(error.findings)
        raise SystemExit(EXIT_CANNOT_RUN) from error
