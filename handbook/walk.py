"""Walks over records: every text with its place, and which texts are references to what."""

from __future__ import annotations

from datetime import date, time
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from handbook.finding import Severity
from handbook.memo import of_record
from handbook.model.base import Record, Ref, Target
from handbook.norms.quantity import Quantity
from handbook.source.yaml12 import Pointer

#: Values that hold nothing; asking whether one of them is a record takes long.
_SINGLE = frozenset((bool, int, float, date, time, Quantity, Severity))


@cache
def plan(cls: type[Record]) -> tuple[tuple[str, str, Target | None], ...]:
    """Fields of a kind of record: the name, the key as the source spells it, and what it refers to, if anything."""
    return tuple((name, field.alias or name, _target(field)) for name, field in cls.model_fields.items())


def _target(field: FieldInfo) -> Target | None:
    for item in field.metadata:
        if isinstance(item, Ref):
            return item.target
    return _target_in(field.annotation)


def _target_in(annotation: Any) -> Target | None:  # noqa: ANN401 - typing constructs have no common type
    for part in get_args(annotation):
        if isinstance(part, Ref):
            return part.target
        if isinstance(part, type) and issubclass(part, Record):
            continue
        found = _target_in(part)
        if found:
            return found
    return None


@of_record
def texts(record: Record) -> tuple[tuple[Pointer, str, Target | None], ...]:
    """Every text inside a record.

    Returns:
        Of each its pointer (keys as they stand in the source), the text, and what it refers to, if it is a reference.
    """
    found: list[tuple[Pointer, str, Target | None]] = []
    _collect(record, (), None, found)
    return tuple(found)


def _collect(
    value: object, pointer: Pointer, target: Target | None, found: list[tuple[Pointer, str, Target | None]]
) -> None:
    # A company has hundreds of thousands of values, most of them texts or nothing: the cheap questions come first.
    if value is None:
        return
    kind = type(value)
    if kind is str:
        found.append((pointer, str(value), target))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            _collect(item, (*pointer, index), target, found)
    elif isinstance(value, dict):
        for key, item in value.items():
            _collect(item, (*pointer, key), target, found)
    elif kind not in _SINGLE and isinstance(value, Record):
        for name, key, inner in plan(type(value)):
            _collect(getattr(value, name), (*pointer, key), inner, found)
