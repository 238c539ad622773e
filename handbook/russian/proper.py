"""Telling a proper name from a common word by one capitalised word.

A brand printed with a small letter is a worse mistake than a common word left with a capital, so an unknown word is
common only when it is built as common words are: «видеосвязь», «телемаркетинг», «онлайн-касса», «кастомизация».
"""

from handbook.russian import lexicon
from handbook.russian.letters import words
from handbook.russian.morphology import Reading, readings

_GRAMMEMES = ("Name", "Surn", "Patr", "Geox", "Orgn", "Trad", "Abbr")
_SHARE = 0.9
_GUESSED_SHARE = 0.5
_INFINITIVE = ("ть", "ти", "ться")
#: Joined first parts that make common words; «мега», «техно», «рос» are left out: brands and agencies use them.
_FIRST = words("""
    авто аудио веб взаимо видео внутри гипер до интернет кибер контр кросс лидо макро медиа
    меж микро мини много мульти недо нейро омни онлайн офлайн оффлайн пере пост пре пред само
    спец супер теле тех фото электро
""")
#: The second part is at least this long: short ones make brands too («Автомир», «Видеомир», «Телеком»).
_SECOND_LENGTH = 5
#: Endings of the dictionary form that only common nouns have, and how long a word with each has to be.
_ENDINGS = {"ость": 7, "ация": 9, "ование": 10, "ировка": 9, "овщик": 9, "инг": 8}


def is_proper(word: str) -> bool:
    """Tell whether a word keeps its capital letter inside a sentence.

    Args:
        word: One word, perhaps hyphenated or abbreviated with a full stop.

    Returns:
        True for initials, abbreviations, words with Latin letters or digits, names of people, places and companies,
        and for unknown words that are not built like common ones.
    """
    if _looks_special(word):
        return True
    lower = word.lower().rstrip(".")
    found = readings(lower)
    if lower in lexicon.BRANDS or any(r.lemma in lexicon.BRANDS for r in found):
        return True
    known = [r for r in found if r.known]
    return _proper_share(known) >= _SHARE if known else not _is_built_as_common(lower, found)


def _looks_special(word: str) -> bool:
    """Whether the letters alone show it: an initial, a capital inside, a digit or a Latin letter."""
    if word.endswith(".") and len(word) == len("И."):
        return True
    word = word.rstrip(".")
    letters = [letter for letter in word if letter.isalpha()]
    if len(word) > 1 and (not letters or any(letter.isupper() for letter in word[1:])):
        return True
    return any(letter.isdigit() or "a" <= letter <= "z" for letter in word.lower())


def _is_built_as_common(word: str, found: tuple[Reading, ...]) -> bool:
    """Whether a word the dictionary lacks is in the lexicon, or is built as common words are."""
    if word in lexicon.NOUNS or any(r.lemma in lexicon.NOUNS for r in found) or word.endswith(_INFINITIVE):
        return True
    if "-" in word:
        return all(part in lexicon.PREFIXES or not is_proper(part) for part in word.split("-") if part)
    return _proper_share(found) < _GUESSED_SHARE and (_is_compound(word) or _has_common_ending(found))


def _proper_share(found: list[Reading] | tuple[Reading, ...]) -> float:
    return sum(r.score for r in found if r.any(_GRAMMEMES))


def _is_common(word: str) -> bool:
    """Whether the dictionary or the lexicon has the word and does not take it for a name."""
    known = [r for r in readings(word) if r.known and r.any(("NOUN", "ADJF"))]
    return word in lexicon.NOUNS or (bool(known) and _proper_share(known) < _GUESSED_SHARE)


def _is_compound(word: str) -> bool:
    seconds = (word.removeprefix(first) for first in _FIRST if word.startswith(first))
    return any((len(second) >= _SECOND_LENGTH or second in lexicon.NOUNS) and _is_common(second) for second in seconds)


def _has_common_ending(found: tuple[Reading, ...]) -> bool:
    """Whether the likeliest dictionary form ends like «кастомизация» and hides no other word: not «Альфализинг»."""
    lemma = found[0].lemma if found and found[0].has("NOUN") else ""
    if not any(lemma.endswith(ending) and len(lemma) >= length for ending, length in _ENDINGS.items()):
        return False
    tails = (lemma[at:] for at in range(2, len(lemma) - _SECOND_LENGTH + 1))
    return not lemma.endswith("инг") or not any(_is_common(tail) for tail in tails)
