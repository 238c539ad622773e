"""Texts of workbook cells as people read them: days without a midnight, durations, errors as blanks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

_ERRORS = (
    *("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"),
    *("#ССЫЛКА!", "#Н/Д", "#ЗНАЧ!", "#ИМЯ?", "#ДЕЛ/0!", "#ПУСТО!", "#ЧИСЛО!", "#ПЕРЕНОС!", "#ВЫЧИСЛ!"),
)
#: Lengths of «2026-01-31 12:00:00» and of the same with thousandths.
_LENGTHS = (19, 23)
_MOMENT = r"^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{3})?$"
_MIDNIGHT = " 00:00:00"
#: Spreadsheets count days from here; they believe that 1900 was a leap year.
_DAY_ZERO, _AFTER_LEAP = datetime(1899, 12, 31), datetime(1900, 3, 1)  # noqa: DTZ001 - naive by design
#: A duration is a moment of the first days of the count; business facts are later.
_DURATIONS_END = "1901"


def tidied(column: pa.Array) -> pa.Array:
    """Texts of a column of cells, the moments among them put as people write them.

    A column in which every moment is a midnight holds days; one in which every moment is of the first days of the
    spreadsheet's count holds durations: «30:05:07».

    Args:
        column: Texts of a column; moments are written as «2026-01-31 12:00:00».
    """
    import pyarrow as pa
    from pyarrow import compute

    lengths = compute.binary_length(column)
    likely = compute.is_in(lengths, value_set=pa.array(_LENGTHS, pa.int32()))
    if not compute.any(likely).as_py():
        return column
    moments = compute.and_(likely, compute.match_substring_regex(column, _MOMENT))
    found = column.filter(moments)
    if not len(found):
        return column
    if compute.all(compute.ends_with(found, _MIDNIGHT)).as_py() and compute.min(found).as_py() >= _DURATIONS_END:
        return compute.if_else(moments, compute.utf8_slice_codeunits(column, 0, 10), column)
    if compute.max(found).as_py() < _DURATIONS_END:
        words = {text: duration(text) for text in found.unique().to_pylist()}
        return compute.replace_with_mask(column, compute.fill_null(moments, fill_value=False), _mapped(found, words))
    return column


def _mapped(texts: pa.Array, words: dict[str, str]) -> pa.Array:
    import pyarrow as pa

    return pa.array([words[text] for text in texts.to_pylist()], texts.type)


def duration(text: str) -> str:
    """Hours, minutes and seconds since the beginning of the count: «1900-01-01 06:05:07» is «30:05:07»."""
    moment = datetime.fromisoformat(text)
    if moment >= _AFTER_LEAP:
        moment += timedelta(days=1)
    seconds = round((moment - _DAY_ZERO).total_seconds())
    return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def without_errors(column: pa.Array) -> tuple[pa.Array, list[int]]:
    """A column with the words of formula errors blanked, and the places of those words."""
    import pyarrow as pa
    from pyarrow import compute

    marked = compute.starts_with(column, "#")
    if not compute.any(marked).as_py():
        return column, []
    wrong = compute.is_in(column, value_set=pa.array(_ERRORS, column.type))
    return compute.if_else(wrong, pa.scalar(None, column.type), column), _places(wrong)


def _places(mask: Iterable[pa.Scalar]) -> list[int]:
    return [number for number, scalar in enumerate(mask) if scalar.as_py()]
