"""What lies in a folder beside exports and must not stop them: reports of an earlier audit, pages with programs."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from audit.ingest.containers.archive import archive_of
from audit.ingest.kinds import HTML, ZIP

#: How our reports begin, and the sheets that our workbooks have: the report, the decisions of a meeting.
_JSON = re.compile(rb'\s*\{\s*"schema"\s*:\s*"reglament/')
_HTML = re.compile(rb"<title>\s*" + "Аудит CRM: ".encode())
_SHEETS = (("Сводка", "Нормы", "Нарушения", "Учёт строк", "Замечания"), ("Решения", "Как заполнять", "Опознание"))
_BOOKS = tuple(tuple(f'name="{name}"'.encode() for name in names) for names in _SHEETS)
_BOOK, _MOST = "xl/workbook.xml", 1 << 20
_ACTIVE = re.compile(rb"<(?:script|iframe|object|embed|applet)\b", re.IGNORECASE)
_PIECE, _LONGEST = 1 << 20, 16


def is_own_report(source: Path | bytes, head: bytes) -> bool:
    """Whether a file is a report that this program wrote.

    Args:
        source: The file or the whole of its content.
        head: How it begins.
    """
    if head.startswith(ZIP):
        return _is_own_book(source)
    return bool(_JSON.match(head) or (HTML.match(head) and _HTML.search(head)))


def is_decisions(source: Path) -> bool:
    """Whether a file is a sheet of the decisions of a meeting."""
    return _is_own_book(source, _BOOKS[1:])


def _is_own_book(source: Path | bytes, books: tuple[tuple[bytes, ...], ...] = _BOOKS) -> bool:
    try:
        with archive_of(source) as archive:
            member = archive.getinfo(_BOOK)
            if member.file_size > _MOST:
                return False
            with archive.open(member) as stream:
                text = stream.read(_MOST)
    except (zipfile.BadZipFile, KeyError, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        # Whatever it is, its own reader tells what is wrong with it.
        return False
    return any(all(sheet in text for sheet in sheets) for sheets in books)


def is_page(path: Path, head: bytes) -> bool:
    """Whether a file is an HTML page with programs in it.

    Raises:
        OSError: It cannot be read.
    """
    if not HTML.match(head.removeprefix(b"\xef\xbb\xbf")):
        return False
    tail = b""
    with path.open("rb") as stream:
        while piece := stream.read(_PIECE):
            if _ACTIVE.search(tail + piece):
                return True
            tail = piece[-_LONGEST:]
    return False
