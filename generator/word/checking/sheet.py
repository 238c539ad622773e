"""Pages of a template in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.word.measures import whole
from generator.word.tags import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

TWIPS_PER_MM = 1440 / 25.4
#: Least margins of a page, and of a turned one, whose binding edge is on top: left, right, top, bottom.
_UPRIGHT, _TURNED = (20, 10, 20, 20), (20, 20, 20, 10)
_CLOSE = 0.5


@dataclass(frozen=True, slots=True)
class Sheet:
    """The page of a section, millimetres.

    Attributes:
        width: Width of the paper.
        turned: Whether it lies on its side.
        margins: Left, right, top, bottom.
    """

    width: float
    turned: bool
    margins: tuple[float, float, float, float]

    @property
    def text(self) -> float:
        """Width of the text."""
        return self.width - self.margins[0] - self.margins[1]

    @property
    def is_enough(self) -> bool:
        """Whether no margin is less than the standard asks for."""
        allowed = (_UPRIGHT, _TURNED) if self.turned else (_UPRIGHT,)
        return any(
            all(mine >= least - _CLOSE for mine, least in zip(self.margins, edges, strict=True)) for edges in allowed
        )

    def __str__(self) -> str:
        """Margins as a message tells them."""
        left, right, top, bottom = (f"{margin:.0f}" for margin in self.margins)
        return f"{left} мм слева, {right} справа, {top} сверху и {bottom} снизу"


def sheets(root: _Element) -> list[Sheet]:
    """Pages of all sections in order."""
    found = []
    for section in root.iter(f"{WORD}sectPr"):
        page, margins = section.find(f"{WORD}pgSz"), section.find(f"{WORD}pgMar")
        if page is not None and margins is not None:
            left, right, top, bottom = (_mm(margins, side) for side in ("left", "right", "top", "bottom"))
            turned = page.get(f"{WORD}orient") == "landscape"
            found.append(Sheet(_mm(page, "w"), turned, (left + _mm(margins, "gutter"), right, top, bottom)))
    return found


def _mm(element: _Element, attribute: str) -> float:
    return whole(element, f"{WORD}{attribute}") / TWIPS_PER_MM
