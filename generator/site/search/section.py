"""A place of a page that can be found: what search knows of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what follows it, or a block with an anchor of its own.

    Attributes:
        page: The built page, relative to the root of the site.
        place: Its anchor; empty for the page itself.
        heading: Its heading; the title of the page for the page itself.
        text: How its text begins, to be shown under the heading.
        terms: Stems of its text with what each weighs there, from 1 to ``weights.TEXT``.
    """

    page: str
    place: str
    heading: str
    text: str
    terms: tuple[tuple[str, int], ...]
