"""Tables of the default templates: a repeated header, one row for every item of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from generator.word.making.stationery import NAMESPACE
from generator.word.words import typeset

_TAG = re.compile(r"(\{[{%#].*?[%}#]\})")
_TWIPS_PER_MM = 56.7
_CENTRED = '<w:jc w:val="center"/>'


def pieces(text: str) -> list[str]:
    """Text cut into tags, which stay as they are, and typeset text between them."""
    return [piece if _TAG.fullmatch(piece) else typeset(piece) for piece in _TAG.split(text) if piece]


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a template.

    Attributes:
        widths: Widths of columns, millimetres.
        head: Column titles; none when every row begins with a title of its own.
        row: Cells of the repeated row; lines of a cell are paragraphs.
        loop: What the row is repeated for: «строка в нормы».
        alt: Description for those who cannot see the table.
        height: Least height of the rows, millimetres; their text then stands in the middle.
        centred: Columns whose cells are centred, from 0.
        tall: Rows may be long and go over to the next page.
        whole: The table stays on one page with what follows it: it is short.
        styles: Styles of the header, of a cell, and of a line of a cell that has several.
    """

    widths: tuple[float, ...]
    head: tuple[str, ...]
    row: tuple[str, ...]
    loop: str
    alt: str
    height: float = 0
    centred: tuple[int, ...] = ()
    tall: bool = False
    whole: bool = False
    styles: tuple[str, str, str] = ("RgTableHead", "RgTable", "RgTableLine")

    def xml(self) -> str:
        """The table as WordprocessingML."""
        total = sum(map(_twips, self.widths))
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in self.widths)
        whole = "" if self.tall else "<w:cantSplit/>"
        height = f'<w:trHeight w:val="{_twips(self.height)}" w:hRule="atLeast"/>' if self.height else ""
        return (
            f'<w:tbl {NAMESPACE}><w:tblPr><w:tblStyle w:val="RgGrid"/><w:tblW w:w="{total}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
            f'<w:tblCaption w:val="{escape(self.alt)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{_row('<w:cantSplit/><w:tblHeader/>', self._cells(self.head, header=True)) if self.head else ''}"
            f"{self._control(f'для {self.loop}')}"
            f"{_row(whole + height, self._cells(self.row))}"
            f"{self._control('конец')}</w:tbl>"
        )

    def _cells(self, texts: tuple[str, ...], *, header: bool = False) -> str:
        shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if header else ""
        middle = '<w:vAlign w:val="center"/>' if header or self.height else ""
        head, cell, line_of_many = self.styles
        style = head if header else cell
        return "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{shade}{middle}</w:tcPr>'
            + "".join(
                _paragraph(
                    style if len(lines) == 1 else line_of_many, line, centred=index in self.centred, keep=self.whole
                )
                for line in lines
            )
            + "</w:tc>"
            for index, (width, lines) in enumerate(zip(self.widths, [text.split("\n") for text in texts], strict=True))
        )

    def _control(self, tag: str) -> str:
        """A row that disappears from the document; its one cell spans the table."""
        total = sum(map(_twips, self.widths))
        cell = (
            f'<w:tc><w:tcPr><w:tcW w:w="{total}" w:type="dxa"/><w:gridSpan w:val="{len(self.widths)}"/></w:tcPr>'
            f"{_paragraph('RgTag', '{%tr ' + tag + ' %}')}</w:tc>"
        )
        return _row("", cell)


def _row(properties: str, cells: str) -> str:
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{cells}</w:tr>"


def _paragraph(style: str, text: str, *, centred: bool = False, keep: bool = False) -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces(text))
    properties = f'<w:pStyle w:val="{style}"/>{"<w:keepNext/>" if keep else ""}{_CENTRED if centred else ""}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
