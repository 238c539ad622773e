"""A table of the author's text as WordprocessingML."""

from __future__ import annotations

from markupsafe import Markup

from generator.word.governing_document.runs import Run, markup
from generator.word.making.stationery import TEXT_WIDTH

#: Of ten characters, so that a column of short marks is not a slit.
_LEAST, _MOST = 10, 60

Row = list[tuple[Run, ...]]


def table(rows: list[Row], title: str) -> Markup:
    """The table; its first row is the header, columns are as wide as their texts are long.

    Args:
        rows: Cells by row; a short row gets empty cells.
        title: Description for those who cannot see the table.
    """
    count = max(map(len, rows))
    widths = _widths(rows, count)
    grid = Markup("").join(Markup('<w:gridCol w:w="{}"/>').format(width) for width in widths)
    body = Markup("").join(
        _row([*row, *([()] * (count - len(row)))], widths, header=index == 0) for index, row in enumerate(rows)
    )
    return Markup(
        '<w:tbl><w:tblPr><w:tblStyle w:val="RgGrid"/><w:tblW w:w="{}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblLook w:val="0020" w:firstRow="1"/><w:tblCaption w:val="{}"/></w:tblPr>'
        "<w:tblGrid>{}</w:tblGrid>{}</w:tbl>"
    ).format(sum(widths), title, grid, body)


def _widths(rows: list[Row], count: int) -> list[int]:
    lengths = [
        min(max([_LEAST, *(sum(len(run.text) for run in row[column]) for row in rows if column < len(row))]), _MOST)
        for column in range(count)
    ]
    return [TEXT_WIDTH * length // sum(lengths) for length in lengths]


def _row(cells: Row, widths: list[int], *, header: bool) -> Markup:
    properties = Markup("<w:cantSplit/><w:tblHeader/>") if header else Markup("<w:cantSplit/>")
    shade = Markup('<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>') if header else Markup("")
    style = "RgTableHead" if header else "RgTable"
    made = Markup("").join(
        Markup(
            '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/>{}</w:tcPr><w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>'
            '<w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p></w:tc>'
        ).format(width, shade, style, markup(cell))
        for cell, width in zip(cells, widths, strict=True)
    )
    return Markup("<w:tr><w:trPr>{}</w:trPr>{}</w:tr>").format(properties, made)
