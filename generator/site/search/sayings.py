"""Questions that mean a page though they have none of its words, with the pages they mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.site import paths
from generator.site.search.questions import NORMS, OF_ONESELF, PAGES, PARTS
from generator.site.search.stem import stem, words
from generator.site.search.stop import STOP
from handbook.book import Handbook
from handbook.norms import Norm
from handbook.norms.discount import Discount

#: What a question weighs that means one page, and one that means any of several norms.
_PAGE, _NORM = 60, 30

Saying = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of some pages.

    Attributes:
        pages: Addresses of the built pages.
        worth: What it adds to a page when nothing else is asked.
        sayings: Questions: each some places, each of them filled by one of its words.
    """

    pages: tuple[str, ...]
    worth: int
    sayings: tuple[Saying, ...]


def sayings(book: Handbook) -> Iterator[Asked]:
    """Questions of people with the pages they ask for; some of the pages may be missing from the site."""
    for part, told in PARTS:
        made = (paths.page("role", name) if part == "index" else paths.role_page(name, part) for name in book.roles)
        yield Asked(tuple(paths.html(page) for page in made if page), _PAGE, _read(told))
    if book.roles:
        asked = (saying for part, told in PARTS if part in OF_ONESELF for saying in _read(told))
        yield Asked((paths.html(paths.HOME),), _PAGE, tuple(saying for saying in asked if len(saying) > 1))
    for page, told in PAGES:
        yield Asked((paths.html(page),), _PAGE, _read(told))
    for kind, told in NORMS:
        found = (
            paths.page("norm", name)
            for name, placed in book.norms.items()
            if placed.norm.kind == kind and not _of_shares(placed.norm)
        )
        yield Asked(tuple(paths.html(page) for page in found if page), _NORM, _read(told))


def _of_shares(norm: Norm) -> bool:
    """Whether a norm of discounts tells how many deals may have one: nobody who asks how large one may be means it."""
    return isinstance(norm, Discount) and norm.of == "share"


def _read(told: str) -> tuple[Saying, ...]:
    lines = (line.split() for line in told.splitlines() if line.strip())
    return tuple(
        tuple(tuple(dict.fromkeys(_said(word) for word in place.split("/"))) for place in line) for line in lines
    )


def _said(word: str) -> str:
    """A word that tells nothing by itself is one word of a question as it stands; of another one the stem is."""
    (folded,) = words(word)
    return folded if folded in STOP else stem(folded)
