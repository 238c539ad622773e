"""Prepositions that depend on the next word: «о регламенте», «об отделе», «обо всех»; «с заказом», «со стандартом»."""

import re
from collections.abc import Mapping

from handbook.russian.cases import Case, Inflected
from handbook.russian.inflection import inflect
from handbook.russian.letters import words
from handbook.russian.text import lower_first

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_VOWELS = frozenset("аиоуэ")
_READ_AS_WORDS = frozenset("аеёиоуыэюя")
#: Letters whose names begin with a vowel: «НДС» is read «эн-дэ-эс», «HR» — «эйч-ар», «IT» — «ай-ти».
_NAMED_WITH_VOWEL = frozenset("лмнрсфaefhilmnorsx")
_ONES = frozenset({"1", "11"})
_ENDING = len("ому")
#: «Со стандартом», «со счётом», «со мной», «со всеми», but «с заказом», «с шаблоном».
_WITH_O = re.compile("[сзшж][бвгджзклмнпрстфхцчшщ]|щ|мн|вс")
_HARD = frozenset(words("мне всём всем всех всей"))


def about(phrase: str, *, forms: Mapping[Case, str] | None = None) -> Inflected:
    """Say what a document is about: «Отдел продаж» → «об отделе продаж», «Бухгалтерия» → «о бухгалтерии».

    Args:
        phrase: The title in the nominative.
        forms: Forms given by a person: they win over the dictionary.

    Returns:
        The title in the prepositional with its preposition, with a small first letter unless it is a name.
    """
    found = inflect(phrase, Case.PREPOSITIONAL, forms=forms)
    return Inflected(with_about(lower_first(found.text)), found.confident)


def with_about(text: str) -> str:
    """Put «о», «об» or «обо» before words that already stand in the prepositional.

    Args:
        text: The words: «отделе продаж», «бухгалтерии», «НДС», «1С».
    """
    first = _WORD.search(text)
    return f"{_preposition(first.group() if first else '')} {text}"


def along_with(text: str) -> str:
    """Put «с» or «со» before words that already stand in the instrumental: «со стандартом», «с регламентом»."""
    first = _WORD.search(text)
    return f"{'со' if first and _WITH_O.match(first.group().lower()) else 'с'} {text}"


def _preposition(word: str) -> str:
    head, _, rest = word.partition("-")
    lower = head.lower()
    if lower in _HARD:
        return "обо"
    digits = lower[: len(lower) - len(lower.lstrip("0123456789"))]
    if digits:
        # «1-м» is read «первом»; «11-м» and «1С» begin with «один».
        first = digits == head == "1" and 0 < len(rest) <= _ENDING
        return "об" if digits in _ONES and not first else "о"
    if not lower:
        return "о"
    spelled = head.isupper() and (head.isascii() or len(head) == 1 or _READ_AS_WORDS.isdisjoint(lower))
    vowels = _NAMED_WITH_VOWEL | _VOWELS if spelled else _VOWELS | frozenset("aeio")
    return "об" if lower[0] in vowels else "о"
