"""Words of the glossary in every form they take in prose: terms, their other names, abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from handbook.model.glossary import Term
from handbook.russian.cases import Case, Number
from handbook.russian.inflection import inflect
from handbook.russian.morphology import Reading, readings
from handbook.russian.nominative import is_abbreviation

#: A word with its hyphens: «лид-менеджер» holds no «лид».
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_FOLDS = str.maketrans('ёЁ\u00a0\u202f\u2009\u2011„“”"', "еЕ   -«»»»")
_ENDINGS = ("", *"ауеы", "ом", "ов", "ам", "ами", "ах")
_PROPER = ("Name", "Surn", "Patr", "Abbr", "Infr", "Erro", "Init", "Geox", "Orgn", "Trad")
_NOMINAL = ("NOUN", "NPRO", "ADJF", "PRTF")
_CASES = frozenset(case.grammeme for case in Case)
#: From this probability of being another word a form is left alone: «авансом», «дублю», «долгом».
_DOUBT = 0.3


@dataclass(frozen=True, slots=True)
class Phrase:
    """One form of a term.

    Attributes:
        term: The identifier of the term.
        rest: The words after the first one.
        gaps: What stands before each of them, and after the last.
        exact: How it has to begin, to the letter case: abbreviations only.
        quoted: It counts in «quotes» only: no noun is in it, so that «как есть» stands in any sentence.
        modifier: An adjective by its form: before a noun it is no term.
        name: In lower case only: with a capital letter it may be somebody's name.
        own: It is a form of the term itself, not of an abbreviation or another name.
    """

    term: str
    rest: tuple[str, ...] = ()
    gaps: tuple[str, ...] = ("",)
    exact: str = ""
    quoted: bool = False
    modifier: bool = False
    name: bool = False
    own: bool = False


def fold(text: str) -> str:
    """Text as it is compared, place by place: lower case, «е» for «ё», one kind of spaces and quotes."""
    folded = text.translate(_FOLDS)
    lower = folded.lower()
    return lower if len(lower) == len(text) else folded


def phrases(terms: Iterable[Term]) -> Mapping[str, tuple[Phrase, ...]]:
    """Every form of every term by its first word, the longest first.

    A form that two terms share belongs to the one that is called so, or to none: an explanation that may be wrong is
    worse than no explanation.
    """
    known = tuple(terms)
    found: dict[str, list[Phrase]] = {}
    taken: set[tuple[str, Phrase]] = set()
    for several in (_own(known), _other(known)):
        fresh = list(dict.fromkeys((first, phrase) for first, phrase in several if _bare(first, phrase) not in taken))
        owners: dict[tuple[str, Phrase], set[str]] = {}
        for first, phrase in fresh:
            owners.setdefault(_bare(first, phrase), set()).add(phrase.term)
        taken |= owners.keys()
        for first, phrase in fresh:
            if len(owners[_bare(first, phrase)]) == 1:
                found.setdefault(first, []).append(phrase)
    return {first: tuple(sorted(several, key=lambda one: -len(one.rest))) for first, several in found.items()}


def _bare(first: str, phrase: Phrase) -> tuple[str, Phrase]:
    return first, Phrase("", phrase.rest, phrase.gaps, phrase.exact)


def _own(terms: tuple[Term, ...]) -> Iterator[tuple[str, Phrase]]:
    for term in terms:
        yield from ((first, replace(phrase, own=True)) for first, phrase in _forms(term.id, term.term))
        if term.abbreviation and term.abbreviation != term.term:
            yield from _forms(term.id, term.abbreviation, short=True)


def _other(terms: tuple[Term, ...]) -> Iterator[tuple[str, Phrase]]:
    for term in terms:
        for words in term.synonyms:
            yield from _forms(term.id, words)


def _forms(term: str, words: str, *, short: bool = False) -> Iterator[tuple[str, Phrase]]:
    words = " ".join(words.split())
    if WORD.fullmatch(words) and (short or is_abbreviation(words)):
        endings = _ENDINGS if len(words) > 2 and words.isupper() else ("",)  # noqa: PLR2004 - «КП» does not decline
        for ending in endings:
            yield from _phrase(Phrase(term, exact=words), words + ending)
    elif WORD.fullmatch(words):
        yield from _single(term, words)
    else:
        quoted = not any(_is_noun(part) for part in WORD.findall(words))
        for form in (words,) if quoted else _inflected(words):
            yield from _phrase(Phrase(term, quoted=quoted), form)


def _single(term: str, word: str) -> Iterator[tuple[str, Phrase]]:
    own = readings(word)
    lemmas = {reading.lemma for reading in own}
    modifier = bool(own) and not any(reading.has("NOUN") for reading in own)
    for form in _inflected(word):
        others = [one for one in readings(form) if one.known and one.lemma not in lemmas]
        if sum(one.score for one in others if not one.any(_PROPER)) < _DOUBT:
            name = any(one.any(_PROPER) for one in others)
            yield from _phrase(Phrase(term, modifier=modifier, name=name), form)


def _inflected(words: str) -> Iterator[str]:
    """The forms a dictionary gives; those it is not sure of never stand in a text, or stand there rightly."""
    yield from dict.fromkeys((words, *(inflect(words, case, number=number).text for number in Number for case in Case)))


def _is_noun(word: str) -> bool:
    return is_abbreviation(word) or not readings(word) or any(one.has("NOUN") for one in readings(word))


def _phrase(kind: Phrase, form: str) -> Iterator[tuple[str, Phrase]]:
    folded = fold(form)
    found = list(WORD.finditer(folded))
    if not found:
        return
    ends = [one.end() for one in found]
    starts = [one.start() for one in found[1:]]
    gaps = (*(folded[end:start] for end, start in zip(ends, starts, strict=False)), folded[ends[-1] :])
    yield found[0][0], replace(kind, rest=tuple(one[0] for one in found[1:]), gaps=gaps)


def agree(word: str, following: str) -> bool:
    """Whether an adjective may belong to the word that follows it: «решающий разговор», not «решающий и тот»."""
    return bool(_cases(readings(word)) & _cases(readings(following)))


def _cases(several: Iterable[Reading]) -> set[str]:
    return {case for one in several if one.any(_NOMINAL) for case in one.grammemes & _CASES}
