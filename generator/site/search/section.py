"""A place of a page that can be found: what search knows of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

#: Stands before the letter of weight 1.
_NONE = ord("A") - 1


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what follows it, or a block with an anchor of its own.

    Attributes:
        page: The built page, relative to the root of the site.
        place: Its anchor; empty for the page itself.
        heading: Its heading; the title of the page for the page itself.
        text: How its text begins, to be shown under the heading.
        stems: Stems of its text, sorted, with spaces between: there are many, and one text is soon passed on and kept.
        weights: What each weighs there, from 1 to ``weights.TEXT``, by a letter: «A» is 1.
    """

    page: str
    place: str
    heading: str
    text: str
    stems: str
    weights: str

    @classmethod
    def of(cls, page: str, place: str, heading: str, text: str, terms: Mapping[str, int]) -> Self:
        """A section by its stems with what each weighs."""
        stems = sorted(terms)
        return cls(page, place, heading, text, " ".join(stems), "".join(chr(_NONE + terms[stem]) for stem in stems))

    @property
    def terms(self) -> dict[str, int]:
        """Stems with what each weighs."""
        return dict(zip(self.stems.split(), (letter - _NONE for letter in self.weights.encode()), strict=True))
