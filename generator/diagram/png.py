"""PNG of a drawn diagram for paper, with the bundled font only, so that every machine makes the same bytes."""

from __future__ import annotations

from pathlib import Path

from generator.diagram.geometry import Geometry
from generator.diagram.palette import LIGHT
from generator.diagram.svg import render_svg

_FONTS = Path(__file__).resolve().parent / "fonts"
_FILES = ("ReglamentSans-Regular.ttf", "ReglamentSans-Bold.ttf")
_FAMILY = "Reglament Sans"
#: Pixels of an SVG per inch, by definition of CSS.
_CSS_DPI = 96


def render_png(geometry: Geometry, *, dpi: float = 220.0) -> bytes:
    """The diagram as a PNG on white.

    Args:
        geometry: The drawn diagram; one unit is a CSS pixel, 1/96 inch.
        dpi: Resolution at natural size.
    """
    import resvg_py

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=render_svg(geometry, standalone=True, palette=LIGHT),
            background="#ffffff",
            zoom=dpi / _CSS_DPI,
            skip_system_fonts=True,
            font_files=[str(_FONTS / name) for name in _FILES],
            font_family=_FAMILY,
            sans_serif_family=_FAMILY,
        )
    )
