"""Decisions of the last meeting: read from the filled sheet, kept in the history, held against the audit now."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from handbook.finding import Severity
from reglament.console import shown

if TYPE_CHECKING:
    from audit.history.people import People
    from handbook.audits.promises import Promise
    from handbook.finding import Finding

#: The sheet of decisions in the folder of the report.
SHEET = "Решения планёрки.xlsx"
#: Sheets laid aside there: «Решения планёрки (прежние).xlsx», «Решения планёрки (прежние 2).xlsx».
_ASIDE = re.compile(r"Решения планёрки \(прежние(?: (\d{1,4}))?\)\.xlsx")


class SheetError(ValueError):
    """The file a user names is no sheet of decisions; the text says in Russian what it is."""


@dataclass(frozen=True, slots=True)
class Decisions:
    """What meetings decided.

    Attributes:
        promises: All promises known, with names where they are known.
        fresh: Whether some of them are not in the history yet.
        sheet: The filled sheet in the folder of the report; None when there is none.
        filled: What that sheet says.
        unread: Whether something of that sheet could not be read: it must not be lost.
        spoilt: Whether the promises of the history could not be read.
        remarks: What could not be read, in Russian.
    """

    promises: tuple[Promise, ...] = ()
    fresh: bool = False
    sheet: Path | None = None
    filled: tuple[Promise, ...] = ()
    unread: bool = False
    spoilt: bool = False
    remarks: tuple[str, ...] = ()


def read(root: Path | None, people: People | None, folder: Path | None, named: Path | None) -> Decisions:
    """Promises of the history and of the sheets that were filled since.

    Args:
        root: The company's folder; None when its history is left alone.
        people: Who is behind codes; None when nobody can tell.
        folder: Where the report lies, perhaps with a filled sheet; None when nowhere.
        named: A sheet the user names.

    Raises:
        SheetError: What the user has named is no sheet of decisions.
    """
    from audit.history import promises as history
    from audit.history.error import HistoryError

    remarks: list[str] = []
    kept: tuple[Promise, ...] = ()
    spoilt = unread = False
    if root:
        try:
            kept = history.read(root, people)
        except HistoryError as error:
            remarks.append(str(error))
            spoilt = True
    before: list[Promise] = []
    found: list[Promise] = []
    filled: tuple[Promise, ...] = ()
    sheet = folder / SHEET if folder and (folder / SHEET).is_file() else None
    for path in dict.fromkeys((*aside(folder), *(path for path in (sheet, named) if path))):
        promises, said = _of_sheet(path, is_named=path == named)
        known = tuple(history.revealed(item, people) if people else item for item in promises)
        remarks += said
        if path in {sheet, named}:
            found += known
        else:
            before += known
        if path == sheet:
            filled, unread = known, bool(said)
    # What was laid aside says nothing against what was decided after it.
    every = history.merged((*before, *kept), found)
    is_kept = sheet is not None and bool(filled or unread)
    return Decisions(
        promises=every,
        fresh=set(every) != set(kept),
        sheet=sheet if is_kept else None,
        filled=filled,
        unread=unread,
        spoilt=spoilt,
        remarks=tuple(remarks),
    )


def of_last_meeting(promises: Sequence[Promise], as_of: date) -> tuple[Promise, ...]:
    """Promises to be answered for now: those of the last meeting, and older ones that were not due by then.

    Args:
        promises: All promises.
        as_of: The day of the audit now.
    """
    before = [item for item in promises if item.made < as_of]
    last = max((item.made for item in before), default=as_of)
    return tuple(item for item in before if item.made == last or (item.deadline and item.deadline >= last))


def aside(folder: Path | None) -> tuple[Path, ...]:
    """Filled sheets that were laid aside in a folder, the oldest first: their promises may be nowhere else.

    Args:
        folder: The folder of the report; None when there is none.
    """
    if not folder or not folder.is_dir():
        return ()
    found = ((match, path) for path in folder.iterdir() if (match := _ASIDE.fullmatch(path.name)) and path.is_file())
    return tuple(path for _, path in sorted((int(match[1] or 1), path) for match, path in found))


def lay_aside(sheet: Path) -> Path:
    """Give a filled sheet another name, for a new one takes its place; audits to come read it under that name.

    Args:
        sheet: The sheet.

    Raises:
        WriteError: The disk refuses.
    """
    from generator.writer import WriteError

    names = (sheet.with_stem(f"{sheet.stem} (прежние{f' {number}' if number > 1 else ''})") for number in count(1))
    free = next(name for name in names if not name.exists())
    try:
        return sheet.rename(free)
    except OSError as error:
        reason = error.strerror or error
        raise WriteError(f"Лист решений {shown(sheet)} заполнен, и сохранить его не удалось: {reason}") from error


def filled_in(sheet: Path) -> tuple[tuple[Promise, ...], Sequence[Finding]]:
    """Promises of a filled sheet, and what of it could not be read.

    Args:
        sheet: The workbook.
    """
    from audit.ingest.books.cells import read_cells
    from audit.ingest.error import IngestError
    from generator.report.promises_read import promises_of

    try:
        return promises_of(read_cells(sheet, sheet.name), sheet.name)
    except IngestError as error:
        return (), error.findings


def _of_sheet(path: Path, *, is_named: bool) -> tuple[tuple[Promise, ...], list[str]]:
    promises, findings = filled_in(path)
    if is_named and any(finding.severity is Severity.ERROR for finding in findings):
        raise SheetError(f"{path.name} — не лист решений планёрки: {findings[0].message}")
    return promises, [
        f"{finding.places[0] if finding.places else path.name}: {finding.message}" for finding in findings
    ]
