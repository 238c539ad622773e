"""The look a company asks for in ``company.papers``, put on the templates that come with the program.

A company's own copy has been laid out by people in Word and stays as they left it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.word import package
from generator.word.measures import whole
from generator.word.tags import WORD
from handbook.model.papers import Papers

if TYPE_CHECKING:
    from lxml.etree import _Element

#: The font default templates are made with.
_MADE_WITH = "Times New Roman"
_SIDES = ("left", "right", "top", "bottom")
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WIDER = 113
_TWIPS_PER_MM = 1440 / 25.4
#: The header of a turned page keeps its distance to the text when the edge over it is a common one.
_HEADER = 10


@dataclass(frozen=True, slots=True)
class Edges:
    """Margins of an upright page, millimetres; the left one is for binding."""

    left: int
    right: int
    top: int
    bottom: int

    def turned(self) -> Edges:
        """Margins of a turned page: the sheet is bound at the same edge, which is now on top."""
        return Edges(self.bottom, self.top, self.left, self.right)


BINDING, NORMAL = Edges(30, 10, 20, 20), Edges(20, 10, 20, 20)


@dataclass(frozen=True, slots=True)
class Look:
    """What a company may change about the packaged templates without editing them.

    Attributes:
        font: The font of all text.
        edges: Margins; None leaves those of the template.
        footer: Whether the footer is printed.
    """

    font: str
    edges: Edges | None
    footer: bool


def look_of(papers: Papers) -> Look:
    """The look that follows from a company's settings; margins named there win over those of the standard."""
    if papers.margins is not None:
        edges: Edges | None = BINDING if papers.margins == "binding" else NORMAL
    else:
        edges = {2025: BINDING, 2016: NORMAL, "off": None}[papers.gost]
    font = "".join(letter for letter in papers.font if letter.isprintable()).strip()
    return Look(font or _MADE_WITH, edges, papers.footer)


@lru_cache(maxsize=32)
def dressed(content: bytes, look: Look) -> bytes:
    """A packaged template with the look of a company; the same bytes for the same arguments.

    Args:
        content: The template.
        look: The look.
    """
    from lxml import etree

    parts = package.read(content)
    main = package.main_part(parts)
    if not look.footer:
        _drop_footers(parts, main)
    roots = {name: etree.fromstring(body) for name, body in parts.items() if _is_text(name)}
    if look.font != _MADE_WITH:
        for root in roots.values():
            _set_font(root, look.font)
    if look.edges is not None:
        by = _set_pages(roots[main], look.edges)
        for name, root in roots.items():
            if name != main and by:
                _move(root, by[0], by[1])
    return package.write(parts | {name: package.serialise(root) for name, root in roots.items()})


def _is_text(name: str) -> bool:
    return name.startswith("word/") and name.endswith(".xml")


def _drop_footers(parts: dict[str, bytes], main: str) -> None:
    from lxml import etree

    try:
        footers = package.targets(parts, main, "footer")
    except KeyError:
        return
    root = etree.fromstring(parts[main])
    for reference in list(root.iter(f"{WORD}footerReference")):
        _parent(reference).remove(reference)
    parts[main] = package.serialise(root)
    package.drop(parts, tuple(footers))


def _set_font(root: _Element, font: str) -> None:
    """Name another font wherever that of the template is named."""
    for fonts in root.iter(f"{WORD}rFonts"):
        for attribute, name in fonts.attrib.items():
            if name == _MADE_WITH:
                fonts.set(attribute, font)
    for latin in root.iterfind(f".//{_DRAWING}fontScheme//{_DRAWING}latin"):
        latin.attrib.clear()
        latin.set("typeface", font)
    for tab in root.iter(f"{WORD}tab"):
        if tab.get(f"{WORD}val") == "num":
            # Digits of another font may be wider: «1.10.» must not touch the text after it.
            tab.set(f"{WORD}pos", str(whole(tab, f"{WORD}pos") + _WIDER))
    _rename(root, font)


def _rename(root: _Element, font: str) -> None:
    """Put another font into the table of fonts; of it we know the name only, the rest would describe the old one."""
    for entry in root.iter(f"{WORD}font"):
        if entry.get(f"{WORD}name") == _MADE_WITH:
            entry.set(f"{WORD}name", font)
            for told in list(entry):
                if told.tag in {f"{WORD}panose1", f"{WORD}family", f"{WORD}pitch"}:
                    entry.remove(told)


