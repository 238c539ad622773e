"""Pictures for paper as files: a PNG for each process, the same that its documents show."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from generator.artifact import Artifact
from generator.documents.figures import Figures
from generator.names import is_device
from generator.shelf import Shelf
from generator.site.engine.crew import Crew
from handbook.book import Handbook

#: A picture takes as long as so many pages.
_PAGES = 20


def png_name(process: str) -> str:
    """What the picture of a process is called; no device of Windows is."""
    return f"{'_' * is_device(process)}{process}.png"


def png_files(book: Handbook, shelf: Shelf) -> tuple[Artifact, ...]:
    """Pictures of all processes; those that an earlier build or a document drew are not drawn again.

    Args:
        book: The handbook.
        shelf: Where pictures drawn before are kept.
    """
    names = tuple(book.processes)
    figures = Figures(book, shelf)
    with Crew(book, _PAGES * sum(not figures.is_kept(name) for name in names)) as crew:
        drawn = crew.share(partial(_pictures, shelf), names)
    return tuple(Artifact(png_name(name), content) for name, content in zip(names, drawn, strict=True))


def _pictures(shelf: Shelf, book: Handbook, names: Sequence[str]) -> list[bytes]:
    figures = Figures(book, shelf)
    return [figures.drawn(name).png() for name in names]
