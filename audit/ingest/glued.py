"""Rows that stand each in a single cell with all their delimiters: a CSV opened with a wrong one and saved."""

from __future__ import annotations

import re
from collections.abc import Sequence

from audit.ingest.error import IngestError, failure
from audit.ingest.sheet import Sheet
from handbook.finding import Place

#: Titles of at least four columns in one cell: short texts between marks of one kind.
_GLUED = re.compile(
    r"[^;,\t|]{1,60}(?:;[^;]{0,60}){3,}|[^;,\t|]{1,60}(?:,[^,]{0,60}){3,}|[^\t|]{1,60}(?:[\t|][^\t|]{0,60}){3,}"
)


def is_glued(headers: Sequence[str]) -> bool:
    """Whether the only title of a table is a whole header with its delimiters."""
    filled = [title for title in headers if title]
    return len(filled) == 1 and _GLUED.fullmatch(filled[0]) is not None


def glued(sheet: Sheet) -> IngestError:
    """The refusal of such a table."""
    return failure(
        "glued-cells",
        "строки слиплись в одну ячейку: в таблице один столбец, а в нём все значения с разделителями",
        Place(sheet.file, row=sheet.header_row, excerpt=next(filter(None, sheet.headers), "")[:60]),
        tip="Выгрузите данные ещё раз или в Excel разделите столбец: «Данные» → «Текст по столбцам»",
    )
