"""From paths to sheets: what each file is by its content, and which reader it is given to."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from audit.ingest.containers.archive import book_kind, members
from audit.ingest.containers.listing import export_like, listed
from audit.ingest.containers.ownreports import is_own_report
from audit.ingest.containers.unsafe import check_regular, check_size
from audit.ingest.error import IngestError, failure
from audit.ingest.kinds import EMPTY_ZIP, HTML, NOTHING, OLE, PARQUET, SQLITE, ZIP, foreign
from audit.ingest.layout import Known
from audit.ingest.preface import tree_start
from audit.ingest.sheet import BLANKS, Sheet
from audit.ingest.sqlfile import is_address
from audit.ingest.text.encoding import encoding_of, recode
from audit.ingest.text.plain import read_text_file
from handbook.finding import Finding, Place, Severity

HEAD = 1 << 18
_TAG = re.compile(rb"<[^>]*>")
_PROBE = 2048
_EXPORT_TIP = "В CRM откройте список сделок и выберите «Экспорт» — CSV или Excel"


@dataclass(frozen=True)
class Opened:
    """Sheets in the order of the arguments, and remarks about files that were left out."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


def open_exports(
    paths: Sequence[Path], known: Known = frozenset(), reading: Callable[[str], None] = lambda _: None
) -> Opened:
    """Open every export: files, archives of files, folders with what they hold, tables of databases.

    Args:
        paths: Files, folders and addresses, in the order in which later repeats of a record are set aside.
        known: Titles that profiles know, by which a header is told from what stands above it.
        reading: Told the name of each file when its turn comes.

    Raises:
        IngestError: A file is missing, empty or unreadable; all such files are named at once.
    """
    sheets: list[Sheet] = []
    remarks: list[Finding] = []
    problems: list[Finding] = []
    for path, name in listed(paths, remarks, problems):
        reading(name)
        try:
            sheets += open_file(path, name, known, remarks)
        except IngestError as error:
            problems += error.findings
    if problems:
        raise IngestError(*problems)
    return Opened(tuple(sheets), tuple(remarks))


def open_file(path: Path, name: str, known: Known = frozenset(), remarks: list[Finding] | None = None) -> list[Sheet]:
    """Open one file by its content.

    Args:
        path: The file, or the address of a database.
        name: Its name for people.
        known: Titles that profiles know.
        remarks: Takes remarks about files of an archive that were left out.

    Raises:
        IngestError: It is empty, not a table, or cannot be read.
    """
    if is_address(path):
        from audit.ingest.sqlfile import read_tables

        return read_tables(path)
    try:
        check_regular(path, name)
        with path.open("rb") as stream:
            head = stream.read(HEAD)
        return _opened(path, head, name, known, [] if remarks is None else remarks)
    except OSError as error:
        raise failure(
            "unreadable-export",
            f"файл не открывается: {error.strerror or error}",
            Place(name),
            tip="Закройте файл в других программах и проверьте права на него",
        ) from error


def _opened(source: Path | bytes, head: bytes, name: str, known: Known, remarks: list[Finding]) -> list[Sheet]:
    if (not head.strip() and len(head) < HEAD) or head.startswith(EMPTY_ZIP):
        raise failure("empty-export", "файл пуст: 0 строк", Place(name), tip=_EXPORT_TIP)
    what = foreign(head)
    if what:
        raise failure("not-an-export", f"это {what[0]}, а не выгрузка", Place(name), tip=what[1])
    if head.startswith(PARQUET):
        from audit.ingest.parquetfile import read_parquet

        return [read_parquet(source, name)]
    if head.startswith(SQLITE):
        from audit.ingest.sqlfile import read_sqlite

        return read_sqlite(source, name)
    kind = "XLS" if head.startswith(OLE) else None
    if head.startswith(ZIP):
        kind = book_kind(source)
        if kind is None:
            return _bundle(source, name, known, remarks)
    if kind is None and isinstance(source, Path) and not _tree_like(head):
        return [read_text_file(source, name, known)]
    if isinstance(source, Path):
        check_size(source, name)
    if kind is not None:
        from audit.ingest.books.xlsxfile import read_workbook

        return read_workbook(source, name, known, kind)
    return _text_sheets(source.read_bytes() if isinstance(source, Path) else source, name, known)


def _bundle(source: Path | bytes, name: str, known: Known, remarks: list[Finding]) -> list[Sheet]:
    """The exports of a ZIP; the rest of it is named in a remark."""
    sheets: list[Sheet] = []
    problems: list[Finding] = []
    others: list[str] = []
    for inner, raw in members(source, name, nested=isinstance(source, bytes)):
        if not export_like(inner, raw[:HEAD]) or is_own_report(raw, raw[:HEAD]):
            others.append(inner)
            continue
        try:
            sheets += _opened(raw, raw[:HEAD], f"{name}/{inner}", known, remarks)
        except IngestError as error:
            problems += error.findings
    if problems:
        raise IngestError(*problems)
    if not sheets:
        tip = "Положите в архив CSV, XLSX или JSON из CRM"
        raise failure("no-exports", "в архиве нет файлов выгрузки", Place(name), tip=tip)
    if others:
        message = f"не выгрузки, не читались: {', '.join(others)}"
        remarks.append(Finding("other-files", Severity.INFO, message, (Place(name),)))
    return sheets


def _tree_like(head: bytes) -> bool:
    """Whether a text is HTML, JSON or a phrase in HTML rather than lines of cells."""
    name, mark = encoding_of(head)
    text = head[mark:].decode(name or "utf-8", errors="ignore")[:_PROBE].encode()
    return tree_start(text) is not None or _is_phrase(text)


def _is_phrase(text: bytes) -> bool:
    return bool(NOTHING.match(_phrase(text)))


def _phrase(text: bytes) -> str:
    return _TAG.sub(b"", text[:_PROBE]).decode("utf-8", errors="ignore").strip(BLANKS + '";')


def _text_sheets(raw: bytes, name: str, known: Known) -> list[Sheet]:
    from audit.ingest.htmlfile import read_html, recode_html

    start = tree_start(raw[:_PROBE])
    page = start is not None and raw[start : start + 1] == b"<"
    recoded = recode_html(raw, name) if page else recode(raw, name)
    phrase = _phrase(recoded.data)
    if not phrase and len(recoded.data) <= _PROBE and not HTML.match(recoded.data):
        raise failure("empty-export", "файл пуст: в нём только пробелы", Place(name), tip=_EXPORT_TIP)
    if NOTHING.match(phrase):
        return [_nothing(name, phrase)]
    start = tree_start(recoded.data[:_PROBE])
    if start is None:
        from audit.ingest.text.csvfile import read_csv

        return [read_csv(recoded, name, known)]
    if recoded.data[start : start + 1] == b"<":
        return read_html(recoded, name, known)
    from audit.ingest.rest.jsonfile import read_json

    # Lines keep their numbers.
    above = b"\n" * recoded.data.count(b"\n", 0, start)
    return read_json(replace(recoded, data=above + recoded.data[start:]), name)


def _nothing(name: str, phrase: str) -> Sheet:
    import pyarrow as pa

    return Sheet(name, "пустая выгрузка", (), pa.table({"row": pa.array([], pa.int64())}), 0, blank=phrase)