def _set_pages(body: _Element, edges: Edges) -> tuple[int, int] | None:
    """Set margins of every section and let widths follow.

    Returns:
        Widths of the text of the first section before and after; None when it has no page.
    """
    first: tuple[int, int] | None = None
    for section, blocks in _sections(body):
        page, margins = section.find(f"{WORD}pgSz"), section.find(f"{WORD}pgMar")
        if page is None or margins is None:
            continue
        turned = page.get(f"{WORD}orient") == "landscape"
        width = whole(page, f"{WORD}w")
        before = width - whole(margins, f"{WORD}left") - whole(margins, f"{WORD}right")
        made, wanted = (BINDING.turned(), edges.turned()) if turned else (BINDING, edges)
        if any(abs(whole(margins, f"{WORD}{side}") - _twips(getattr(made, side))) > 1 for side in _SIDES):
            # A sheet laid out otherwise, such as a checklist on one page, has its reasons.
            continue
        for side in _SIDES:
            margins.set(f"{WORD}{side}", str(_twips(getattr(wanted, side))))
        if turned and wanted.top < BINDING.left:
            margins.set(f"{WORD}header", str(_twips(_HEADER)))
        after = width - whole(margins, f"{WORD}left") - whole(margins, f"{WORD}right")
        first = first or (before, after)
        for block in blocks:
            _move(block, before, after)
    return first


def _sections(body: _Element) -> Iterator[tuple[_Element, list[_Element]]]:
    """Sections of a document with the blocks each holds."""
    blocks: list[_Element] = []
    for block in body.iterfind(f"{WORD}body/*"):
        section = block if block.tag == f"{WORD}sectPr" else block.find(f"{WORD}pPr/{WORD}sectPr")
        if block is not section:
            blocks.append(block)
        if section is not None:
            yield section, blocks
            blocks = []


def _move(root: _Element, before: int, after: int) -> None:
    """Let what was measured from the left edge follow the right one, and tables fill the width they filled.

    Args:
        root: A block of the text, the styles, a header.
        before: The width of the text until now, twips.
        after: The width from now on.
    """
    if before == after:
        return
    for tab in root.iter(f"{WORD}tab"):
        _shift(tab, "pos", before, after)
    for indent in root.iter(f"{WORD}ind"):
        _shift(indent, "left", before, after)
    for table in root.iter(f"{WORD}tbl"):
        _stretch(table, before, after)


def _shift(element: _Element, attribute: str, before: int, after: int) -> None:
    """What stands in the right half of the page belongs to its right edge."""
    value = whole(element, f"{WORD}{attribute}")
    if value > before // 2:
        element.set(f"{WORD}{attribute}", str(value + after - before))


def _stretch(table: _Element, before: int, after: int) -> None:
    columns = table.findall(f"{WORD}tblGrid/{WORD}gridCol")
    edges = [0]
    for column in columns:
        edges.append(edges[-1] + whole(column, f"{WORD}w"))
    # Edges of columns are rounded, not widths: the table stays as wide as the text.
    moved = [round(edge * after / before) for edge in edges]
    for column, left, right in zip(columns, moved, moved[1:], strict=False):
        column.set(f"{WORD}w", str(right - left))
    _set_width(table.find(f"{WORD}tblPr/{WORD}tblW"), moved[-1])
    for row in table.iterchildren(f"{WORD}tr"):
        at = _span(row.find(f"{WORD}trPr/{WORD}gridBefore"), 0)
        for cell in row.iterchildren(f"{WORD}tc"):
            upto = at + _span(cell.find(f"{WORD}tcPr/{WORD}gridSpan"), 1)
            if upto < len(moved):
                _set_width(cell.find(f"{WORD}tcPr/{WORD}tcW"), moved[upto] - moved[at])
            at = upto


def _set_width(element: _Element | None, width: int) -> None:
    if element is not None and element.get(f"{WORD}type") == "dxa":
        element.set(f"{WORD}w", str(width))


def _span(element: _Element | None, otherwise: int) -> int:
    return otherwise if element is None else whole(element, f"{WORD}val", otherwise)


def _parent(element: _Element) -> _Element:
    parent = element.getparent()
    if parent is None:  # the root of a part is no reference
        raise ValueError(element.tag)
    return parent


def _twips(millimetres: int) -> int:
    return round(millimetres * _TWIPS_PER_MM)
