"""Text files: those the database may read itself, as they are or recoded, and the rest the long way."""

from __future__ import annotations

from pathlib import Path

from audit.ingest.error import IngestError, failure
from audit.ingest.kinds import HTML, NOTHING, OLE, ZIP
from audit.ingest.layout import Known
from audit.ingest.plainfile import PlainFile
from audit.ingest.sheet import BLANKS, Sheet, clean_headers, where_header
from audit.ingest.text.encoding import BOM, looks_plain, recode
from audit.ingest.text.mojibake import is_mojibake
from audit.ingest.text.opening import HEAD, Opening, opening_of
from audit.ingest.text.quotes import MAX_RECORD
from audit.ingest.text.ragged import is_history
from audit.ingest.text.utf8copy import Copy, copy_in_utf8
from handbook.finding import Place

#: How few columns a table has at least.
_FEWEST = 2
_CHUNK = 1 << 20
_EXPORT_TIP = "В CRM откройте список сделок и выберите «Экспорт» — CSV или Excel"


def read_text_file(path: Path, name: str, known: Known = frozenset()) -> Sheet:
    """Open a delimited text file of any encoding; the database reads it itself later when it can.

    Args:
        path: The file: neither a workbook nor HTML nor JSON.
        name: Its name for people.
        known: Titles that profiles know.

    Raises:
        IngestError: It is empty, no text, or has a line without end.
        OSError: The file cannot be read.
    """
    return plain_csv(path, name, known) or _read(path, name, known)


def plain_csv(path: Path, name: str, known: Known) -> Sheet | None:
    """A CSV file whose beginning promises that the database may read it itself; None for anything else.

    Args:
        path: The file.
        name: Its name for people.
        known: Titles that profiles know.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    body, copy, title = head.removeprefix(BOM), None, "UTF-8"
    if _is_no_table(body) or is_mojibake(body):
        return None
    if not looks_plain(body):
        copied = copy_in_utf8(path, head)
        if copied is None:
            return None
        copy, title = copied
        with copy.path.open("rb") as stream:
            body = stream.read(HEAD)
        if _is_no_table(body):
            return None
    opening = _plain_opening(body, known)
    if opening is None:
        return None
    first, last = opening.layout.first + 1, opening.header_row
    from audit.ingest.text.csvfile import source_of

    return Sheet(
        name,
        source_of(title, opening.delimiter) + where_header(first, last),
        clean_headers(opening.layout.titles, name),
        None,
        0,
        plain=_plain_file(path, copy, opening),
        read=lambda: _read(path, name, known),
        header_row=last,
    )


def _is_no_table(body: bytes) -> bool:
    return body.lstrip()[:4].startswith((ZIP, OLE, b"{", b"[")) or HTML.match(body) is not None


def _plain_file(path: Path, copy: Copy | None, opening: Opening) -> PlainFile:
    source = copy.path if copy else path
    return PlainFile(source, opening.delimiter, opening.width, opening.sample, opening.header_row - 1, copy)


def _plain_opening(body: bytes, known: Known) -> Opening | None:
    """The beginning of a text whose lines down to the header are records; None when the database might disagree."""
    opening = opening_of(body, known, whole=len(body) < HEAD)
    if opening is None or opening.width < _FEWEST or is_history(opening.rows):
        return None
    lines = body.splitlines()[: opening.header_row]
    if len(lines) < opening.header_row or any(line.count(b'"') % 2 for line in lines) or not lines[-1].strip():
        return None
    phrase = lines[0].decode("utf-8", errors="ignore").strip(BLANKS + '";')
    return None if NOTHING.match(phrase) else opening


def _read(path: Path, name: str, known: Known) -> Sheet:
    from audit.ingest.text.csvfile import read_csv

    refuse_endless_lines(path, name)
    recoded = recode(path.read_bytes(), name)
    if not recoded.data[:_CHUNK].decode("utf-8", errors="ignore").strip(BLANKS) and not recoded.data.strip():
        raise _only_blanks(name)
    phrase = recoded.data[:HEAD].decode("utf-8", errors="ignore").strip(BLANKS + '";')
    if NOTHING.match(phrase):
        import pyarrow as pa

        return Sheet(name, "пустая выгрузка", (), pa.table({"row": pa.array([], pa.int64())}), 0, blank=phrase)
    return read_csv(recoded, name, known)


def refuse_endless_lines(path: Path, name: str) -> None:
    """Look through a text file piece by piece before anything reads it whole.

    Args:
        path: The file.
        name: Its name for people.

    Raises:
        IngestError: A line is longer than any record, or all of them are blank.
        OSError: The file cannot be read.
    """
    line, length, blank = 1, 0, True
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            blank = blank and not chunk.strip()
            ends = max(chunk.rfind(b"\n"), chunk.rfind(b"\r"))
            if ends < 0:
                length += len(chunk)
            else:
                line += chunk.count(b"\n") or chunk.count(b"\r")
                length = len(chunk) - ends
            if length > MAX_RECORD:
                raise failure(
                    "endless-record",
                    f"строка {line} не кончается: в ней больше {MAX_RECORD >> 20} МБ",
                    Place(name, line=line),
                    tip="Это не таблица CSV: выгрузите данные из CRM ещё раз, лучше в XLSX",
                )
    if blank:
        raise _only_blanks(name)


def _only_blanks(name: str) -> IngestError:
    return failure("empty-export", "файл пуст: в нём только пробелы", Place(name), tip=_EXPORT_TIP)
