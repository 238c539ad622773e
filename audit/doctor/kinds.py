"""What the values of a column are, whatever its title says: dates, numbers, people, stages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from audit.ingest.sheet import BLANKS, Sheet
from audit.ingest.values import UNREAD, Order, read_flag, read_moment, read_number, slash_order
from handbook.diagnosis import CLOCK, DATE, NUMBER, PERSON, STAGE
from handbook.tables import Type

#: So many of the different values must be of a kind.
_MOST, _SOME = 0.8, 0.5
#: Days of Excel and seconds of Unix: numbers that may be dates.
_CLOCK = re.compile(r"\d{5}(?:\.\d+)?|\d{10}(?:\d{3})?")
_READERS: dict[Type, Callable[[str], object]] = {Type.NUMBER: read_number, Type.FLAG: read_flag}


def kinds_of(
    values: Sequence[str], is_person: Callable[[str], bool], is_stage: Callable[[str], bool]
) -> tuple[str, ...]:
    """The kinds of a column's values; empty for words of which nothing is known.

    Args:
        values: What stands in the column, blanks left out.
        is_person: Whether a text is a name of the staff list.
        is_stage: Whether a text is a stage of a funnel.
    """
    distinct = list(dict.fromkeys(values))
    order = slash_order(distinct)
    tests: tuple[tuple[str, Callable[[str], bool], float], ...] = (
        (DATE, lambda text: not text.isdigit() and _is_moment(text, order), _SOME),
        (NUMBER, lambda text: read_number(text) is not UNREAD, _SOME),
        (CLOCK, lambda text: bool(_CLOCK.fullmatch(text)), _MOST),
        (PERSON, is_person, _SOME),
        (STAGE, is_stage, _SOME),
    )
    return tuple(kind for kind, holds, least in tests if distinct and _share(distinct, holds) >= least)


def _is_moment(text: str, order: Order | None) -> bool:
    """Whether a text is a moment; «нет», which is a blank among dates, is none."""
    return read_moment(text, months=True, order=order) not in {UNREAD, None}


def is_blind(values: Sequence[str], kind: Type) -> bool:
    """Whether a column of a kind has values and not one of them can be read."""
    if kind is Type.TEXT or not values:
        return False
    read = _READERS.get(kind) or (lambda text: read_moment(text, months=True))
    return all(read(text) is UNREAD for text in dict.fromkeys(values))


def records_of(sheet: Sheet, limit: int) -> list[tuple[str, ...]]:
    """The first records of a sheet, every cell without padding, blanks as empty texts."""
    width = len(sheet.headers)
    if sheet.plain is not None and sheet.table is None:
        rows = [[row[place] if place < len(row) else None for place in range(width)] for row in sheet.plain.sample]
    else:
        head = sheet.cells().slice(0, limit)
        rows = list(map(list, zip(*(head.column(f"c{number}").to_pylist() for number in range(width)), strict=True)))
    return [tuple((cell or "").strip(BLANKS) for cell in row) for row in rows[:limit]]


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values)
