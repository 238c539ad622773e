"""Made-up contents of a document, built from the record of its kind: with everything, with one of each, with nothing.

New kinds and new fields are covered as they appear: nothing here knows any of them by name.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from generator.word.dialect import Named
from generator.word.words import Title

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_DAY = date(2026, 12, 1)
_WORDS = ("первое", "второе", "третье")


@dataclass(frozen=True, slots=True)
class Fullness:
    """How full the made-up document is.

    Attributes:
        title: What a message calls it.
        items: How many items a list has.
        known: Whether what may be absent is there, of one such thing after another, over and over.
    """

    title: str
    items: int
    known: tuple[bool, ...]


FULLNESS = (
    Fullness("когда есть все данные", 3, (True,)),
    Fullness("когда в каждом списке одна строка", 1, (True,)),
    Fullness("когда есть только обязательные данные", 0, (False,)),
    Fullness("когда есть половина необязательных данных", 2, (True, False)),
    Fullness("когда есть другая половина необязательных данных", 2, (False, True)),
)


def reference(record: type, fullness: Fullness, picture: Markup) -> DataclassInstance:
    """A made-up content.

    Args:
        record: The record of a kind of document.
        fullness: How much of it there is.
        picture: What stands for every picture.
    """
    made: DataclassInstance = _Factory(fullness, picture).record(record)
    return made


@cache
def _hints(record: type) -> tuple[tuple[str, Any], ...]:
    hints = get_type_hints(record, include_extras=True)
    return tuple((item.name, hints[item.name]) for item in fields(record))


class _Factory:
    def __init__(self, fullness: Fullness, picture: Markup) -> None:
        self._items_of_lists, self._picture = fullness.items, picture
        self._known = cycle(fullness.known)

    def record(self, record: type) -> Any:  # noqa: ANN401 - whatever the type is
        return record(**{name: self._value(hint, "") for name, hint in _hints(record)})

    def _value(self, hint: Any, about: str, *, end: str = "") -> Any:  # noqa: ANN401 - whatever the hint says
        if get_origin(hint) is Annotated:
            inner, *notes = get_args(hint)
            return self._value(inner, next((note.about for note in notes if isinstance(note, Named)), about))
        if get_origin(hint) in {Union, types.UnionType}:
            if type(None) in get_args(hint) and not next(self._known):
                return None
            return self._value(next(part for part in get_args(hint) if part is not type(None)), about)
        if get_origin(hint) is tuple:
            return tuple(self._items(get_args(hint), about))
        if get_origin(hint) is Literal:
            return get_args(hint)[0]
        return self._single(hint, about, end)

    def _items(self, inner: tuple[Any, ...], about: str) -> Iterator[Any]:
        if Ellipsis not in inner:
            yield from (self._value(one, about) for one in inner)
            return
        count = self._items_of_lists
        closed = "продолжается" not in about
        for index in range(count):
            end = "." if closed and index == count - 1 else ";"
            yield self._value(inner[0], _WORDS[index], end=end)

    def _single(self, hint: type, about: str, end: str) -> Any:  # noqa: ANN401 - whatever the type is
        made: dict[type, Callable[[], Any]] = {
            Markup: lambda: self._picture,
            Title: lambda: Title("Руководитель отдела"),
            date: lambda: _DAY,
            bool: lambda: next(self._known),
            int: lambda: 2,
            float: lambda: 2.0,
        }
        if hint in made:
            return made[hint]()
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        if hint is str or not isinstance(hint, type):
            # A list gives its items their marks, a sentence has its full stop, the rest is a part of a phrase.
            return "образец" + (end or ("." if "предложение" in about else ""))
        return self.record(hint)
