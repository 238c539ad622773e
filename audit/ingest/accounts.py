"""The account of every row: read = used + set aside with a reason."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from audit.ingest.asides import FILTERED
from audit.ingest.sheet import Sheet
from audit.ingest.staged import Staged
from handbook.result import FileAccount, SetAside

UNKNOWN = "не распознан"
DICTIONARY = "справочник"


def accounts_of(
    sheets: Sequence[Sheet], staged: Sequence[Staged], dictionaries: Container[int] = ()
) -> tuple[FileAccount, ...]:
    """One account per sheet, in the order they were read.

    A row is used when any table used it; otherwise it is set aside for the reason of the sheet's main table.

    Args:
        sheets: The sheets.
        staged: What was made of them.
        dictionaries: Identities of sheets that tell what codes mean.
    """
    found: list[FileAccount] = []
    for sheet in sheets:
        parts = [item for item in staged if item.match.sheet is sheet]
        if id(sheet) in dictionaries:
            aside = tuple(SetAside(reason, rows) for reason, rows in _groups(sheet.aside).items())
            used = sheet.rows_read - len(sheet.aside)
            found.append(FileAccount(sheet.file, None, f"{sheet.source}, {DICTIONARY}", sheet.rows_read, used, aside))
            continue
        if not parts:
            reason = sheet.blank or UNKNOWN
            rows = tuple(sorted({*sheet.cells().column("row").to_pylist(), *sheet.aside}))
            aside = (SetAside(reason, rows),) if rows else ()
            found.append(FileAccount(sheet.file, None, UNKNOWN, sheet.rows_read, 0, aside))
            continue
        reasons = dict(parts[0].aside)
        # Columns that are records add none to the rows of their deals: a row without any is not used by them.
        for part in (item for item in parts[1:] if not item.match.wide):
            # What one filter lets through may still be set aside, and that is the reason to tell.
            reasons = {
                row: part.aside[row] if reason == FILTERED else reason
                for row, reason in reasons.items()
                if row in part.aside
            }
        reasons |= sheet.aside
        found.append(
            FileAccount(
                sheet.file,
                parts[0].match.table,
                sheet.source,
                sheet.rows_read,
                sheet.rows_read - len(reasons),
                tuple(SetAside(reason, rows) for reason, rows in _groups(reasons).items()),
            )
        )
    return tuple(found)


def _groups(reasons: Mapping[int, str]) -> dict[str, tuple[int, ...]]:
    """Rows by the reason they are set aside for."""
    groups: dict[str, list[int]] = {}
    for row, reason in sorted(reasons.items()):
        groups.setdefault(reason, []).append(row)
    return {reason: tuple(rows) for reason, rows in groups.items()}
