"""Walks over records: every text with its place, and which texts are references to what."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, get_args

from pydantic.fields import FieldInfo

from handbook.model.base import Record, Ref, Target
from handbook.source.yaml12 import Pointer


@cache
def _plan(cls: type[Record]) -> tuple[tuple[str, str, Target | None], ...]:
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


def texts(record: Record) -> Iterator[tuple[Pointer, str, Target | None]]:
    """Every text inside a record.

    Yields:
        Its pointer (keys as they stand in the source), the text, and what it refers to, if it is a reference.
    """
    for name, key, target in _plan(type(record)):
        yield from _texts_of(getattr(record, name), (key,), target)


def _texts_of(value: object, pointer: Pointer, target: Target | None) -> Iterator[tuple[Pointer, str, Target | None]]:
    if isinstance(value, str):
        yield pointer, value, target
    elif isinstance(value, Record):
        for name, key, inner in _plan(type(value)):
            yield from _texts_of(getattr(value, name), (*pointer, key), inner)
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _texts_of(item, (*pointer, index), target)
    elif isinstance(value, dict):
        for item_key, item in value.items():
            yield from _texts_of(item, (*pointer, item_key), target)
