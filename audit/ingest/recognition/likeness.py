"""How much a title of an export is like a title of a profile: words, not letters, first."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from audit.ingest.recognition.titles import likeness_key

#: The same words in other forms; a word less that says nothing; a word more that says something; a slip of the hand.
SAME_WORDS, WEAK_WORD, STRONG_WORD, SLIP, FAR_SLIP = 0.88, 0.85, 0.7, 0.75, 0.6
_SLIP_RATIO, _FAR_RATIO, _SHORTEST = 0.88, 0.8, 6
_WORD = re.compile(r"[^\W_]+")
#: Words that a title may have or lack and still mean the same.
_WEAK = frozenset(
    {
        *("сделка", "сделки", "сделке", "сделок", "лид", "лида", "лиды", "клиента"),
        *("название", "наименование", "имя", "поле", "значение", "описание", "номер", "id"),
        *("deal", "deals", "opportunity", "lead", "name", "field", "value", "description", "the", "of", "record"),
    }
)
#: Words up to this long lose one letter, up to that long two; shorter ones than the last must be the same.
_SHORT, _LONG, _STEM = 5, 7, 4


@lru_cache(maxsize=1 << 16)
def likeness(title: str, wanted: str) -> float:
    """How sure it is that two titles name the same, 0…1, by their writing alone.

    Args:
        title: A title of an export.
        wanted: A title that a profile knows.
    """
    one, other = likeness_key(title), likeness_key(wanted)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    mine, theirs = _words(title), _words(wanted)
    few, many = sorted((mine, theirs), key=len)
    if few and all(_among(word, many) for word in few):
        extra = [word for word in many if not _among(word, few)]
        if not extra:
            return SAME_WORDS
        strong_left = any(word not in _WEAK for word in few)
        if all(word in _WEAK for word in extra) and strong_left:
            return WEAK_WORD
        return STRONG_WORD if strong_left else 0.0
    return _slip(one, other)


def _words(title: str) -> tuple[str, ...]:
    split = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", title)
    return tuple(dict.fromkeys(_WORD.findall(split.casefold().replace("ё", "е"))))


def _among(word: str, words: tuple[str, ...]) -> bool:
    return any(_alike(word, other) for other in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words differ in their ending at most."""
    if one == other:
        return True
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < _STEM:
        return False
    first, second = _stem(one), _stem(other)
    if len(shorter) == _STEM:
        return longer.startswith(shorter) if len(longer) == _STEM + 1 else first == second
    return abs(len(first) - len(second)) <= 1 and (first.startswith(second) or second.startswith(first))


def _stem(word: str) -> str:
    """A word without what may be its ending: one letter of a short word, up to three of a long one."""
    return word[: -(1 + (len(word) > _SHORT) + (len(word) > _LONG))]


def _slip(one: str, other: str) -> float:
    if min(len(one), len(other)) < _SHORTEST:
        return 0.0
    matcher = difflib.SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < _FAR_RATIO or matcher.quick_ratio() < _FAR_RATIO:
        return 0.0
    ratio = matcher.ratio()
    return SLIP if ratio >= _SLIP_RATIO else FAR_SLIP if ratio >= _FAR_RATIO else 0.0
