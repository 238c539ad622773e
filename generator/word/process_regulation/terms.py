"""Terms of the glossary that a document uses, in whatever case and number it uses them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from functools import lru_cache

from generator.word.process_regulation.record import TermRow
from generator.word.speech import Speech
from generator.word.words import tidy
from handbook.book import Handbook
from handbook.model.glossary import Term
from handbook.russian import normalise, sentence, upper_first
from handbook.russian.morphology import readings

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: Words of a phrase, each as the set of its dictionary forms.
Words = tuple[frozenset[str], ...]
#: Rarer readings of a word make it another word: «план» is no form of «плана».
_LIKELY = 0.1


def terms(handbook: Handbook, speech: Speech, texts: Iterable[str]) -> tuple[TermRow, ...]:
    """Terms the texts use, by alphabet; an abbreviation that only a definition uses is explained too.

    Args:
        handbook: The company.
        speech: How the document puts what the sources say.
        texts: Everything else the document says.
    """
    said = tuple(texts)
    index = _index(dict.fromkeys(said))
    whole = "\n".join(said)
    found = {term.id: term for term in handbook.terms.values() if _occurs(term, index, whole)}
    waiting = list(found.values())
    while waiting:
        definition = speech.prose(waiting.pop().definition)
        for term in handbook.terms.values():
            if term.id not in found and term.abbreviation and _stands(term.abbreviation, definition):
                found[term.id] = term
                waiting.append(term)
    ordered = sorted(found.values(), key=lambda term: (normalise(term.term), term.id))
    return tuple(_row(speech, term) for term in ordered)


def texts_of(value: object) -> Iterator[str]:
    """Every text a record says, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from texts_of(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts_of(getattr(value, field.name))


def _row(speech: Speech, term: Term) -> TermRow:
    short = term.abbreviation if term.abbreviation and term.abbreviation != term.term else None
    name = upper_first(tidy(term.term))
    return TermRow(f"{name} ({tidy(short)})" if short else name, sentence(tidy(speech.prose(term.definition))))


def _occurs(term: Term, index: dict[str, list[Words]], whole: str) -> bool:
    if term.abbreviation and _stands(term.abbreviation, whole):
        return True
    return any(_found(lemmas(name), index) for name in (term.term, *term.synonyms) if name != term.abbreviation)


def _stands(abbreviation: str, text: str) -> bool:
    return abbreviation in text and bool(re.search(rf"(?<![\w/.\-]){re.escape(abbreviation)}(?![\w/\-])", text))


def _index(texts: Iterable[str]) -> dict[str, list[Words]]:
    """Every occurrence of a word with the words after it, up to the end of its text."""
    index: dict[str, list[Words]] = {}
    for words in map(lemmas, texts):
        for at, forms in enumerate(words):
            for form in forms:
                index.setdefault(form, []).append(words[at:])
    return index


def _found(name: Words, index: dict[str, list[Words]]) -> bool:
    if not name:
        return False
    return any(
        len(rest) >= len(name) and all(not wanted.isdisjoint(given) for wanted, given in zip(name, rest, strict=False))
        for form in sorted(name[0])
        for rest in index.get(form, ())
    )


def lemmas(text: str) -> Words:
    """Dictionary forms of every word of a text; a word the dictionary lacks stands for itself."""
    return tuple(_lemmas(word.casefold()) for word in _WORD.findall(text))


@lru_cache(maxsize=16384)
def _lemmas(word: str) -> frozenset[str]:
    known = [reading for reading in readings(word) if reading.known]
    likely = [reading for reading in known if reading.score >= _LIKELY] or known
    return frozenset(reading.lemma.replace("ё", "е") for reading in likely) or frozenset({word.replace("ё", "е")})
