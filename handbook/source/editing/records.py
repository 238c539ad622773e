"""What can be done to the data of a source, and the data as they are after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, TypeAlias

from handbook.source.yaml12 import Pointer


class EditError(ValueError):
    """An edit that cannot be made: its pointer leads nowhere, or the text is too strange to be edited safely."""


@dataclass(frozen=True, slots=True)
class Set:
    """Put a value at a pointer; keys of mappings that are not there are added.

    Attributes:
        pointer: Where the value stands or is to stand.
        value: Text, number, date, boolean, None, or lists and mappings of them.
        after: The key a missing one is added behind; None adds it at the end.
    """

    pointer: Pointer
    value: Any
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Insert:
    """Put an item into the list at a pointer, before the item with this index; None appends."""

    pointer: Pointer
    value: Any
    index: int | None = None


@dataclass(frozen=True, slots=True)
class Remove:
    """Take away the key or the item at a pointer."""

    pointer: Pointer


Edit: TypeAlias = Set | Insert | Remove


def has(data: Any, step: str | int) -> bool:  # noqa: ANN401 - YAML data of any shape
    """Whether a mapping has a key, or a list an index."""
    if isinstance(data, list):
        return isinstance(step, int) and 0 <= step < len(data)
    return isinstance(data, dict) and step in data


def at(data: Any, pointer: Pointer) -> Any:  # noqa: ANN401 - YAML data of any shape
    """The value a pointer leads to.

    Raises:
        EditError: It leads nowhere.
    """
    for step in pointer:
        if not has(data, step):
            raise EditError(f"в данных нет места {'.'.join(map(str, pointer))}")
        data = data[step]
    return data


def edited(data: Any, edit: Edit) -> Any:  # noqa: ANN401 - YAML data of any shape
    """A copy of the data with one edit made.

    Raises:
        EditError: The edit does not fit the data.
    """
    data = _apart(data)
    if isinstance(edit, Insert):
        found = at(data, edit.pointer)
        if not isinstance(found, list):
            raise EditError(f"{'.'.join(map(str, edit.pointer))} — не список")
        found.insert(len(found) if edit.index is None else edit.index, _apart(edit.value))
        return data
    if not edit.pointer:
        raise EditError("файл целиком не правится")
    parent, step = at(data, edit.pointer[:-1]), edit.pointer[-1]
    if isinstance(edit, Remove):
        at(parent, (step,))
        del parent[step]
    elif isinstance(parent, dict):
        parent[step] = _apart(edit.value)
    else:
        at(parent, (step,))
        parent[step] = _apart(edit.value)
    return data


def _apart(data: Any) -> Any:  # noqa: ANN401 - YAML data of any shape
    """A copy in which nothing stands in two places: what an alias repeats is edited in one of them only."""
    if isinstance(data, dict):
        return {key: _apart(value) for key, value in data.items()}
    return [_apart(value) for value in data] if isinstance(data, list) else data


def rooted(data: Any, edit: Edit) -> Edit:  # noqa: ANN401 - YAML data of any shape
    """The same edit of a place that exists: mappings on the way that are not there become part of the value."""
    if not isinstance(edit, Set):
        return edit
    pointer, value = edit.pointer, edit.value
    depth = 0
    while depth < len(pointer) - 1 and isinstance(data, dict) and data.get(pointer[depth]) is not None:
        data, depth = data[pointer[depth]], depth + 1
    if isinstance(data, list) or depth == len(pointer) - 1:
        return edit
    for step in reversed(pointer[depth + 1 :]):
        value = {step: value}
    return Set(pointer[: depth + 1], value, edit.after if depth + 1 == len(pointer) else None)


def same(one: Any, other: Any) -> bool:  # noqa: ANN401 - YAML data of any shape
    """Whether two values are equal to the type: ``1``, ``1.0`` and ``true`` are three different values."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other) or (one != one and other != other)  # noqa: PLR0124 - two NaN are the same writing


def difference(old: Any, new: Any, pointer: Pointer = ()) -> Iterator[Edit]:  # noqa: ANN401 - YAML data of any shape
    """The smallest edits that make one value of another, in the order to be made."""
    if same(old, new):
        return
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        behind: str | None = None
        for key in [key for key in old if key not in new]:
            yield Remove((*pointer, key))
        for key, value in new.items():
            if key in old:
                yield from difference(old[key], value, (*pointer, key))
            else:
                yield Set((*pointer, key), value, behind)
            behind = key
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _of_lists(old, new, pointer)
    else:
        yield Set(pointer, new)


def _of_lists(old: list[Any], new: list[Any], pointer: Pointer) -> Iterator[Edit]:
    matcher = SequenceMatcher(None, [_sign(item) for item in old], [_sign(item) for item in new], autojunk=False)
    shift = 0
    for _, start, end, from_, to in matcher.get_opcodes():
        both = min(end - start, to - from_)
        for number in range(both):
            here = (*pointer, start + shift + number)
            yield from difference(old[start + number], new[from_ + number], here)
        for number in range(both, to - from_):
            yield Insert(pointer, new[from_ + number], start + shift + number)
        for _ in range(both, end - start):
            yield Remove((*pointer, start + shift + both))
        shift += (to - from_) - (end - start)


def _sign(item: Any) -> str:  # noqa: ANN401 - YAML data of any shape
    """What an item is recognised by among others: a record by its identifier, whatever else of it has changed."""
    if isinstance(item, dict) and isinstance(item.get("id"), str):
        return f"id {item['id']}"
    return repr(item)
