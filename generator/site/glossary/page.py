"""The glossary: terms by letter, their other names as entries of their own; where each is used, on pages beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from generator.artifact import Artifact
from generator.site import paths
from generator.site.glossary.tooltips import Glossary
from generator.site.here import Here
from generator.site.maker import Maker
from handbook.book import Handbook
from handbook.model.glossary import Term
from handbook.model.operation import Operation
from handbook.russian.numbers import counted
from handbook.russian.text import normalise
from handbook.walk import texts

#: How many operations are named as places of a term; the rest are counted.
_NAMED = 10
#: A term explained in a definition: its name and its words.
_EXPLAINED = re.compile(r'<a class="rg-term" href="[^"#]*#term-([^"]+)"[^>]*>([^<]*)</a>')
#: As many terms have their places on one page.
_MANY = 25


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the glossary.

    Attributes:
        words: What it stands under.
        term: The term that is explained here, or that the words are another name of.
        own: Whether it is explained here.
        meaning: What it means; None where it is another name.
    """

    words: str
    term: Term
    own: bool
    meaning: Markup | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """Entries that begin with one letter."""

    title: str
    anchor: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Terms whose places stand on one page: the first of them and the last name it."""

    title: str
    path: str
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Use:
    """A term with the first of the operations that hold it; how many more there are, in words."""

    term: Term
    operations: tuple[Operation, ...]
    more: str


def shelves(book: Handbook) -> tuple[Shelf, ...]:
    """Pages of the places of terms; none when there are no operations that could hold one."""
    if not book.operations:
        return ()
    ordered = sorted(book.terms.values(), key=lambda one: (normalise(one.term), one.id))
    found = []
    for number, start in enumerate(range(0, len(ordered), _MANY), 1):
        inside = tuple(ordered[start : start + _MANY])
        title = f"{inside[0].term} — {inside[-1].term}"
        found.append(Shelf(title, paths.part("glossary/", str(number)), inside))
    return tuple(found)


def glossary_paths(book: Handbook) -> tuple[str, ...]:
    """The glossary and the pages of the places of its terms."""
    return (paths.GLOSSARY, *(shelf.path for shelf in shelves(book)))


def glossary_pages(maker: Maker) -> Iterator[Artifact]:
    """The glossary and the pages of the places of its terms."""
    used = {} if maker.glossary is None else _used(maker.book, maker.glossary)
    here = maker.here(paths.GLOSSARY)
    yield maker.page("glossary", here, letters=tuple(_letters(here)), shelves=shelves(maker.book))
    every = shelves(maker.book)
    for shelf in every:
        uses = tuple(_use(term, used[term.id]) for term in shelf.terms if term.id in used)
        yield maker.page("glossary_uses", maker.here(shelf.path), shelf=shelf, shelves=every, uses=uses)


def _use(term: Term, operations: tuple[Operation, ...]) -> Use:
    rest = len(operations) - _NAMED
    more = counted(rest, "операции", "операциях", "операциях") if rest > 0 else ""
    return Use(term, operations[:_NAMED], more)


def _letters(here: Here) -> Iterator[Letter]:
    ordered = sorted(_entries(here), key=lambda one: (normalise(one.words), one.term.id))
    for letter in dict.fromkeys(_letter(one.words) for one in ordered):
        inside = tuple(one for one in ordered if _letter(one.words) == letter)
        yield Letter(letter, f"bukva-{ord(letter)}", inside)


def _entries(here: Here) -> Iterator[Entry]:
    for term in here.book.terms.values():
        yield Entry(term.term, term, own=True, meaning=_meaning(here, term))
        for words in dict.fromkeys((term.abbreviation or term.term, *term.synonyms)):
            if words != term.term:
                yield Entry(words, term, own=False)


def _meaning(here: Here, term: Term) -> Markup:
    """A definition with plain links to other terms: they stand on the same page and need no explaining here."""

    def linked(found: re.Match[str]) -> str:
        return found[2] if found[1] == term.id else f'<a href="#term-{found[1]}">{found[2]}</a>'

    html = _EXPLAINED.sub(linked, here.rich(term.definition))
    alone = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return Markup(html[3:-4] if alone else html)  # noqa: S704 - finished HTML with some of its links made shorter


def _used(book: Handbook, glossary: Glossary) -> Mapping[str, tuple[Operation, ...]]:
    found: dict[str, list[Operation]] = {}
    for operation in book.operations.values():
        words = "\n".join(text for _, text, target in texts(operation) if target is None)
        for term in dict.fromkeys(glossary.terms_in(words)):
            found.setdefault(term, []).append(operation)
    return {term: tuple(several) for term, several in found.items()}


def _letter(words: str) -> str:
    return next((sign.upper() for sign in normalise(words) if sign.isalnum()), "…")
