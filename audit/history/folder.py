"""The folder of the history: which audits it holds, and how one more is put there."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from audit.history.error import HistoryError
from audit.history.record import digest, dump
from handbook.audits.past import PastAudit

#: Where audits are kept in the company's folder.
FOLDER = Path("history") / "audits"
ENDING = ".json.gz"

_NAME = re.compile(r"(\d{4}-\d{2}-\d{2})-[0-9a-f]{6}\.json\.gz")
#: How our own files among the audits begin: the promises, and those of them that were laid aside.
_PROMISES = "promises"
#: So many strange files are named.
_NAMED = 5


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the history: its path and the day of its audit."""

    path: Path
    as_of: date


def listed(root: Path) -> tuple[tuple[Kept, ...], tuple[str, ...]]:
    """Audits of the history by day and name, and what is said of files that are none.

    Args:
        root: The company's folder.
    """
    try:
        paths = sorted(path for path in (root / FOLDER).iterdir() if not path.name.startswith("."))
    except FileNotFoundError:
        return (), ()
    except OSError as error:
        return (), (f"папка истории {FOLDER.as_posix()} не читается: {error.strerror or error}",)
    found, strange = [], []
    for path in paths:
        day = _day_of(path.name)
        if day:
            found.append(Kept(path, day))
        elif not path.name.startswith(_PROMISES):
            strange.append(path.name)
    if not strange:
        return tuple(found), ()
    names = ", ".join(strange[:_NAMED]) + (" …" if len(strange) > _NAMED else "")
    return tuple(found), (f"в папке истории {FOLDER.as_posix()} есть посторонние файлы, они не прочитаны: {names}",)


def keep(root: Path, audit: PastAudit, as_kept: PastAudit, key: str | None) -> Path:
    """Put an audit into the history; the same audit takes the same place.

    Args:
        root: The company's folder.
        audit: The audit with names, which its file is named after.
        as_kept: The same audit as it is to be kept.
        key: The print of the key of its codes, None when it has names.

    Raises:
        HistoryError: The disk refuses; what was there stays.
    """
    path = root / FOLDER / f"{audit.as_of.isoformat()}-{digest(audit)}{ENDING}"
    put(path, dump(as_kept, key))
    return path


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all.

    Args:
        path: The file.
        content: What it is to hold.

    Raises:
        HistoryError: The disk refuses; what was there stays.
    """
    aside = path.with_name(f".{path.name}-{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            aside.write_bytes(content)
            aside.replace(path)
        finally:
            aside.unlink(missing_ok=True)
    except OSError as error:
        raise HistoryError(f"история не записана: {path}: {error.strerror or error}") from error


def _day_of(name: str) -> date | None:
    match = _NAME.fullmatch(name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None
