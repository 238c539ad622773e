"""Builds a template with python-docx: pages, paragraphs, tables and tags, on the stationery's styles."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from generator.word import package
from generator.word.making import stationery
from generator.word.making.matrix import Matrix
from generator.word.making.table import Table, pieces

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.section import Section
    from docx.text.paragraph import Paragraph

    from generator.word.making.grid import Grid

#: What python-docx brings from a template of its own.
_LEFTOVERS = (
    "customXml/",
    "docProps/app",
    "docProps/thumbnail",
    "word/stylesWithEffects",
    "word/webSettings",
)
#: The date of the default templates' wording; documents bear dates of their own.
_DATED = date(2026, 1, 1)


class TemplateMaker:
    """A template in the making; methods add to its end.

    Text of a paragraph is typeset; tags in it stay as they are. A tab stands for a tab, a line feed for a break.

    Args:
        styles: Styles of this template beside those of the stationery.
    """

    def __init__(self, styles: Sequence[stationery.Style] = ()) -> None:
        import docx
        from docx.oxml import parse_xml

        self.document = docx.Document()
        part = self.document.part
        for element, xml in (
            (self.document.styles.element, stationery.styles_xml(styles)),
            (part.numbering_part.element, stationery.numbering_xml()),
            (self.document.settings.element, stationery.settings_xml()),
        ):
            _replace(element, parse_xml(xml))
        self._page(self.document.sections[0])

    def paragraph(self, style: str, text: str, *, keep: bool = False) -> Paragraph:
        """Add a paragraph.

        Args:
            style: Identifier of its style.
            text: Its text with tags.
            keep: Stay on one page with the next paragraph.
        """
        return self._write(self.document.add_paragraph(), style, text, keep=keep)

    def tag(self, *tags: str) -> None:
        """Add control tags, each in a paragraph of its own that disappears from the document."""
        for text in tags:
            self._write(self.document.add_paragraph(), "RgTag", f"{{%p {text} %}}")

    def note(self, text: str) -> None:
        """Add a remark to whoever edits the template; documents do not have it."""
        self._write(self.document.add_paragraph(), "RgTag", f"{{#p {text} #}}")

    def each(self, variable: str, of: str, style: str, text: str) -> None:
        """Add a paragraph repeated for every item of a list."""
        self.tag(f"для {variable} в {of}")
        self.paragraph(style, text)
        self.tag("конец")

    def table(self, table: Table | Matrix | Grid) -> None:
        """Add a table."""
        from docx.oxml import parse_xml

        self.document.element.body.insert_element_before(parse_xml(table.xml()), "w:sectPr")

    def section_break(
        self, paragraph: Paragraph, *, first: bool = False, landscape: bool = False, large: bool = False
    ) -> None:
        """End a section at a paragraph: its page is upright or turned, the next section begins on a new one.

        Args:
            paragraph: The last paragraph of the section.
            first: The section opens the document: its first page bears no number.
            landscape: The page is turned.
            large: The page is a sheet of A3.
        """
        from copy import deepcopy

        from docx.section import Section

        properties = deepcopy(self.document.sections[-1]._sectPr)  # noqa: SLF001 - python-docx has no public way
        paragraph._p.get_or_add_pPr().append(properties)  # noqa: SLF001 - the same
        section = Section(properties, self.document.part)
        if landscape:
            self._page(section, landscape=True, large=large)
        section.different_first_page_header_footer = first

    def running_titles(self, footer: str, *, numbered: bool = True) -> None:
        """Page number in the header of every page but the first, a line in the footer of all.

        Args:
            footer: The line.
            numbered: False for what is always one page.
        """
        section = self.document.sections[0]
        section.different_first_page_header_footer = True
        number = self._write(section.header.paragraphs[0], "RgRunning", "")
        if numbered:
            _field(number, "PAGE", "2")
        self._write(section.first_page_header.paragraphs[0], "RgRunning", "")
        for holder in (section.footer, section.first_page_footer):
            self._write(holder.paragraphs[0], "RgFooter", footer)

    def finish(self, *, title: str, on: date = _DATED) -> bytes:
        """The template as a file."""
        sections = self.document.sections
        if len(sections) > 1:
            sections[-1].different_first_page_header_footer = False
        stream = io.BytesIO()
        self.document.save(stream)
        parts = package.read(stream.getvalue())
        package.drop(parts, _LEFTOVERS)
        parts["word/fontTable.xml"] = stationery.fonts_xml().encode()
        package.set_properties(parts, title=title, author="reglament", on=on)
        return package.write(parts)

    def _write(self, paragraph: Paragraph, style: str, text: str, *, keep: bool = False) -> Paragraph:
        paragraph._p.get_or_add_pPr().style = style  # noqa: SLF001 - by identifier: names are Russian
        if keep:
            paragraph.paragraph_format.keep_with_next = True
        for piece in pieces(text):
            paragraph.add_run(piece)
        return paragraph

    def _page(self, section: Section, *, landscape: bool = False, large: bool = False) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        short, long = (297, 420) if large else (210, 297)
        size = (long, short) if landscape else (short, long)
        section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(size[0]), Mm(size[1])
        # The binding edge is the long one: it is on top of a turned page.
        edges = (20, 20, 30, 10) if landscape else (30, 10, 20, 20)
        section.left_margin, section.right_margin = Mm(edges[0]), Mm(edges[1])
        section.top_margin, section.bottom_margin = Mm(edges[2]), Mm(edges[3])
        section.header_distance = section.footer_distance = Mm(10)
        if landscape:
            section.header_distance, section.footer_distance = Mm(15), Mm(5)


def _replace(old: BaseOxmlElement, new: BaseOxmlElement) -> None:
    old[:] = list(new)


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    from docx.oxml import parse_xml

    field = f'<w:fldSimple {stationery.NAMESPACE} w:instr=" {code} "><w:r><w:t>{shown}</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(field))  # noqa: SLF001 - python-docx has no fields
