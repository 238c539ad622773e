"""Pictures in a document: which page they need and how large they are on it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.diagram.readability import Sheet
from generator.word.words import tidy

_INCH = 25.4
_EMU = 36000
#: Between a picture and the legend under it, millimetres.
_LEGEND_GAP = 3.0
_SVG = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip'
    ' xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture for the appendix.

    Attributes:
        png: The picture itself.
        width_px: Width in pixels.
        height_px: Height in pixels.
        title: Caption under the picture.
        alt: Description for those who cannot see it.
        sheet: The page it was drawn for.
        dpi: Pixels per inch at natural size; a picture is never enlarged beyond it.
        svg: The same as vectors, for programs that draw them; in presentation attributes only.
        legend: What its signs mean, put under it on the same page.
        headroom: How much higher than the sheet's room its page is, in millimetres: a later page bears no heading.
    """

    png: bytes
    width_px: int
    height_px: int
    title: str
    alt: str
    sheet: Sheet
    dpi: float = 220.0
    svg: bytes | None = None
    legend: Figure | None = None
    headroom: float = 0.0


@dataclass(frozen=True, slots=True)
class Placement:
    """The size of a picture on its page, in millimetres."""

    width: float
    height: float


def place(figure: Figure) -> Placement:
    """As large as the page lets it be beside its legend, never enlarged."""
    width, height = max(figure.width_px, 1), max(figure.height_px, 1)
    below = place(figure.legend).height + _LEGEND_GAP if figure.legend else 0.0
    room = figure.sheet.height - max(below - figure.headroom, 0.0)
    scale = min(_INCH / figure.dpi, figure.sheet.width / width, room / height)
    return Placement(width * scale, height * scale)


def drawing(figure: Figure, relation: str, number: int, vector: str | None = None) -> Markup:
    """The picture as a part of a paragraph, to be printed by a template instead of text.

    Args:
        figure: The picture.
        relation: The identifier of the relation that leads to the file.
        number: A number no other picture of the document has.
        vector: The identifier of the relation that leads to the SVG of the same picture.
    """
    placement = place(figure)
    size = Markup('cx="{}" cy="{}"').format(round(placement.width * _EMU), round(placement.height * _EMU))
    alt, title, name = escape(tidy(figure.alt)), escape(tidy(figure.title)), f"Рисунок {number}"
    vectors = Markup(_SVG).format(vector) if vector else Markup("")  # noqa: S704 - a constant
    return Markup(
        '</w:t></w:r><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<wp:extent {size}/><wp:docPr id="{number}" name="{name}" descr="{alt}" title="{title}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="{relation}">{vectors}</a:blip>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        '<w:r><w:t xml:space="preserve">'
    ).format(size=size, number=number, name=name, alt=alt, title=title, relation=relation, vectors=vectors)
