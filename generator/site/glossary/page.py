"""The glossary: terms by letter, their other names as entries of their own; where each is used, on pages beside it.

A glossary of very many terms goes on from page to page, each of them from one word to another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from markupsafe import Markup

from generator.artifact import Artifact
from generator.site import paths
from generator.site.glossary.tooltips import Glossary
from generator.site.here import Here
from generator.site.maker import Maker
from handbook.book import Handbook
from handbook.memo import once
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
#: As many bytes of entries stand on one page, by what they say; what stands around an entry; links within it.
_ROOM, _AROUND, _LINKED = 52_000, 120, 1.2


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


@dataclass(frozen=True, slots=True)
class Volume:
    """A page of the glossary with the entries on it, in their order."""

    path: str
    entries: tuple[Entry, ...]

    @property
    def title(self) -> str:
        """From which word to which."""
        return f"{self.entries[0].words} — {self.entries[-1].words}" if self.entries else ""


@once
def volumes(book: Handbook) -> tuple[Volume, ...]:
    """Pages of the glossary: one, or as many as its entries need, about equally full."""
    ordered = sorted(_entries(book), key=lambda one: (normalise(one.words), one.term.id))
    sizes = [_weight(one) for one in ordered]
    pages = max(1, -(-sum(sizes) // _ROOM))
    room, filled = sum(sizes) / pages, 0
    inside: list[list[Entry]] = [[] for _ in range(pages)]
    for entry, size in zip(ordered, sizes, strict=True):
        inside[min(pages - 1, int(filled // room))].append(entry)
        filled += size
    there = [several for several in inside if several] or [[]]
    names = [paths.GLOSSARY, *(paths.continued(paths.GLOSSARY, number) for number in range(2, len(there) + 1))]
    return tuple(Volume(path, tuple(several)) for path, several in zip(names, there, strict=True))


@once
def places(book: Handbook) -> Mapping[str, str]:
    """Pages of terms that are not explained on the first page of the glossary."""
    return {one.term.id: volume.path for volume in volumes(book)[1:] for one in volume.entries if one.own}


def _weight(entry: Entry) -> int:
    term = entry.term
    told = int(len(term.definition.encode()) * _LINKED) + len(", ".join(term.synonyms).encode()) if entry.own else 0
    return _AROUND + len(entry.words.encode()) + len(term.id) + told


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
    """The glossary, on as many pages as it needs."""
    return tuple(one.path for one in volumes(book))


def glossary_pages(maker: Maker) -> Iterator[Artifact]:
    """The glossary, on as many pages as it needs."""
    every = volumes(maker.book)
    first = {letter: one.path for one in reversed(every) for letter in _initials(one)}
    initials = tuple((letter, first[letter], _anchor(letter)) for letter in sorted(first, key=normalise))
    for volume in every:
        here = maker.here(volume.path)
        yield maker.page(
            "glossary",
            here,
            letters=tuple(_letters(here, volume)),
            initials=initials,
            volume=volume,
            volumes=every,
            shelves=shelves(maker.book),
        )


def uses_pages(maker: Maker) -> Iterator[Artifact]:
    """The pages of the places of terms."""
    used = {} if maker.glossary is None else _used(maker.book, maker.glossary)
    every = shelves(maker.book)
    for shelf in every:
        uses = tuple(_use(term, used[term.id]) for term in shelf.terms if term.id in used)
        yield maker.page("glossary_uses", maker.here(shelf.path), shelf=shelf, shelves=every, uses=uses)


def _use(term: Term, operations: tuple[Operation, ...]) -> Use:
    rest = len(operations) - _NAMED
    more = counted(rest, "операции", "операциях", "операциях") if rest > 0 else ""
    return Use(term, operations[:_NAMED], more)


def _initials(volume: Volume) -> Iterator[str]:
    return iter(dict.fromkeys(_letter(one.words) for one in volume.entries))


def _anchor(letter: str) -> str:
    return f"bukva-{ord(letter)}"


def _letters(here: Here, volume: Volume) -> Iterator[Letter]:
    for letter in _initials(volume):
        inside = (one for one in volume.entries if _letter(one.words) == letter)
        told = (replace(one, meaning=_meaning(here, one.term)) if one.own else one for one in inside)
        yield Letter(letter, _anchor(letter), tuple(told))


def _entries(book: Handbook) -> Iterator[Entry]:
    for term in book.terms.values():
        yield Entry(term.term, term, own=True)
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
