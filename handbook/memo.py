"""What is worked out from a handbook or from a record of it once and asked for many times."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from handbook.model.base import Record

if TYPE_CHECKING:
    from handbook.book import Handbook

Made = TypeVar("Made")
One = TypeVar("One", bound=Record)
Asked = ParamSpec("Asked")


def once(make: Callable[[Handbook], Made]) -> Callable[[Handbook], Made]:
    """A function of a handbook that works once for each handbook and then remembers, as long as the handbook lives.

    Args:
        make: A pure function. What it gives is shared, so nobody may change it; it may hold records, and never the
            handbook itself, which would then live for ever.
    """
    # A handbook has no hash, so its identity stands for it; the entry goes when the handbook does.
    kept: dict[int, Made] = {}

    @wraps(make)
    def remembered(book: Handbook) -> Made:
        name = id(book)
        if name not in kept:
            kept[name] = make(book)
            weakref.finalize(book, kept.pop, name, None)
        return kept[name]

    return remembered


def each(make: Callable[Concatenate[Handbook, Asked], Made]) -> Callable[Concatenate[Handbook, Asked], Made]:
    """A function of a handbook and of what is asked of it that works once for each question, as ``once`` does.

    Args:
        make: A pure function. What it is asked has a hash, and no two questions of different meaning are equal.
    """

    @once
    def answers(_book: Handbook) -> dict[object, Made]:
        return {}

    @wraps(make)
    def remembered(book: Handbook, /, *args: Asked.args, **kwargs: Asked.kwargs) -> Made:
        known = answers(book)
        asked = (args, *kwargs.items()) if kwargs else args
        if asked not in known:
            known[asked] = make(book, *args, **kwargs)
        return known[asked]

    return remembered


def of_record(make: Callable[[One], Made]) -> Callable[[One], Made]:
    """A function of a record that works once for each record and then remembers, as long as the record lives.

    Records never change, and those of files that were not edited are the very same in the next reading: what is known
    of them outlives the handbook.

    Args:
        make: A pure function of nothing but the record. What it gives is shared and never holds the record itself.
    """
    kept: dict[int, tuple[weakref.ref[One], Made]] = {}

    @wraps(make)
    def remembered(record: One) -> Made:
        name = id(record)
        known = kept.get(name)
        if known is None:
            known = kept[name] = (weakref.ref(record, lambda _: kept.pop(name, None)), make(record))
        return known[1]

    return remembered
