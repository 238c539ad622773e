"""Tables of default templates whose rows are not alike: two rows of titles, totals, cells with lines of many styles."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from generator.word.making.stationery import NAMESPACE
from generator.word.making.table import pieces

_TAG = "RgTag"
_TWIPS_PER_MM = 56.7
_TIGHT = (
    '<w:tblCellMar><w:top w:w="15" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:bottom w:w="15" w:type="dxa"/><w:right w:w="60" w:type="dxa"/></w:tblCellMar>'
)
_MIDDLE = '<w:vAlign w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of a cell.

    Attributes:
        style: Identifier of its style.
        text: Its text with tags.
        lead: Words before the text, in bold.
    """

    style: str
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A cell: its paragraphs, how many columns it takes, its fill, and whether its text stands in the middle."""

    lines: tuple[Line, ...]
    span: int = 1
    shade: str = ""
    middle: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row; one of titles is repeated on every page, one that is not ``whole`` may go over to the next."""

    boxes: tuple[Box, ...]
    title: bool = False
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of a template.

    Attributes:
        widths: Widths of columns, millimetres.
        rows: Its rows; a text is a control tag in a row of its own, which disappears from the document.
        alt: Description for those who cannot see the table.
    """

    widths: tuple[float, ...]
    rows: tuple[Row | str, ...]
    alt: str

    def xml(self) -> str:
        """The table as WordprocessingML."""
        total = sum(map(_twips, self.widths))
        grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in self.widths)
        titled = "020" if any(isinstance(row, Row) and row.title for row in self.rows) else "000"
        return (
            f'<w:tbl {NAMESPACE}><w:tblPr><w:tblStyle w:val="RgGrid"/><w:tblW w:w="{total}" w:type="dxa"/>'
            f'<w:tblLayout w:type="fixed"/>{_TIGHT}'
            f'<w:tblLook w:val="0{titled}" w:firstRow="{int(titled == "020")}"/>'
            f'<w:tblCaption w:val="{escape(self.alt)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f"{''.join(self._control(row) if isinstance(row, str) else self._row(row) for row in self.rows)}</w:tbl>"
        )

    def _row(self, row: Row) -> str:
        properties = ("<w:cantSplit/>" if row.whole else "") + ("<w:tblHeader/>" if row.title else "")
        cells, at = [], 0
        for box in row.boxes:
            width = sum(map(_twips, self.widths[at : at + box.span]))
            at += box.span
            cells.append(_cell(box, width))
        return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{''.join(cells)}</w:tr>"

    def _control(self, tag: str) -> str:
        line = Line(_TAG, f"{{%tr {tag} %}}")
        return f"<w:tr>{_cell(Box((line,), span=len(self.widths)), sum(map(_twips, self.widths)))}</w:tr>"


def when(condition: str, *lines: Line) -> tuple[Line, ...]:
    """Paragraphs of a cell that stand in it only under a condition."""
    return (Line(_TAG, f"{{%p если {condition} %}}"), *lines, Line(_TAG, "{%p конец %}"))


def each(variable: str, of: str, *lines: Line) -> tuple[Line, ...]:
    """Paragraphs of a cell repeated for every item of a list."""
    return (Line(_TAG, f"{{%p для {variable} в {of} %}}"), *lines, Line(_TAG, "{%p конец %}"))


def _cell(box: Box, width: int) -> str:
    span = f'<w:gridSpan w:val="{box.span}"/>' if box.span > 1 else ""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{box.shade}"/>' if box.shade else ""
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{shade}{_MIDDLE if box.middle else ""}'
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(map(_paragraph, box.lines))}</w:tc>"


def _paragraph(line: Line) -> str:
    runs = _runs(line.lead, "<w:rPr><w:b/><w:bCs/></w:rPr>") + _runs(line.text, "")
    return f'<w:p><w:pPr><w:pStyle w:val="{line.style}"/></w:pPr>{runs}</w:p>'


def _runs(text: str, properties: str) -> str:
    return "".join(f"<w:r>{properties}{_written(piece)}</w:r>" for piece in pieces(text))


def _written(text: str) -> str:
    """Text of a run; a tab is an element of its own."""
    return "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' if part else "" for part in text.split("\t")
    )


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)
