"""The account of every row: read = used + set aside with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from audit.ingest.sheet import Sheet
from audit.ingest.staging import FILTERED, Staged
from handbook.result import FileAccount, SetAside

UNKNOWN = "не распознан"


def accounts_of(sheets: Sequence[Sheet], staged: Sequence[Staged]) -> tuple[FileAccount, ...]:
    """One account per sheet, in the order they were read.

    A row is used when any table used it; otherwise it is set aside for the reason of the sheet's main table.
    """
    found: list[FileAccount] = []
    for sheet in sheets:
        parts = [item for item in staged if item.match.sheet is sheet]
        if not parts:
            reason = sheet.blank or UNKNOWN
            rows = tuple(sorted({*sheet.cells().column("row").to_pylist(), *sheet.aside}))
            aside = (SetAside(reason, rows),) if rows else ()
            found.append(FileAccount(sheet.file, None, UNKNOWN, sheet.rows_read, 0, aside))
            continue
        reasons = dict(parts[0].aside)
        for part in parts[1:]:
            # What one filter lets through may still be set aside, and that is the reason to tell.
            reasons = {
                row: part.aside[row] if reason == FILTERED else reason
                for row, reason in reasons.items()
                if row in part.aside
            }
        reasons |= sheet.aside
        groups: dict[str, list[int]] = {}
        for row, reason in sorted(reasons.items()):
            groups.setdefault(reason, []).append(row)
        found.append(
            FileAccount(
                sheet.file,
                parts[0].match.table,
                sheet.source,
                sheet.rows_read,
                sheet.rows_read - len(reasons),
                tuple(SetAside(reason, tuple(rows)) for reason, rows in groups.items()),
            )
        )
    return tuple(found)
