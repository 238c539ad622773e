"""What the site shows besides the handbook: facts of the folder the company lies in, gathered by whoever builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from generator.shelf import NO_SHELF, Shelf
from handbook.addressees import Paper
from handbook.editions.approved import Approved


@dataclass(frozen=True, slots=True)
class Given:
    """Facts about sources and files that no record states.

    Attributes:
        day: The day whose editions of norms are shown; None shows the latest ones, so that the same sources give the
            same site on any day.
        changed: The last change of a source by its path relative to the project, as the history of the sources knows
            it; a source without one is not dated.
        word: Word documents that there are, relative to the folder of documents, with their sizes in bytes: pages
            offer them for download.
        prints: Pictures for paper that there are, by process, with their sizes in bytes: pages offer them for download.
        kept: Approved editions of the papers people sign, the newest last.
        shelf: Where pictures drawn before are kept; they change nothing but how long building takes.
    """

    day: date | None = None
    changed: Mapping[str, date] = field(default_factory=dict)
    word: Mapping[str, int] = field(default_factory=dict)
    prints: Mapping[str, int] = field(default_factory=dict)
    kept: Mapping[Paper, tuple[Approved, ...]] = field(default_factory=dict)
    shelf: Shelf = NO_SHELF
