"""From paths to sheets: which files of a folder count, and what each of them is by its content."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from audit.ingest.bulk import PlainFile
from audit.ingest.encoding import BOM, looks_plain, recode
from audit.ingest.error import IngestError, failure
from audit.ingest.sheet import BLANKS, Sheet, clean_headers
from handbook.finding import Finding, Place, Severity

#: Files of a folder that are taken for exports; anything else there is named in a remark.
SUFFIXES = frozenset({".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".json", ".jsonl", ".ndjson"})
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_HTML = re.compile(rb"^\s*<(?:!doctype\s+html|html|meta|table|head|body)\b", re.IGNORECASE)
_NOTHING = re.compile(r"^Список [а-яё -]+ пуст!?$", re.IGNORECASE)
_TAG = re.compile(rb"<[^>]*>")
_PROBE = 2048
#: How much of a file tells whether it is plain, and how few columns a table has at least.
_HEAD, _FEWEST = 1 << 18, 2
_EXPORT_TIP = "В CRM откройте список сделок и выберите «Экспорт» — CSV или Excel"


@dataclass(frozen=True)
class Opened:
    """Sheets in the order of the arguments, and remarks about files that were left out."""

    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]


def open_exports(paths: Sequence[Path]) -> Opened:
    """Open every export file; of a folder, every file that looks like an export, by name.

    Args:
        paths: Files and folders, in the order in which later repeats of a record are set aside.

    Raises:
        IngestError: A file is missing, empty or unreadable; all such files are named at once.
    """
    sheets: list[Sheet] = []
    remarks: list[Finding] = []
    problems: list[Finding] = []
    for path, name in _listed(paths, remarks, problems):
        try:
            sheets += open_file(path, name)
        except IngestError as error:
            problems += error.findings
    if problems:
        raise IngestError(*problems)
    return Opened(tuple(sheets), tuple(remarks))


def open_file(path: Path, name: str) -> list[Sheet]:
    """Open one file by its content.

    Args:
        path: The file.
        name: Its name for people.

    Raises:
        IngestError: It is empty, not a table, or cannot be read.
    """
    try:
        plain = plain_csv(path, name)
        raw = b"" if plain else path.read_bytes()
    except OSError as error:
        raise failure(
            "unreadable-export",
            f"файл не открывается: {error.strerror or error}",
            Place(name),
            tip="Закройте файл в других программах и проверьте права на него",
        ) from error
    if plain:
        return [plain]
    if not raw.strip():
        raise failure("empty-export", "файл пуст: 0 строк", Place(name), tip=_EXPORT_TIP)
    if raw.startswith(_ZIP):
        from audit.ingest.xlsxfile import read_workbook

        return read_workbook(raw, name)
    if raw.startswith(_OLE):
        raise failure(
            "old-excel",
            "это книга старого формата XLS или книга под паролем",
            Place(name),
            tip="Откройте её в Excel и сохраните как XLSX без пароля либо выгрузите данные в CSV",
        )
    return [_text_sheet(raw, name)]


def _text_sheet(raw: bytes, name: str) -> Sheet:
    recoded = recode(raw, name)
    phrase = _TAG.sub(b"", recoded.data[:_PROBE]).decode("utf-8", errors="ignore").strip(BLANKS + '";')
    if not phrase and len(recoded.data) <= _PROBE:
        raise failure("empty-export", "файл пуст: в нём только пробелы", Place(name), tip=_EXPORT_TIP)
    if _NOTHING.match(phrase):
        return _nothing(name, phrase)
    if _HTML.match(recoded.data[:_PROBE]):
        from audit.ingest.htmlfile import read_html

        return read_html(recoded, name)
    if recoded.data.lstrip()[:1] in (b"{", b"["):
        from audit.ingest.jsonfile import read_json

        return read_json(recoded, name)
    from audit.ingest.csvfile import read_csv

    return read_csv(recoded, name)


def plain_csv(path: Path, name: str) -> Sheet | None:
    """A CSV file whose beginning promises that the database may read it itself; None for anything else.

    Raises:
        OSError: The file cannot be read.
    """
    with path.open("rb") as stream:
        head = stream.read(_HEAD)
    body = head.removeprefix(BOM)
    if not looks_plain(body) or body.lstrip().startswith((_ZIP, _OLE, b"{", b"[")) or _HTML.match(body):
        return None
    from audit.ingest.csvfile import header_of, read_csv

    header = header_of(body)
    if header is None or len(header.cells) < _FEWEST or _NOTHING.match(header.text.strip(BLANKS + '";')):
        return None
    titles = clean_headers(header.cells, name)
    plain = PlainFile(path, header.delimiter, len(header.cells), header.sample)
    return Sheet(
        name,
        header.source,
        titles,
        None,
        0,
        plain=plain,
        read=lambda: read_csv(recode(path.read_bytes(), name), name),
    )


def _nothing(name: str, phrase: str) -> Sheet:
    import pyarrow as pa

    return Sheet(name, "пустая выгрузка", (), pa.table({"row": pa.array([], pa.int64())}), 0, blank=phrase)


def _listed(paths: Sequence[Path], remarks: list[Finding], problems: list[Finding]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = []
    for path in paths:
        if path.is_dir():
            found += _folder(path, remarks, problems)
        elif path.exists():
            found.append((path, path.name))
        else:
            message = f"нет файла «{path.as_posix()}»"
            tip = "Проверьте путь; имя с пробелами возьмите в кавычки"
            problems.append(Finding("missing-export", Severity.ERROR, message, (Place(path.name),), tip))
    seen: dict[Path, tuple[Path, str]] = {}
    for path, name in found:
        seen.setdefault(path.resolve(), (path, name))
    return _told_apart(list(seen.values()))


def _told_apart(files: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Files of one name are called by their folder too, else by the whole path."""
    for longer in (lambda path: f"{path.parent.name}/{path.name}", lambda path: path.as_posix()):
        names = Counter(name for _, name in files)
        files = [(path, longer(path) if names[name] > 1 else name) for path, name in files]
    return files


def _folder(folder: Path, remarks: list[Finding], problems: list[Finding]) -> list[tuple[Path, str]]:
    files = sorted(path for path in folder.iterdir() if path.is_file() and not path.name.startswith((".", "~$")))
    exports = [path for path in files if path.suffix.lower() in SUFFIXES]
    others = [path.name for path in files if path not in exports]
    if not exports:
        message = f"в папке «{folder.name or folder}» нет файлов выгрузки"
        tip = "Положите в неё CSV, XLSX или JSON из CRM"
        problems.append(Finding("no-exports", Severity.ERROR, message, (Place(folder.name or "."),), tip))
    elif others:
        message = f"не выгрузки, не читались: {', '.join(others)}"
        remarks.append(Finding("other-files", Severity.INFO, message, (Place(folder.name),)))
    return [(path, path.name) for path in exports]
