"""Texts that a profile names by their shape: «C*:WON»."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from audit.ingest.sheet import folded


def like(values: Sequence[str]) -> Callable[[str], bool]:
    """Whether a text is one of some values of a profile, in which «*» stands for anything.

    Args:
        values: The values; without case, padding and the difference between «ё» and «е».
    """
    shapes = (re.escape(folded(value)).replace(r"\*", ".*") for value in values)
    wanted = re.compile("|".join(shapes), re.DOTALL)
    return lambda text: wanted.fullmatch(folded(text)) is not None
