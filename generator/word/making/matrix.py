"""The matrix of a default template: a column for every item of a list, with its title written upwards."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from generator.word.making.stationery import NAMESPACE, TEXT_WIDTH
from generator.word.making.table import pieces

_TAG, _COLUMN = 300, 510
_TITLE = TEXT_WIDTH - _TAG - _COLUMN - _TAG
#: Room for titles written upwards, twips.
_HEAD = 2610
_NO_MARGINS = '<w:tcMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tcMar>'
_SHADE = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>'
_UPWARDS = '<w:textDirection w:val="btLr"/>'
_MIDDLE = '<w:vAlign w:val="center"/>'


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table whose columns and rows are both repeated.

    Attributes:
        first: Title of the first column.
        columns: What a column is repeated for: «роль в матрица.роли».
        rows: What a row is repeated for: «строка в матрица.строки».
        title: Words of the first cell of a row.
        is_head: Condition under which a row is a heading of those below it.
        marks: What a cell is repeated for: «отметка в строка.отметки».
        alt: Description for those who cannot see the table.
    """

    first: str
    columns: str
    rows: str
    title: str
    is_head: str
    marks: str
    alt: str

    def xml(self) -> str:
        """The table as WordprocessingML."""
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in (_TITLE, _TAG, _COLUMN, _TAG))
        return (
            f'<w:tbl {NAMESPACE}><w:tblPr><w:tblStyle w:val="RgGrid"/><w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
            f'<w:tblCaption w:val="{escape(self.alt)}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{_HEAD}" w:hRule="atLeast"/><w:tblHeader/></w:trPr>'
            f"{self._head()}</w:tr>{_control(f'для {self.rows}')}"
            f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{self._body()}</w:tr>{_control('конец')}</w:tbl>"
        )

    def _head(self) -> str:
        title = _paragraph("RgSmall", f"{{{{ {self.columns.split()[0]} }}}}")
        return (
            _cell(_TITLE, _SHADE + _MIDDLE, _paragraph("RgSmallHead", self.first))
            + _tag(f"для {self.columns}")
            + _cell(_COLUMN, _SHADE + _NO_MARGINS + _UPWARDS + _MIDDLE, title)
            + _tag("конец")
        )

    def _body(self) -> str:
        named = (
            _paragraph("RgTag", f"{{%p если {self.is_head} %}}")
            + _paragraph("RgSmallHead", self.title, '<w:keepNext/><w:jc w:val="left"/>')
            + _paragraph("RgTag", "{%p иначе %}")
            + _paragraph("RgSmall", self.title)
            + _paragraph("RgTag", "{%p конец %}")
        )
        mark = _paragraph("RgSmall", f"{{{{ {self.marks.split()[0]} }}}}", '<w:jc w:val="center"/>')
        return (
            _cell(_TITLE, "", named)
            + _tag(f"для {self.marks}")
            + _cell(_COLUMN, _NO_MARGINS + _MIDDLE, mark)
            + _tag("конец")
        )


def _cell(width: int, properties: str, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _tag(text: str) -> str:
    return _cell(_TAG, "", _paragraph("RgTag", f"{{%tc {text} %}}"))


def _control(text: str) -> str:
    cell = _cell(TEXT_WIDTH, '<w:gridSpan w:val="4"/>', _paragraph("RgTag", f"{{%tr {text} %}}"))
    return f"<w:tr>{cell}</w:tr>"


def _paragraph(style: str, text: str, properties: str = "") -> str:
    runs = "".join(f'<w:r><w:t xml:space="preserve">{escape(piece)}</w:t></w:r>' for piece in pieces(text))
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr>{runs}</w:p>'
