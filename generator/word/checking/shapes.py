"""What stands behind a name of a template: a text, a record, a list of them."""

from __future__ import annotations

import types
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from generator.word.dialect import names


@dataclass(frozen=True, slots=True)
class Shape:
    """The type of a value and the way to it.

    Attributes:
        hint: The type without «may be absent».
        path: The way from the names of the kind: «схемы[…].название».
        about: What the list of names says of it.
        optional: Whether it may be absent.
    """

    hint: Any
    path: str = ""
    about: str = ""
    optional: bool = False

    @property
    def record(self) -> type | None:
        """The record it is, if it is one."""
        return self.hint if isinstance(self.hint, type) and names(self.hint) else None

    @property
    def item(self) -> Shape | None:
        """What it is a list of, if it is one."""
        if get_origin(self.hint) is not tuple or Ellipsis not in get_args(self.hint):
            return None
        return shape(get_args(self.hint)[0], f"{self.path}[…]", self.about)

    @property
    def is_text(self) -> bool:
        """Whether it can be printed as it is."""
        return self.record is None and self.item is None

    def fields(self) -> Iterator[tuple[str, Shape]]:
        """Fields of the record by their Russian names."""
        if self.record is not None:
            prefix = f"{self.path}." if self.path else ""
            for name, hint, about in _fields(self.record):
                yield name, shape(hint, prefix + name, about)


@cache
def _fields(record: type) -> tuple[tuple[str, Any, str], ...]:
    """Russian names of a record's fields with their types and descriptions."""
    hints = get_type_hints(record)
    return tuple((name, hints[attribute], mark.about) for name, (attribute, mark) in names(record).items())


def shape(hint: Any, path: str = "", about: str = "") -> Shape:  # noqa: ANN401 - a type hint may be anything
    """The shape behind a type hint."""
    if get_origin(hint) in {Union, types.UnionType}:
        left = [part for part in get_args(hint) if part is not type(None)]
        optional = len(left) < len(get_args(hint))
        return Shape(left[0] if len(left) == 1 else object, path, about, optional)
    return Shape(hint, path, about)


def paths(root: type) -> Iterator[Shape]:
    """Everything a template of a record may name."""

    def below(one: Shape) -> Iterator[Shape]:
        for _, field in one.fields():
            yield field
            inner = field
            while (item := inner.item) is not None:
                inner = item
            yield from below(inner)

    yield from below(Shape(root))
