"""What the values of a column say for or against a canonical column, whatever its title is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from audit.ingest.currencies import CODES, code_of
from audit.ingest.people import holds_people
from audit.ingest.sheet import BLANKS, Sheet
from audit.ingest.values import UNREAD, Order, read_flag, read_moment, read_number, slash_order
from handbook.tables import TableColumn, Type

#: How many records tell what a column holds.
SAMPLE = 200
_MOST, _FEW, _KNOWN_SHARE, _DISTINCT = 0.8, 0.5, 0.6, 2
#: A title is worth that much more or less when the values speak for it or against it.
_FOR, _AGAINST = 0.05, 0.5
#: Words that a funnel or the staff list knows prove a column by themselves.
_PROVEN = 0.85
#: Seconds and milliseconds of Unix, days of Excel; a moment of ISO with its offset.
_CLOCK = re.compile(r"\d{10}(?:\d{3})?|\d{5}(?:\.\d+)?")
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*")
_STAGES_AT_MOST = 40
_STAGES = frozenset({("deals", "stage"), ("stage_changes", "stage")})


class Evidence:
    """Examples of a sheet's values, and who and what a company knows."""

    def __init__(self, sheet: Sheet, is_person: Callable[[str], bool], is_stage: Callable[[str], bool]) -> None:
        """Look at the first records; ``rows`` is how many they are.

        Args:
            sheet: The sheet.
            is_person: Whether a text is a name of the staff list.
            is_stage: Whether a text is a stage of a funnel.
        """
        self.rows, self._columns = examples(sheet)
        self._is_person, self._is_stage = is_person, is_stage

    def examples(self, position: int) -> list[str]:
        """What stands in a column, blanks left out."""
        return self._columns[position] if position < len(self._columns) else []

    def weigh(self, confidence: float, table: str, column: TableColumn, position: int) -> float:
        """How sure it is that a column of the sheet is a canonical one, once its values are looked at.

        Args:
            confidence: How sure its title makes it, 0 when it says nothing.
            table: The canonical table.
            column: The canonical column.
            position: Where the column stands.
        """
        values = self.examples(position)
        if not values:
            return confidence
        distinct = list(dict.fromkeys(values))
        if (table, column.name) in _STAGES:
            return self._weigh_stage(confidence, distinct)
        if holds_people(table, column.name):
            return self._weigh_person(confidence, distinct)
        if column.type is Type.TEXT:
            return _weigh_words(confidence, column, distinct)
        return _weigh_figures(confidence, column, distinct)

    def _weigh_stage(self, confidence: float, distinct: Sequence[str]) -> float:
        """Stages are few words, and those of a funnel prove themselves."""
        if _share(distinct, self._is_stage) >= _KNOWN_SHARE:
            return max(confidence, _PROVEN if len(distinct) >= _DISTINCT else 0.0)
        figures = _share(distinct, lambda text: text[:1].isdigit())
        return confidence * _AGAINST if figures >= _FEW or len(distinct) > _STAGES_AT_MOST else confidence

    def _weigh_person(self, confidence: float, distinct: Sequence[str]) -> float:
        """Everybody who touches a deal is a person: the title must say which one it is, at least a little."""
        if _share(distinct, self._is_person) >= _KNOWN_SHARE:
            return max(confidence, _PROVEN) if confidence else 0.0
        return confidence if _share(distinct, _is_name) >= _FEW else confidence * _AGAINST


def _weigh_words(confidence: float, column: TableColumn, distinct: Sequence[str]) -> float:
    """A column of dates is no words, and one of anything else is no currencies."""
    if column.name == "currency":
        return confidence if all(code_of(text).upper() in CODES for text in distinct) else confidence * _AGAINST
    dates = _share(distinct, lambda text: _reads(text, Type.TIMESTAMP) and not text.isdigit())
    return confidence * _AGAINST if dates > _MOST else confidence


def _weigh_figures(confidence: float, column: TableColumn, distinct: Sequence[str]) -> float:
    """Dates, numbers and flags are read, or they are none."""
    order = None
    if column.type in {Type.DATE, Type.TIMESTAMP}:
        # «нет» in a column of dates is a blank; a column of nothing else is none of dates.
        distinct = [text for text in distinct if read_moment(text) is not None]
        order = slash_order(distinct)
    read = _share(distinct, lambda text: _reads(text, column.type, order))
    if read < _FEW:
        return confidence * _AGAINST
    return min(confidence + _FOR, 1.0) if confidence and read >= _MOST else confidence


def _is_name(text: str) -> bool:
    """Whether a text may be a name of a person, or the number of a user."""
    words = text.replace(".", ". ").split()
    return text.isdigit() or (len(words) > 1 and all(word[0].isupper() for word in words))


def examples(sheet: Sheet, limit: int = SAMPLE) -> tuple[int, list[list[str]]]:
    """How many records were looked at, and values of every column in them, without blanks and padding."""
    cells: list[list[str | None]]
    if sheet.plain is not None and sheet.table is None:
        rows = sheet.plain.sample[:limit]
        cells = [[row[place] if place < len(row) else None for row in rows] for place in range(len(sheet.headers))]
    else:
        head = sheet.cells().slice(0, limit)
        cells = [head.column(f"c{number}").to_pylist() for number in range(len(sheet.headers))]
    columns = [[text for cell in column if cell and (text := cell.strip(BLANKS))] for column in cells]
    return max(map(len, cells), default=0), columns


@lru_cache(maxsize=1 << 14)
def _reads(text: str, kind: Type, order: Order | None = None) -> bool:
    if kind is Type.NUMBER:
        return read_number(text) is not UNREAD
    if kind is Type.FLAG:
        return read_flag(text) is not UNREAD
    return (
        read_moment(text, months=True, order=order) is not UNREAD
        or bool(_CLOCK.fullmatch(text))
        or bool(_ZONED.fullmatch(text))
    )


def _share(values: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, values)) / len(values) if values else 0.0
