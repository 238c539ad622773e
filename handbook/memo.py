"""What is worked out from a handbook once and asked for many times."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from handbook.book import Handbook

Made = TypeVar("Made")
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
