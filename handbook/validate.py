"""Data of a source file → a record, or every mistake with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Literal, get_args, get_origin

from pydantic import ValidationError

from handbook.finding import Place
from handbook.model.base import Record, Target
from handbook.model.indicator import Indicator
from handbook.norms import Norm
from handbook.source import messages
from handbook.source.control import control_characters
from handbook.source.locate import SourceFile, Spot
from handbook.source.yaml12 import Pointer
from handbook.walk import plan


def validated(
    model: type[Record], data: dict[Any, Any], file: SourceFile
) -> tuple[Record | None, list[tuple[messages.Message, Place]]]:
    """The record the data of a file make, or every mistake that prevents it.

    Args:
        model: What the file holds.
        data: What was read from it, by keys as it spells them.
        file: The file itself, for places.
    """
    found = [
        (messages.control_character(sign), file.place(Spot(file.name, sign.pointer, sign.in_key)))
        for sign in control_characters(file.text, data)
    ]
    # What such a character spoils besides, in an identifier or a choice, is the same mistake.
    spoilt = {place for _, place in found}
    told: set[Place] = set()
    try:
        record = model.model_validate(data, by_alias=True, by_name=False)
    except ValidationError as error:
        record = None
        for details in error.errors(include_url=False):
            pointer = messages.pointer(details)
            message = messages.explain(details, _keys_at(model, pointer), _choices_at(model, messages.missing(details)))
            target = _target_at(model, pointer) if details["type"] == "string_pattern_mismatch" else None
            if target:
                message = replace(message, meant=(target, str(details["input"])))
            place = file.place(Spot(file.name, pointer, message.on_key))
            # A value that fits no member of a union is one mistake, told once.
            if place in spoilt or (message.code == "wrong-type" and place in told):
                continue
            found.append((message, place))
            if message.code == "wrong-type":
                told.add(place)
    return (None if found else record), found


def _keys_at(model: type[Record], pointer: Pointer) -> dict[str, str]:
    """Keys that the record at a pointer's parent understands, with their titles."""
    keys: dict[str, str] = {}
    for record in _records_at(model, pointer):
        for name, info in record.model_fields.items():
            keys.setdefault(info.alias or name, info.title or "")
    return keys


def _choices_at(model: type[Record], pointer: Pointer) -> tuple[str, ...]:
    """Values of a key that takes only some; none for any other key."""
    fields = [
        info
        for record in (_records_at(model, pointer) if pointer else ())
        for name, info in record.model_fields.items()
        if pointer[-1] == (info.alias or name)
    ]
    return tuple(dict.fromkeys(value for info in fields for value in _values_in(info.annotation)))


def _target_at(model: type[Record], pointer: Pointer) -> Target | None:
    """The kind of record that a key refers to."""
    while pointer and isinstance(pointer[-1], int):
        pointer = pointer[:-1]
    fields = [field for record in _records_at(model, pointer) for field in plan(record)]
    return next((target for _, key, target in fields if pointer and key == pointer[-1]), None)


def _values_in(annotation: Any) -> Iterator[str]:  # noqa: ANN401 - typing constructs have no common type
    if get_origin(annotation) is Literal:
        yield from (value for value in get_args(annotation) if isinstance(value, str))
    else:
        for part in get_args(annotation):
            yield from _values_in(part)


def _records_at(model: type[Record], pointer: Pointer) -> list[type[Record]]:
    """What the record at a pointer's parent may be."""
    current: list[type[Record]] = [model]
    for step in pointer[:-1]:
        found = [inner for record in current for inner in _inner_records(record, step)]
        tagged = [record for record in current if _tag_of(record) == step]
        current = found or tagged or current
    return current


def _tag_of(record: type[Record]) -> str | None:
    for family, key in ((Norm, "kind"), (Indicator, "measure")):
        if issubclass(record, family) and isinstance(record.model_fields[key].default, str):
            return str(record.model_fields[key].default)
    return next(iter(record.__annotations__), None)


def _inner_records(record: type[Record], step: str | int) -> Iterator[type[Record]]:
    for name, info in record.model_fields.items():
        if step in (name, info.alias):
            yield from _records_in(info.annotation)


def _records_in(annotation: Any) -> Iterator[type[Record]]:  # noqa: ANN401 - typing constructs have no common type
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _records_in(part)
    if hasattr(annotation, "__origin__") and hasattr(annotation, "__metadata__"):
        yield from _records_in(annotation.__origin__)
