"""How much a title of an export is like a title of a profile: words, not letters, first."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache

from audit.ingest.recognition.titles import likeness_key

#: The same words in other forms; a word less that says nothing; a word more that says something; a slip of the hand.
SAME_WORDS, WEAK_WORD, STRONG_WORD, SLIP, FAR_SLIP = 0.88, 0.85, 0.7, 0.75, 0.6
_SLIP_RATIO, _FAR_RATIO, _SHORTEST, _LONGEST = 0.88, 0.8, 6, 80
_WORD = re.compile(r"[^\W_]+")
#: Words that a title may have or lack and still mean the same; those of the record itself depend on the table.
_WEAK = frozenset({"название", "наименование", "описание", "name", "description", "the", "of", "record"})
_OF_TABLE = {
    "deals": frozenset({"сделка", "сделки", "сделке", "deal", "opportunity"}),
    "leads": frozenset({"лид", "лида", "лиды", "lead"}),
    "clients": frozenset({"клиент", "клиента", "компании", "client", "account"}),
    "tasks": frozenset({"задача", "задачи", "task"}),
    "invoices": frozenset({"счет", "счета", "invoice"}),
    "orders": frozenset({"заказ", "заказа", "order"}),
}
#: A word of fewer letters has no ending to lose.
_STEM = 3
#: Endings of inflection alone: «продажа» and «продавец» are two words, «закрыта» and «закрытия» are forms of one.
_ENDINGS = (
    re.compile(
        r"(?:иями|ями|ами|ией|иях|ого|его|ому|ему|ыми|ими|ая|яя|ое|ее|ые|ие|ий|ый|ой|ей|ия|ии|ию|ях|ах|ям|ам|ов|ев|ом"
        r"|ем|ую|юю|а|я|ы|и|у|ю|о|е|ь|й)$"
    ),
    re.compile(r"(?:ions?|ings?|ed|es|e|s)$"),
)


@lru_cache(maxsize=1 << 16)
def likeness(title: str, wanted: str, table: str = "deals") -> float:
    """How sure it is that two titles name the same, 0…1, by their writing alone.

    Args:
        title: A title of an export.
        wanted: A title that a profile knows.
        table: The canonical table: in that of deals «стадия сделки» is the stage, «тип клиента» is not the type.
    """
    one, other = likeness_key(title), likeness_key(wanted)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    weak = _WEAK | _OF_TABLE.get(table, frozenset())
    few, many = sorted((_words(title), _words(wanted)), key=len)
    if any(word not in weak for word in few) and all(_among(word, many) for word in few):
        extra = [word for word in many if not _among(word, few)]
        if not extra:
            return SAME_WORDS
        return WEAK_WORD if all(word in weak for word in extra) else STRONG_WORD
    return _slip(one, other)


def _words(title: str) -> tuple[str, ...]:
    split = re.sub(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])", " ", title)
    return tuple(dict.fromkeys(_WORD.findall(split.casefold().replace("ё", "е"))))


def _among(word: str, words: tuple[str, ...]) -> bool:
    return any(_alike(word, other) for other in words)


def _alike(one: str, other: str) -> bool:
    """Whether two words are forms of one."""
    return one == other or _stem(one) == _stem(other)


@lru_cache(maxsize=1 << 14)
def _stem(word: str) -> str:
    """A word without its ending."""
    for ending in _ENDINGS:
        found = ending.search(word)
        if found and found.start() >= _STEM:
            return word[: found.start()]
    return word


def _slip(one: str, other: str) -> float:
    if min(len(one), len(other)) < _SHORTEST or max(len(one), len(other)) > _LONGEST:
        return 0.0
    matcher = difflib.SequenceMatcher(None, one, other)
    if matcher.real_quick_ratio() < _FAR_RATIO or matcher.quick_ratio() < _FAR_RATIO:
        return 0.0
    ratio = matcher.ratio()
    return SLIP if ratio >= _SLIP_RATIO else FAR_SLIP if ratio >= _FAR_RATIO else 0.0
