"""Where a file of the report sends its readers for all that it has no room for: to files that are made with it."""

from __future__ import annotations

from collections.abc import Collection

from generator.report import FILES


def elsewhere(formats: Collection[str], *wanted: str, sheet: str | None = None) -> str:
    """Files to look in, to stand after «в»; where none of them is made, the way to have one.

    Args:
        formats: What is made at once.
        wanted: Formats that hold what is looked for, the handiest first.
        sheet: The sheet of the workbook that holds it.
    """
    found = [FILES[name] for name in wanted if name in formats]
    if not found:
        return f"отчёте вида {wanted[0]} (--format {wanted[0]})"
    return " и ".join(found) + (f", лист «{sheet}»" if sheet and found == [FILES["xlsx"]] else "")
