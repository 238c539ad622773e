"""Nominative readings of a word: which noun or modifier it may be."""

from functools import lru_cache
from typing import NamedTuple

from handbook.russian import endings, lexicon
from handbook.russian.cases import Case, Gender, Number
from handbook.russian.morphology import Reading, is_known, plain_yo, readings

_PROPER = frozenset({"Name", "Surn", "Patr", "Abbr", "Infr", "Erro", "Init"})
_GUESS_WEIGHT = 0.5


class Noun(NamedTuple):
    """A noun in the nominative.

    Attributes:
        word: The word (the last part of a compound).
        gender: Gender; None if it is common («коллега») or absent (plural only).
        number: The number the word stands in.
        animate: Animacy.
        weight: Probability of the reading among the others, 0-1.
        known: The form comes from the dictionary, not from the ending.
        reading: The dictionary reading; None if the word declines by the rules.
        before: Earlier parts of a compound: a plain string does not decline.
    """

    word: str
    gender: Gender | None
    number: Number
    animate: bool
    weight: float
    known: bool
    reading: Reading | None = None
    before: "tuple[Noun | str, ...]" = ()

    def form(self, case: Case, number: Number) -> str | None:
        """The word in a case and a number, or None if there is no such form."""
        if self.reading is not None:
            last = self.reading.form(case.grammeme, number.value)
            last = None if last is None else plain_yo(self.word, last)
        else:
            gender = self.gender or Gender.MASCULINE
            last = endings.decline(self.word, case, number, gender=gender, animate=self.animate)
        parts = [part if isinstance(part, str) else part.form(case, number) for part in self.before]
        parts.append(last)
        return None if None in parts else "-".join(part for part in parts if part is not None)


def is_abbreviation(word: str) -> bool:
    """Whether the word stays unchanged as an abbreviation: Latin letters, digits, «КАМ», «ООО», «КП»."""
    if not word or not all("а" <= letter <= "я" or letter in "ё-" for letter in word.lower()):
        return True
    return word.isupper() and (len(word) <= len("РОПы") or not is_known(word))


def _number(reading: Reading) -> Number:
    return Number.PLURAL if reading.has("plur") else Number.SINGULAR


def _gender(reading: Reading) -> Gender | None:
    return next((gender for gender in Gender if gender.value in reading.grammemes), None)


def _from_dictionary(word: str) -> list[Noun]:
    found = [r for r in readings(word) if r.has("NOUN", "nomn") and not r.any(_PROPER)]
    if any(r.known for r in found):
        found = [r for r in found if r.known]
    total = sum(r.score for r in found) or 1.0
    return [_noun(word, r, r.score / total) for r in found if not r.has("Fixd") or r.known]


def _noun(word: str, reading: Reading, weight: float) -> Noun:
    number, gender = _number(reading), _gender(reading)
    own = reading.form(Case.NOMINATIVE.grammeme, number.value)
    # The dictionary folds spellings («риэлтор» → «риелтор»): keep the author's one and use the rules.
    kept = reading if own is not None and plain_yo(word, own) == word else None
    known = reading.known and (kept is not None or gender is Gender.MASCULINE)
    return Noun(word, gender, number, reading.has("anim"), weight, known, kept)


def _guessed(word: str, dictionary: list[Noun]) -> list[Noun]:
    person = word.endswith(lexicon.AGENT_ENDINGS) and endings.guess_gender(word) is Gender.MASCULINE
    if dictionary and not (person and not any(noun.animate for noun in dictionary)):
        return dictionary
    gender = endings.guess_gender(word)
    if gender is None:
        return []
    return [Noun(word, gender, Number.SINGULAR, person, _GUESS_WEIGHT, known=False)]


def _compound(word: str) -> list[Noun]:
    first, _, rest = word.partition("-")
    found = []
    for tail in nouns(rest):
        if first.lower() in lexicon.PREFIXES or is_abbreviation(first):
            found.append(tail._replace(before=(first, *tail.before)))
            continue
        heads = [head for head in nouns(first) if head.number is tail.number]
        heads.sort(key=lambda head: (head.animate is tail.animate, head.known, head.weight), reverse=True)
        if not heads:
            found.append(tail._replace(before=(first, *tail.before), known=False))
        elif tail.animate and not heads[0].animate:
            found.append(tail._replace(before=(first, *tail.before), known=tail.known and heads[0].known))
        else:
            sure = heads[0].animate or first.lower() in lexicon.DECLINED_FIRST
            known = tail.known and heads[0].known and sure
            found.append(tail._replace(before=(heads[0], *tail.before), known=known))
    matched = [noun for noun in found if isinstance(noun.before[0], Noun) and noun.before[0].animate is noun.animate]
    return matched or found


@lru_cache(maxsize=4096)
def nouns(word: str) -> tuple[Noun, ...]:
    """Nominative nouns the word may be.

    Args:
        word: One word, perhaps hyphenated.

    Returns:
        Readings, the likeliest first; empty if the word is not nominative or is an abbreviation.
    """
    if "-" in word.strip("-") and not any(r.known for r in readings(word)):
        return tuple(_compound(word)) if word.strip("-") == word and "--" not in word else ()
    if is_abbreviation(word):
        return ()
    lower = word.lower()
    if lower in lexicon.NOUNS:
        gender, animate = lexicon.NOUNS[lower]
        return (Noun(lower, gender, Number.SINGULAR, animate, 1.0, known=True),)
    dictionary = _from_dictionary(lower)
    if is_known(lower):
        return tuple(dictionary)
    return tuple(_guessed(lower, dictionary))


@lru_cache(maxsize=4096)
def modifiers(word: str) -> tuple[Reading, ...]:
    """Nominative modifiers the word may be: adjectives or participles.

    Args:
        word: One word.
    """
    if is_abbreviation(word):
        return ()
    return tuple(r for r in readings(word) if r.has("nomn") and r.any(("ADJF", "PRTF")) and not r.any(_PROPER))
