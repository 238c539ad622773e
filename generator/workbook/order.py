"""The order in which a record tells its keys: who it is first, as the explained samples have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, get_args

from handbook.model.base import Record
from handbook.model.people import Position, Role
from handbook.norms import Norm

#: The key behind which a record tells what it shares with other records.
_SHARED_BEHIND: Mapping[type[Record], str] = {Role: "external", Position: "headcount"}
#: A norm tells the parameters of its kind between these.
_NORM_HEAD = ("id", "kind", "title", "why", "scope", "severity", "tolerance")
_NORM_TAIL = ("since", "min", "max", "limits", "source", "draft")


def rank(model: type[Record]) -> Callable[[str], int]:
    """How far from the beginning of a record a key stands; unknown ones stand at its end."""
    if issubclass(model, Norm):
        places = {key: number for number, key in enumerate(_NORM_HEAD)}
        places |= {key: len(_NORM_HEAD) + 1 + number for number, key in enumerate(_NORM_TAIL)}
        return lambda key: places.get(key, len(_NORM_HEAD))
    order = _keys(model)
    places = {key: number for number, key in enumerate(order)}
    return lambda key: places.get(key, len(order))


def ordered(record: Mapping[str, Any], model: type[Record]) -> dict[str, Any]:
    """A record with its keys, and those of the records in it, in their order; items of lists stay as they are."""
    place = rank(model)
    found: dict[str, Any] = {}
    for key in sorted(record, key=place):
        value, inner = record[key], inner_model(model, key)
        found[key] = ordered(value, inner) if isinstance(value, dict) and inner else value
    return found


def _keys(model: type[Record]) -> list[str]:
    keys = {name: info.alias or name for name, info in model.model_fields.items()}
    behind = _SHARED_BEHIND.get(model)
    if behind is None:
        return list(keys.values())
    own = [key for name, key in keys.items() if name in model.__annotations__]
    shared = [key for name, key in keys.items() if name not in model.__annotations__]
    cut = own.index(behind) + 1
    return [*own[:cut], *shared, *own[cut:]]


def inner_model(model: type[Record], step: str | int) -> type[Record] | None:
    """The record under a key of another."""
    found = (info for name, info in model.model_fields.items() if step in (info.alias, name))
    return next((_record_in(info.annotation) for info in found), None)


def _record_in(annotation: Any) -> type[Record] | None:  # noqa: ANN401 - typing constructs have no common type
    parts = (annotation, *get_args(annotation))
    return next((part for part in parts if isinstance(part, type) and issubclass(part, Record)), None)
