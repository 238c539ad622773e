"""Titles of a table's columns as people and CRMs vary them, and where each stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from audit.ingest.lookalikes import skeleton
from audit.ingest.sheet import BLANKS, folded

#: A column «@row» of a profile is the row number itself, for exports without identifiers; «@5» is the fifth column.
ROW = "@row"
#: Its place among the columns of a sheet.
ROW_POSITION = -1
_PLACE = re.compile(r"@([1-9]\d{0,4})")
#: A currency at the end of a title is no part of it: «Бюджет ₽», «Сумма, руб.», «Amount (USD)».
_CURRENCY = re.compile(r"[\s,(](?:₽|\$|€|руб\.?|р\.|rub|usd|eur)\)?$", re.IGNORECASE)
#: A longer text is no title, and takes long to compare.
_LONGEST = 200


class Titles:
    """Where titles stand: as they are written first, then as they look."""

    def __init__(self, headers: Sequence[str], prefixes: Sequence[str] = ()) -> None:
        """Learn the titles of a table.

        Args:
            headers: Titles as written; repeated and empty ones stay.
            prefixes: Words before « - » without which a title is known, too.
        """
        self.headers = tuple(headers)
        self._written = _places(folded(title) for title in headers)
        self._alike = _places(skeleton(title.strip(BLANKS)) for title in headers)
        self._sums = _places(likeness_key(title) for title in headers)
        bare = [_without(title, prefixes) for title in headers] if prefixes else []
        known = ((self._written, folded), (self._alike, skeleton), (self._sums, likeness_key))
        for places, keys in ((places, map(key, bare)) for places, key in known):
            for key, found in _places(keys).items():
                places.setdefault(key, found)

    def find(self, title: str, *, money: bool = True) -> tuple[int, ...] | None:
        """Positions of a title of a profile, several when it repeats; None when the table has none such.

        Args:
            title: The title.
            money: Whether it may be a sum, which is often written with its currency: «Бюджет, руб.».
        """
        if title == ROW:
            return (ROW_POSITION,)
        place = _PLACE.fullmatch(title)
        if place:
            number = int(place[1]) - 1
            return (number,) if number < len(self.headers) else None
        found = self._written.get(folded(title)) or self._alike.get(skeleton(title))
        return found or (self._sums.get(likeness_key(title)) if money else None)

    def first(self, titles: Iterable[str], *, money: bool = True) -> tuple[int, ...] | None:
        """Positions of the first of several titles that the table has."""
        return next((found for title in titles if (found := self.find(title, money=money))), None)

    def is_written(self, title: str) -> bool:
        """Whether the title stands there letter by letter, case and padding aside."""
        return title == ROW or bool(_PLACE.fullmatch(title)) or folded(title) in self._written


@lru_cache(maxsize=4096)
def titles_of(headers: tuple[str, ...], prefixes: tuple[str, ...] = ()) -> Titles:
    """The titles of a table; many sources of many profiles ask about the same one."""
    return Titles(headers, prefixes)


@lru_cache(maxsize=1 << 16)
def likeness_key(title: str) -> str:
    """What is left of a title when the ways of writing it are taken away; empty for an empty title."""
    bare = title.strip(BLANKS)[:_LONGEST]
    return skeleton(_CURRENCY.sub("", bare) or bare) if bare else ""


def _places(keys: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {}
    for position, key in enumerate(keys):
        if key:
            found.setdefault(key, []).append(position)
    return {key: tuple(places) for key, places in found.items()}


def _without(title: str, prefixes: Sequence[str]) -> str:
    """The title without a prefix; empty when it has none."""
    head, mark, rest = title.partition(" - ")
    return rest if mark and folded(head) in {folded(prefix) for prefix in prefixes} else ""
