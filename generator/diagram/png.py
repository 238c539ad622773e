"""PNG of a drawn diagram for paper, with the bundled font only, so that every machine makes the same bytes."""

from __future__ import annotations

import zlib
from functools import lru_cache
from pathlib import Path

from generator.diagram.geometry import Geometry
from generator.diagram.overlay import Overlay
from generator.diagram.palette import PRINT
from generator.diagram.reuse import bare, dressed
from generator.diagram.svg import render_svg

_FONTS = Path(__file__).resolve().parent / "fonts"
_FILES = ("ReglamentSans-Regular.ttf", "ReglamentSans-Bold.ttf")
_FAMILY = "Reglament Sans"
#: Pixels of an SVG per inch, by definition of CSS.
_CSS_DPI = 96
_METRES_PER_INCH = 0.0254
#: Resolution on paper.
DPI = 220.0
#: Signature, then the header chunk: length and name, thirteen bytes, checksum.
_HEADER_END = 8 + 8 + 13 + 4


def render_png(
    geometry: Geometry,
    *,
    dpi: float = DPI,
    scale: float = 1.0,
    overlay: Overlay | None = None,
) -> bytes:
    """The diagram as a PNG on white, in colours that a monochrome printer keeps apart.

    The picture says its resolution, so that viewers and Word show it at its physical size.

    Args:
        geometry: The drawn diagram; one unit is a CSS pixel, 1/96 inch.
        dpi: Resolution on paper.
        scale: How much smaller than at its natural size it stands there.
        overlay: Results painted over the drawing.
    """
    return rasterise(paper_svg(geometry, overlay), dpi, scale)


def paper_svg(geometry: Geometry, overlay: Overlay | None = None, highlight: frozenset[str] = frozenset()) -> str:
    """The diagram as an SVG for paper: fixed colours, no links, so that the site and the documents share a picture.

    Args:
        geometry: The drawn diagram.
        overlay: Results painted over the drawing.
        highlight: Lanes of the reader, by their ids.
    """
    seen = dressed(geometry, bare(geometry.flow))
    return render_svg(seen, standalone=True, palette=PRINT, overlay=overlay, highlight=highlight)


@lru_cache(maxsize=256)
def rasterise(svg: str, dpi: float, scale: float = 1.0) -> bytes:
    """An SVG with fixed colours as a PNG; kept, because the site and the documents ask for the same pictures."""
    import resvg_py

    png = resvg_py.svg_to_bytes(
        svg_string=svg,
        background="#ffffff",
        zoom=scale * dpi / _CSS_DPI,
        skip_system_fonts=True,
        font_files=[str(_FONTS / name) for name in _FILES],
        font_family=_FAMILY,
        sans_serif_family=_FAMILY,
    )
    return _with_resolution(bytes(png), dpi)


def _with_resolution(png: bytes, dpi: float) -> bytes:
    """The same picture with a chunk that tells pixels per metre."""
    per_metre = round(dpi / _METRES_PER_INCH).to_bytes(4)
    body = b"pHYs" + per_metre + per_metre + b"\x01"
    chunk = (len(body) - 4).to_bytes(4) + body + zlib.crc32(body).to_bytes(4)
    return png[:_HEADER_END] + chunk + png[_HEADER_END:]
