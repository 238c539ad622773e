"""How texts of questions are compared: by their words, without endings."""

from __future__ import annotations

import re
from functools import lru_cache

from handbook.russian.letters import words
from handbook.russian.text import folded

_WORD = re.compile(r"[^\W_]+")
_FIGURE = re.compile(r"\d+")
#: Letters by which two words are known to be of one root: «план», «планирования»; after a prefix it takes more.
_ROOT = 4
_ROOT_AFTER_PREFIX = 6
#: Letters a root hardly ends with: what a word cut short in its ending is left with.
_OF_ENDINGS = "аеёиоуыэюяьй"
_PREFIXES = frozenset(words("пере пред подг подт полу прод прои прос отпр отка разр расс расч конт запо прав"))


def _root(word: str) -> str:
    if word[:_ROOT] not in _PREFIXES:
        return word[:_ROOT]
    return word[:_ROOT_AFTER_PREFIX].rstrip(_OF_ENDINGS) or word


#: Words that say nothing of what an option is about.
_EMPTY = frozenset(
    _root(word)
    for word in words(
        "операция документ который после перед когда этого этому какой какие какая через всего своих своей своем "
        "должна нужно может можно норма контрольная точка если чтобы того тому делать один одного каждый"
    )
)


def quoted(words: str) -> str:
    """Words in quotation marks; marks inside of them are of the other kind."""
    return f"«{words.replace('«', '„').replace('»', '“')}»"


@lru_cache(maxsize=65536)
def stems(text: str) -> frozenset[str]:
    """The words of a text that mean something, each by its beginning; abbreviations whole."""
    found = set()
    for word in _WORD.findall(text):
        if len(word) >= _ROOT or (len(word) > 1 and word.isupper()):
            found.add(_root(word.casefold().replace("ё", "е")))
    return frozenset(found - _EMPTY)


def overlap(question: str, option: str) -> int:
    """How many words of a question an option repeats."""
    return len(stems(question) & stems(option))


def alike(first: str, second: str) -> bool:
    """Whether two options say the same, or one says what the other does and more."""
    one, other = _known(first), _known(second)
    if one[0] in other[0] or other[0] in one[0]:
        return True
    return bool(one[1]) and one[1:] == other[1:]


@lru_cache(maxsize=65536)
def _known(text: str) -> tuple[str, frozenset[str], frozenset[str]]:
    """What options are compared by: the words in order, the words that mean something, the figures."""
    return f" {folded(text)} ", stems(text), frozenset(_FIGURE.findall(text))
