"""Which files are read: those named, and of a folder all that look like exports, with its folders within."""

from __future__ import annotations

import stat
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from audit.ingest.containers.archive import hidden
from audit.ingest.containers.ownreports import is_own_report, is_page
from audit.ingest.error import IngestError
from audit.ingest.kinds import EMPTY_ZIP, HTML, OLE, PARQUET, SQLITE, ZIP, foreign
from audit.ingest.sqlfile import is_address, words_of
from audit.ingest.text.encoding import encoding_of, recode
from handbook.finding import Finding, Place, Severity

#: Files of a folder that are taken for exports without a look inside; others are looked at.
SUFFIXES = frozenset(
    {".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".json", ".jsonl", ".ndjson", ".parquet", ".zip"}
)
#: Of other names these hold no table we read, whatever their bytes look like.
_NEVER = frozenset(
    {".md", ".rst", ".log", ".py", ".sql", ".yaml", ".yml", ".toml", ".ini", ".sh", ".js", ".css", ".xml", ".svg"}
    | {".doc", ".docx", ".ppt", ".pptx", ".msg", ".bak", ".tmp"}
)
_PROBE = 1 << 16
#: Lines of a table are divided alike; commas stand in prose, too.
_FEWEST = {";": 1, "\t": 1, "|": 1, ",": 2}
_LINES = (2, 5)


@dataclass
class _Found:
    """What a folder holds, by names within it."""

    folder: Path
    root: Path
    exports: list[Path] = field(default_factory=list)
    others: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    special: list[str] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    tip: str | None = None


def listed(paths: Sequence[Path], remarks: list[Finding], problems: list[Finding]) -> list[tuple[Path, str]]:
    """The files to read with their names for people, each once, in the order of the arguments.

    Args:
        paths: Files, folders and addresses of databases.
        remarks: Takes remarks about what is not read.
        problems: Takes mistakes.
    """
    found: list[tuple[Path, str]] = []
    for path in paths:
        if is_address(path):
            found.append((path, words_of(path)))
        elif path.is_dir():
            found += _folder(path, remarks, problems)
        elif path.exists():
            found.append((path, path.name))
        else:
            message = f"нет файла «{path.as_posix()}»"
            tip = "Проверьте путь; имя с пробелами возьмите в кавычки"
            problems.append(Finding("missing-export", Severity.ERROR, message, (Place(path.name),), tip))
    seen: dict[Path, tuple[Path, str]] = {}
    for path, name in found:
        seen.setdefault(path if is_address(path) else path.resolve(), (path, name))
    return _told_apart(list(seen.values()))


def _told_apart(files: list[tuple[Path, str]]) -> list[tuple[Path, str]]:
    """Files of one name are called by their folder too, else by the whole path."""
    for longer in (lambda path: f"{path.parent.name}/{path.name}", lambda path: path.as_posix()):
        names = Counter(name for _, name in files)
        files = [(path, longer(path) if names[name] > 1 else name) for path, name in files]
    return files


def _folder(folder: Path, remarks: list[Finding], problems: list[Finding]) -> list[tuple[Path, str]]:
    found = _Found(folder, folder.resolve())
    place = (Place(folder.name or "."),)
    try:
        _walk(folder, found, {found.root})
    except OSError as error:
        message = f"папка не читается: {error.strerror or error}"
        problems.append(Finding("unreadable-export", Severity.ERROR, message, place, "Проверьте права на неё"))
        return []
    if not found.exports:
        message = f"в папке «{folder.name or folder}» нет файлов выгрузки"
        tip = "Положите в неё CSV, XLSX или JSON из CRM"
        problems.append(Finding("no-exports", Severity.ERROR, message, place, tip))
    elif found.others:
        message = f"не выгрузки, не читались: {', '.join(found.others)}"
        remarks.append(Finding("other-files", Severity.INFO, message, place, found.tip))
    if found.outside:
        message = f"ссылки ведут за пределы папки, файлы по ним не читались: {', '.join(found.outside)}"
        tip = "Положите в папку сами файлы или передайте их программе отдельно"
        remarks.append(Finding("outside-link", Severity.WARNING, message, place, tip))
    if found.special:
        message = f"не файлы, а устройства или каналы, не читались: {', '.join(found.special)}"
        remarks.append(Finding("special-file", Severity.WARNING, message, place, "Положите в папку обычные файлы"))
    if found.reports:
        message = f"прошлые отчёты аудита, не читались: {', '.join(found.reports)}"
        remarks.append(Finding("own-report", Severity.INFO, message, place, "Храните отчёты отдельно от выгрузки"))
    if found.pages:
        message = f"страницы HTML с программами (<script>), а не выгрузки, не читались: {', '.join(found.pages)}"
        tip = "Если там нужная таблица, выгрузите её из CRM в CSV или XLSX"
        remarks.append(Finding("html-script", Severity.WARNING, message, place, tip))
    return [(path, path.relative_to(folder).as_posix()) for path in found.exports]


def _walk(folder: Path, found: _Found, seen: set[Path]) -> None:
    """Sort out what a folder holds; a folder that links lead to again is not entered twice."""
    for path in sorted(folder.iterdir()):
        name = path.relative_to(found.folder).as_posix()
        if hidden(name):
            continue
        try:
            real = path.resolve(strict=True)
        except (OSError, RuntimeError):
            # A link to nowhere, or to itself.
            found.others.append(name)
            continue
        mode = real.stat().st_mode
        if not real.is_relative_to(found.root):
            found.outside.append(name)
        elif stat.S_ISDIR(mode):
            if real not in seen:
                seen.add(real)
                _walk(path, found, seen)
        elif not stat.S_ISREG(mode):
            found.special.append(name)
        else:
            _sort(path, name, found)


def _sort(path: Path, name: str, found: _Found) -> None:
    with path.open("rb") as stream:
        head = stream.read(_PROBE)
    if is_own_report(path, head):
        found.reports.append(name)
        return
    if export_like(name, head):
        if is_page(path, head):
            found.pages.append(name)
        else:
            found.exports.append(path)
        return
    found.others.append(name)
    what = foreign(head)
    if what and not found.tip:
        found.tip = f"«{name}» — {what[0]}. {what[1]}"


def export_like(name: str, head: bytes) -> bool:
    """Whether a file of a folder or an archive is read: by its name, else by its content.

    Args:
        name: Its name.
        head: How it begins.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix in SUFFIXES:
        return True
    if suffix in _NEVER or foreign(head) or head.startswith(EMPTY_ZIP):
        return False
    return head.startswith((ZIP, OLE, PARQUET, SQLITE)) or _is_text_table(head)


def _is_text_table(head: bytes) -> bool:
    name, mark = encoding_of(head)
    end = head.rfind(b"\n") + 1
    try:
        text = head.decode(name, errors="ignore") if name else recode(head[: end or None], "").data[mark:].decode()
    except (IngestError, UnicodeError):
        return False
    start = text.lstrip("\ufeff \t\r\n")
    if HTML.match(start[:_PROBE].encode()):
        return "<table" in text.lower()
    if start[:1] in {"{", "["}:
        return True
    counts = [line for line in start.splitlines() if line.strip()][: _LINES[1]]
    return len(counts) >= _LINES[0] and any(
        all(line.count(mark) >= least for line in counts) and len({line.count(mark) for line in counts}) == 1
        for mark, least in _FEWEST.items()
    )
