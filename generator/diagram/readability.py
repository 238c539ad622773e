"""Readability: which way of drawing comes out on paper with letters large enough, and what is too much for a sheet."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from generator.diagram import sizes
from generator.diagram.detail import compact
from generator.diagram.flow import Flow
from generator.diagram.geometry import Geometry
from generator.diagram.layout import layout
from generator.diagram.manner import Manner
from generator.diagram.png import DPI, paper_svg, rasterise
from generator.diagram.spacing import PRINT

#: Smaller letters are not read on paper, in points.
LEAST_POINTS: Final = 6.5
#: Leaving out documents and exchanges makes letters larger by a quarter at most: below that it is not tried.
_WORTH_LEAVING_OUT: Final = 0.8 * LEAST_POINTS
_POINTS_PER_PIXEL: Final = 72 / 96
_MM_PER_PIXEL: Final = 25.4 / 96


@dataclass(frozen=True, slots=True)
class Sheet:
    """Room for a picture on a page, beside margins, heading and caption; sizes in millimetres."""

    name: str
    width: float
    height: float
    landscape: bool = False


#: A4 upright and turned, and A3 turned, the last resort; the binding edge is the long one.
A4: Final = (Sheet("А4", 170.0, 210.0), Sheet("А4", 257.0, 128.0, landscape=True))
A3: Final = (Sheet("А3", 380.0, 215.0, landscape=True),)
#: What a company may print on, from the sheets it would rather use.
SHEETS: Final = (A4, A3)


@dataclass(frozen=True, slots=True)
class Printed:
    """A drawing for paper.

    Attributes:
        geometry: The drawing.
        sheet: The page it is put on.
        points: Size of its smallest letters there.
    """

    geometry: Geometry
    sheet: Sheet
    points: float

    def png(self, highlight: frozenset[str] = frozenset()) -> bytes:
        """The picture at its size on the sheet.

        Args:
            highlight: Lanes of the reader.
        """
        return rasterise(self.svg(highlight), DPI, scale(self.geometry, self.sheet))

    def svg(self, highlight: frozenset[str] = frozenset()) -> str:
        """The same picture at its natural size."""
        return paper_svg(self.geometry, highlight=highlight)

    @property
    def is_readable(self) -> bool:
        """Whether the smallest letters are large enough."""
        return self.points >= LEAST_POINTS


def scale(geometry: Geometry, sheet: Sheet) -> float:
    """How much smaller than at its natural size a drawing stands on a sheet; it is never enlarged."""
    width, height = geometry.width * _MM_PER_PIXEL, geometry.height * _MM_PER_PIXEL
    return min(1.0, sheet.width / width, sheet.height / height)


def points(geometry: Geometry, sheet: Sheet) -> float:
    """Size of the smallest letters of a drawing on a sheet."""
    return round(sizes.FONT_SMALL * _POINTS_PER_PIXEL * scale(geometry, sheet), 2)


def printed(flow: Flow, sheets: tuple[tuple[Sheet, ...], ...] | None = None) -> Printed:
    """The first drawing that can be read, or the one that comes nearest to it.

    Whole or without documents and exchanges on A4, which everybody can print; else the same on A3. On each sheet
    time may run either way, and the larger letters win.

    Args:
        flow: What is drawn.
        sheets: Sheets there are, from those it would rather be on; all there are by default.
    """
    best: Printed | None = None
    for one in _ways(flow, sheets or SHEETS):
        if one.is_readable:
            return one
        best = one if best is None or one.points > best.points else best
    if best is None:
        raise AssertionError("every flow can be drawn")
    return best


def _ways(flow: Flow, sheets: tuple[tuple[Sheet, ...], ...]) -> Iterator[Printed]:
    for one in sheets:
        whole = _largest(flow, one)
        yield whole
        brief = compact(flow)
        if brief != flow and whole.points >= _WORTH_LEAVING_OUT:
            yield _largest(brief, one)


def _largest(flow: Flow, sheets: tuple[Sheet, ...]) -> Printed:
    drawings = [layout(flow, Manner(vertical=vertical, spacing=PRINT)) for vertical in (False, True)]
    return max((_on(drawing, sheet) for drawing in drawings for sheet in sheets), key=lambda way: way.points)


def _on(geometry: Geometry, sheet: Sheet) -> Printed:
    return Printed(geometry, sheet, points(geometry, sheet))
