"""Parsing a word: the only place where the package turns to pymorphy3.

The dictionary is loaded at the first parse (about 0.1 s) and stays in memory; importing the module does not touch it.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple, Protocol, cast

_WORD = re.compile(r"[0-9A-Za-zА-Яа-яЁё.-]+")


class _Tag(Protocol):
    grammemes: frozenset[str]


class _Parse(Protocol):
    word: str
    tag: _Tag
    normal_form: str
    score: float
    is_known: bool

    def inflect(self, required_grammemes: set[str]) -> "_Parse | None": ...


class _Analyser(Protocol):
    def parse(self, word: str) -> list[_Parse]: ...


class Reading(NamedTuple):
    """One of the possible readings of a word.

    Attributes:
        word: The word in lower case, with «ё» where it belongs.
        lemma: The dictionary form.
        grammemes: OpenCorpora grammemes: part of speech, case, number, gender…
        score: Probability of the reading, 0-1.
        known: The word is in the dictionary, not guessed by its ending.
        parse: The pymorphy3 parse, to make other forms from.
    """

    word: str
    lemma: str
    grammemes: frozenset[str]
    score: float
    known: bool
    parse: _Parse

    def has(self, *grammemes: str) -> bool:
        """Whether the reading has all the grammemes named."""
        return self.grammemes.issuperset(grammemes)

    def any(self, grammemes: Iterable[str]) -> bool:
        """Whether the reading has at least one of the grammemes."""
        return not self.grammemes.isdisjoint(grammemes)

    def form(self, *grammemes: str) -> str | None:
        """The same word with other grammemes, or None if there is no such form."""
        found = self.parse.inflect(set(grammemes))
        return None if found is None else found.word


@cache
def _analyser() -> _Analyser:
    from pymorphy3 import MorphAnalyzer  # the dictionary is loaded on first use

    return cast("_Analyser", MorphAnalyzer())


@lru_cache(maxsize=8192)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a word, the likeliest first; what is not a word has none.

    Args:
        word: One word in any letter case.

    Returns:
        Readings in the order of the dictionary, the same on every run.
    """
    if not _WORD.fullmatch(word):
        return ()
    return tuple(
        Reading(p.word, p.normal_form, frozenset(p.tag.grammemes), p.score, p.is_known, p)
        for p in _analyser().parse(word.lower())
    )


def is_known(word: str) -> bool:
    """Whether the word is in the dictionary, not guessed by its ending."""
    return any(reading.known for reading in readings(word))


def plain_yo(source: str, form: str) -> str:
    """Take «ё» out of a form if the author writes the word without it.

    Args:
        source: The word as the author wrote it.
        form: A form from the dictionary, where «ё» is always written.
    """
    stem = readings(source)
    restored = any("ё" in reading.word for reading in stem)
    if "ё" in form and "ё" not in source.lower() and restored:
        return form.replace("ё", "е")
    return form
