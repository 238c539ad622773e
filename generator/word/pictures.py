"""Pictures in a document: which page they need and how large they are on it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

from generator.diagram.readability import Sheet
from generator.word.words import tidy

_INCH = 25.4
_EMU = 36000


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
    """

    png: bytes
    width_px: int
    height_px: int
    title: str
    alt: str
    sheet: Sheet
    dpi: float = 220.0


@dataclass(frozen=True, slots=True)
class Placement:
    """The size of a picture on its page, in millimetres."""

    width: float
    height: float


def place(figure: Figure) -> Placement:
    """As large as the page lets it be, never enlarged."""
    width, height = max(figure.width_px, 1), max(figure.height_px, 1)
    scale = min(_INCH / figure.dpi, figure.sheet.width / width, figure.sheet.height / height)
    return Placement(width * scale, height * scale)


def drawing(figure: Figure, placement: Placement, relation: str, number: int) -> Markup:
    """The picture as a part of a paragraph, to be printed by a template instead of text.

    Args:
        figure: The picture.
        placement: Its size.
        relation: The identifier of the relation that leads to the file.
        number: A number no other picture of the document has.
    """
    size = Markup('cx="{}" cy="{}"').format(round(placement.width * _EMU), round(placement.height * _EMU))
    alt, name = escape(tidy(figure.alt)), f"Рисунок {number}"
    return Markup(
        '</w:t></w:r><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
        ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
        ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        '<wp:extent {size}/><wp:docPr id="{number}" name="{name}" descr="{alt}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="{number}" name="{name}" descr="{alt}"/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        '<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        '<w:r><w:t xml:space="preserve">'
    ).format(size=size, number=number, name=name, alt=alt, relation=relation)
