"""Answers that are a page of the whole: services tell how many records there are, or that there is a next page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from audit.ingest.rest.jsonwalk import Path
from audit.ingest.sheet import Sheet, folded
from handbook.finding import Finding, Place, Severity
from handbook.russian.numbers import counted, format_number

#: Where services name the next page: Bitrix24, amoCRM, HubSpot, Salesforce, 1С, Pipedrive.
_NEXT: tuple[Path, ...] = (
    ("next",),
    ("_links", "next", "href"),
    ("paging", "next", "after"),
    ("paging", "next", "link"),
    ("nextRecordsUrl",),
    ("@odata.nextLink",),
    ("odata.nextLink",),
    ("additional_data", "pagination", "next_start"),
    ("additional_data", "next_cursor"),
)
#: Where they count all records; a bare «total» may be a sum of money, unless the answer is one of Bitrix24.
_TOTALS: tuple[Path, ...] = (("totalSize",), ("@odata.count",), ("odata.count",), ("pagination", "totalCount"))
_BARE_TOTAL: Path = ("total",)
_CURRENT, _LAST = ("pagination", "currentPage"), ("pagination", "totalPageCount")
#: So much of the titles of two pages of one answer is the same.
_ALIKE = 0.5
_SHOWN = 3


def has_next(scalars: Mapping[Path, Any]) -> bool:
    """Whether a service says that a page follows.

    Args:
        scalars: The values of an answer that stand beside its list.
    """
    if any(scalars.get(path) for path in _NEXT) or scalars.get(("done",)) is False:
        return True
    current, last = _count(scalars.get(_CURRENT)), _count(scalars.get(_LAST))
    return current is not None and last is not None and current < last


def total_of(scalars: Mapping[Path, Any]) -> int | None:
    """How many records a service says there are on all pages; None when it does not."""
    bare = has_next(scalars) or any(path[0] == "time" for path in scalars)
    counts = [_count(scalars.get(path)) for path in (*_TOTALS, *((_BARE_TOTAL,) if bare else ()))]
    return max((count for count in counts if count is not None), default=None)


def _count(value: object) -> int | None:
    return int(value) if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 10 else None  # noqa: PLR2004


def partial_answers(sheets: Iterable[Sheet]) -> Iterator[Finding]:
    """A warning for every answer of which pages are missing; pages in several files are put together by their titles.

    Args:
        sheets: Every sheet of the export.
    """
    for pages in _together(sheet for sheet in sheets if sheet.source.startswith("JSON")):
        told = [sheet for sheet in pages if sheet.total is not None or sheet.has_next]
        total = max((sheet.total for sheet in pages if sheet.total is not None), default=None)
        rows = sum(sheet.rows_read for sheet in pages)
        if total is not None and rows < total:
            message = f"ответ неполный: {format_number(rows)} из {format_number(total)} записей"
        elif total is None and all(sheet.has_next for sheet in pages):
            here = counted(rows, "запись", "записи", "записей")
            message = f"ответ неполный: {here}, а сервис называет и следующую страницу"
        else:
            continue
        yield Finding(
            "partial-answer",
            Severity.WARNING,
            message,
            tuple(Place(sheet.file) for sheet in told[:_SHOWN]),
            "Выгрузите все страницы ответа и положите их рядом",
        )


def _together(sheets: Iterable[Sheet]) -> Iterable[Sequence[Sheet]]:
    """Sheets by what they are: pages of one answer have much the same titles."""
    groups: list[tuple[frozenset[str], list[Sheet]]] = []
    for sheet in sheets:
        titles = frozenset(map(folded, sheet.headers))
        for known, pages in groups:
            if not titles or len(titles & known) >= len(titles | known) * _ALIKE:
                pages.append(sheet)
                break
        else:
            if titles:
                groups.append((titles, [sheet]))
    return [pages for _, pages in groups]
