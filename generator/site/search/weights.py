"""What a word weighs by where it stands: in a title, in a heading or in plain text."""

from __future__ import annotations

from math import sqrt
from typing import Final

#: The most a word of plain text may weigh.
TEXT: Final = 20
#: A word of a heading or of a title weighs so much and, the fewer words share it, so much more.
HEADING: Final = (20, 8)
TITLE: Final = (38, 20)
#: Words people say of a page that does not say them itself.
SAID: Final = 30
MOST: Final = 62

#: How many words of a section are many: a word among more of them tells less of it.
_LENGTH = 60
_HALF = 1.4


def of_text(count: float, length: float) -> int:
    """The weight of a word that stands ``count`` times in a section of ``length`` words."""
    tempered = count / (0.6 + 0.4 * length / _LENGTH)
    return max(1, round(TEXT * tempered / (tempered + _HALF)))


def of_title(kind: tuple[int, int], length: int) -> int:
    """The weight of a word of a heading or title of ``length`` words."""
    least, more = kind
    return min(MOST, round(least + more / sqrt(max(1, length))))
