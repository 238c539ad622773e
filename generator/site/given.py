"""What the site shows besides the handbook: facts of the folder the company lies in, gathered by whoever builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class Given:
    """Facts about sources and files that no record states.

    Attributes:
        day: The day whose editions of norms are shown; None shows the latest ones, so that the same sources give the
            same site on any day.
        changed: The last change of a source by its path relative to the project, as the history of the sources knows
            it; a source without one is not dated.
        word: Word documents that there are, relative to the folder of documents: pages offer them for download.
    """

    day: date | None = None
    changed: Mapping[str, date] = field(default_factory=dict)
    word: frozenset[str] = frozenset()
