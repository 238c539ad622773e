"""What people are paid for."""

from __future__ import annotations

from generator.artifact import Artifact
from generator.site import paths
from generator.site.maker import Maker


def motivation_page(maker: Maker) -> Artifact | None:
    """The principles of motivation; None when the company states none."""
    book = maker.book
    if not book.principles:
        return None
    return maker.page("motivation", maker.here(paths.MOTIVATION), principles=tuple(book.principles.values()))
