"""The audit result as stable JSON, and back: the record other programs and the next audit read.

``schema`` names the shape and its version; ``result`` holds every field of ``handbook.result.Result``. Money is
a string with the digits as they were («1250000.00»), for a JSON number would lose them; dates are ISO strings;
rows set aside are runs ``[first, last]`` and a count of those without numbers; a number that is not finite is
null. Verdicts stand in the order of the handbook. Cells of ``measures`` are of the kinds of their columns, null
where nothing could be computed. ``summary`` repeats the counts for those who read nothing else. What earlier audits say
is in ``story`` and, of each breach, in its ``change``: both are left out where there is nothing to compare with.
"""

from __future__ import annotations

import json
import math
import types
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from generator.report.objects import split
from generator.report.told import told
from generator.report.words import ranges
from handbook.audits.comparison import Comparison
from handbook.audits.story import Story
from handbook.book import Handbook
from handbook.measure import CellKind, MeasureResult
from handbook.result import Result, SetAside, Status, Verdict

SCHEMA = "reglament/audit-result/1"
#: Fields that results written by earlier versions lack.
LATER = frozenset({"closed", "departed", "measures", "stages", "standing", "unnumbered", "views"})
#: Records that lie deeper than this take a line each: fifty thousand breaches are written in a second.
_DEEP = 5


class NotAResultError(ValueError):
    """The file is not an audit result of this version; the text says in Russian what is wrong."""


def dump(result: Result, handbook: Handbook | None = None, story: Story | None = None) -> bytes:
    """A result as UTF-8 JSON, the same bytes for the same arguments.

    Args:
        result: What the audit found.
        handbook: Gives the order of norms; without it verdicts stay as they stand.
        story: What is known of earlier audits and promises; None when nothing is.
    """
    if handbook is not None:
        order = {norm_id: number for number, norm_id in enumerate(handbook.norms)}
        verdicts = sorted(result.verdicts, key=lambda verdict: order.get(verdict.norm_id, len(order)))
        result = replace(result, verdicts=tuple(verdicts))
    document = {"schema": SCHEMA, "summary": _summary(result), "result": _plain(result)}
    known = told(story) if story else None
    if story and known:
        if story.comparison:
            _mark(document["result"]["verdicts"], result.verdicts, story.comparison)
        document["story"] = _plain(known)
    # A lone surrogate of a broken export cannot be encoded; its escape is valid JSON and reads back as it was.
    return "".join(_written(document)).encode("utf-8", "backslashreplace") + b"\n"


def _mark(records: list[dict[str, Any]], verdicts: Sequence[Verdict], comparison: Comparison) -> None:
    """Say of every breach what an earlier audit says of it."""
    for record, verdict in zip(records, verdicts, strict=True):
        for written, item in zip(record["violations"], verdict.violations, strict=True):
            written["change"] = comparison.change(verdict.norm_id, item).value


def _written(value: object, depth: int = 0) -> Iterator[str]:
    """JSON on many lines down to records that take a line each."""
    if depth == _DEEP or not value or not isinstance(value, dict | list):
        yield _line(value)
        return
    named = isinstance(value, dict)
    opened, closed = "{}" if named else "[]"
    yield opened
    for number, item in enumerate(value):
        yield f"{',' if number else ''}\n{' ' * (depth + 1)}"
        if isinstance(value, dict):
            yield f"{_line(item)}: "
        yield from _written(value[item] if isinstance(value, dict) else item, depth + 1)
    yield f"\n{' ' * depth}{closed}"


_line = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


def load(content: bytes) -> Result:
    """A result read back from JSON.

    Raises:
        NotAResultError: The content is not JSON, of another schema, or a field is missing or wrong.
    """
    try:
        document = json.loads(content)
        schema = document["schema"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise NotAResultError("Это не результат аудита: нужен файл audit.json, записанный reglament") from error
    if schema != SCHEMA:
        raise NotAResultError(f"Результат аудита другой версии: {str(schema)[:80]!a}, нужна {SCHEMA}")
    try:
        made = _typed(document["result"], Result)
    except (ValueError, TypeError, KeyError, InvalidOperation) as error:
        raise NotAResultError(f"Результат аудита повреждён: {str(error)[:200]}") from error
    if not isinstance(made, Result):
        raise NotAResultError("Результат аудита повреждён: в нём нет самого результата")
    return made


def _summary(result: Result) -> dict[str, Any]:
    return {
        "score": result.score.value,
        "norms": {status.value: len(result.by_status(status)) for status in Status},
        "violations": sum(len(split(verdict)[0]) for verdict in result.verdicts),
        "waived": sum(len(split(verdict)[1]) for verdict in result.verdicts),
        "rows_read": sum(account.rows_read for account in result.accounts),
        "rows_used": sum(account.rows_used for account in result.accounts),
        "rows_set_aside": sum(account.rows_set_aside for account in result.accounts),
        "findings": len(result.findings),
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - any field of the result
    if value is None or type(value) in {str, int, bool}:
        return value
    if isinstance(value, SetAside):
        return {
            "reason": value.reason,
            "rows": [list(run) for run in ranges(value.rows)],
            "unnumbered": value.unnumbered,
        }
    if is_dataclass(value):
        return {name: _plain(getattr(value, name)) for name in _names(value.__class__)}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_plain(item) for item in value]
    return _plain_scalar(value)


@cache
def _names(record: type) -> tuple[str, ...]:
    return tuple(item.name for item in fields(record))


def _plain_scalar(value: object) -> object:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def _typed(value: Any, hint: Any) -> Any:  # noqa: ANN401 - the inverse of _plain, led by type hints
    origin = get_origin(hint)
    if origin in {Union, types.UnionType}:
        kinds = [item for item in get_args(hint) if item is not type(None)]
        return None if value is None else _typed(value, kinds[0])
    if origin in {tuple, Sequence}:
        return tuple(_typed(item, get_args(hint)[0]) for item in value)
    if hint is SetAside:
        rows = [row for first, last in value["rows"] for row in range(first, last + 1)]
        return SetAside(_typed(value["reason"], str), tuple(rows), _typed(value.get("unnumbered", 0), int))
    if hint is MeasureResult:
        return _measure(value)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        known = [item for item in fields(hint) if item.name in value or item.name not in LATER]
        return hint(**{item.name: _typed(value[item.name], hints[item.name]) for item in known})
    return _scalar(value, hint)


#: What the cells of a column are read as; all other numbers are exact decimals.
_CELLS: dict[CellKind, type] = {CellKind.TEXT: str, CellKind.COUNT: int, CellKind.DATE: date}


def _measure(value: Any) -> MeasureResult:  # noqa: ANN401 - see _typed
    hints = get_type_hints(MeasureResult)
    known = {
        item.name: _typed(value[item.name], hints[item.name]) for item in fields(MeasureResult) if item.name != "rows"
    }
    kinds = [_CELLS.get(column.kind, Decimal) for column in known["columns"]]
    rows = tuple(
        tuple(None if cell is None else _scalar(cell, kind) for cell, kind in zip(row, kinds, strict=True))
        for row in value["rows"]
    )
    return MeasureResult(**known, rows=rows)


def _scalar(value: Any, hint: Any) -> Any:  # noqa: ANN401 - see _typed
    if hint is date:
        return date.fromisoformat(value)
    if hint in {Decimal, float}:
        return hint(value)
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return hint(value)
    if not isinstance(value, hint):
        raise TypeError(f"вместо {hint.__name__} стоит {str(value)[:80]!a}")
    return value
