"""A text as search reads it: stems of the words that tell something, and of those denied.

«Не платит» is the opposite of «платит»: a word after a denial has a stem of its own, «!плат».
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.site.search.stem import stem, words
from generator.site.search.stop import STOP

#: What denies the next word.
DENIALS: Final = frozenset({"не", "нет", "без", "ни"})
DENIED: Final = "!"


def names(text: str) -> Iterator[str]:
    """Stems of a text; a denied word is told as denied and as it is."""
    for word, denied in _told(text):
        if word not in STOP:
            yield stem(word)
            if denied:
                yield DENIED + stem(word)


def phrase(text: str) -> tuple[str, ...]:
    """Stems that must all be met to meet a phrase; a denied word only as denied."""
    return tuple(
        DENIED + stem(word) if denied else stem(word) for word, denied in _told(text) if denied or word not in STOP
    )


def _told(text: str) -> Iterator[tuple[str, bool]]:
    denied = False
    for word in words(text):
        if word in DENIALS:
            denied = True
        else:
            yield word, denied
            denied = False
