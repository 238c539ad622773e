"""What the default templates of papers made of an audit share: dense styles, the page, the line at the top."""

from __future__ import annotations

from generator.word.making.grid import Box, Line
from generator.word.making.maker import TemplateMaker
from generator.word.making.stationery import Style

#: The width of the text, 180 mm.
_TWIPS = 10205
SHADE, PALE = "F2F2F2", "F7F7F7"

_NO_HYPHENS = "<w:suppressAutoHyphens/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_BOLD = "<w:b/><w:bCs/>"
_CENTER, _RIGHT = '<w:jc w:val="center"/>', '<w:jc w:val="right"/>'
_GREY = '<w:color w:val="595959"/>'
_TOP = f'<w:tabs><w:tab w:val="right" w:pos="{_TWIPS}"/></w:tabs>'


def _exact(points: float, before: int = 0, after: int = 0) -> str:
    """Lines of one height whatever font a letter comes from: a page that was measured must stay one."""
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{round(points * 20)}" w:lineRule="exact"/>'


def _size(points: float) -> str:
    half = round(points * 2)
    return f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


STYLES: tuple[Style, ...] = (
    Style("RgReportTop", "РГ Отчёт: верх", f"{_TOP}{_NO_HYPHENS}{_exact(11)}", _GREY + _size(9)),
    Style(
        "RgReportTitle",
        "РГ Отчёт: название",
        f'{_KEEP}{_NO_HYPHENS}{_exact(20, 40, 40)}<w:outlineLvl w:val="0"/>',
        _BOLD + _size(16),
    ),
    Style(
        "RgReportPerson",
        "РГ Отчёт: сотрудник",
        f'{_KEEP}<w:pageBreakBefore/>{_TOP}{_NO_HYPHENS}{_exact(19, 0, 20)}<w:outlineLvl w:val="0"/>',
        _BOLD + _size(15),
    ),
    Style(
        "RgReportSection",
        "РГ Отчёт: раздел",
        f'{_KEEP}{_NO_HYPHENS}{_exact(14, 80, 30)}<w:outlineLvl w:val="1"/>',
        _BOLD + _size(11),
    ),
    Style("RgReportText", "РГ Отчёт: текст", f"{_NO_HYPHENS}{_exact(12, 0, 30)}", _size(9.5)),
    Style(
        "RgReportItem",
        "РГ Отчёт: строка списка",
        f'{_NO_HYPHENS}{_exact(12, 0, 20)}<w:ind w:left="284" w:hanging="284"/>',
        _size(9.5),
    ),
    Style("RgReportNote", "РГ Отчёт: примечание", f"{_NO_HYPHENS}{_exact(10, 20, 0)}", _GREY + _size(8.5)),
    Style("RgReportHead", "РГ Отчёт: шапка", f"<w:keepNext/>{_NO_HYPHENS}{_exact(9.5)}{_CENTER}", _BOLD + _size(8.5)),
    Style("RgReportCell", "РГ Отчёт: ячейка", f"{_NO_HYPHENS}{_exact(10)}", _size(9)),
    Style("RgReportMiddle", "РГ Отчёт: по середине", f"{_NO_HYPHENS}{_exact(10)}{_CENTER}", _size(9)),
    Style("RgReportNumber", "РГ Отчёт: число", f"{_NO_HYPHENS}{_exact(10)}{_RIGHT}", _size(9)),
    Style("RgReportTotal", "РГ Отчёт: итог", f"{_NO_HYPHENS}{_exact(10)}", _BOLD + _size(9)),
    Style("RgReportSum", "РГ Отчёт: сумма итога", f"{_NO_HYPHENS}{_exact(10)}{_RIGHT}", _BOLD + _size(9)),
    Style("RgReportCount", "РГ Отчёт: счёт итога", f"{_NO_HYPHENS}{_exact(10)}{_CENTER}", _BOLD + _size(9)),
    Style("RgReportGroup", "РГ Отчёт: норма", f"<w:keepNext/>{_NO_HYPHENS}{_exact(11, 20, 0)}", _BOLD + _size(9.5)),
    Style("RgReportSmall", "РГ Отчёт: мелко", f"{_NO_HYPHENS}{_exact(9.5)}", _size(8.5)),
    Style("RgReportChoice", "РГ Отчёт: решение", f"{_NO_HYPHENS}{_exact(9.5)}", _size(8)),
    Style(
        "RgReportDecided",
        "РГ Отчёт: срок решения",
        f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="1247"/>'
        f'<w:tab w:val="left" w:leader="underscore" w:pos="2950"/></w:tabs>{_NO_HYPHENS}{_exact(14)}',
        _size(8),
    ),
    Style(
        "RgReportSign",
        "РГ Отчёт: подпись",
        f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="3402"/>'
        f'<w:tab w:val="left" w:leader="underscore" w:pos="7371"/></w:tabs>{_NO_HYPHENS}{_exact(12, 280)}',
        _size(9.5),
    ),
    Style("RgReportFigure", "РГ Отчёт: число крупно", f"{_NO_HYPHENS}{_exact(21)}{_CENTER}", _BOLD + _size(17)),
    Style("RgReportCaption", "РГ Отчёт: подпись числа", f"{_NO_HYPHENS}{_exact(9.5)}{_CENTER}", _size(8.5)),
)


def sheet(footer: str, *, numbered: bool) -> TemplateMaker:
    """A template with the page of such papers.

    Args:
        footer: The line at the bottom of every page.
        numbered: Whether the paper may be longer than a page.
    """
    from docx.shared import Mm

    maker = TemplateMaker(STYLES)
    maker.running_titles(footer, numbered=numbered)
    page = maker.document.sections[0]
    page.left_margin, page.right_margin = Mm(20), Mm(10)
    page.top_margin = page.bottom_margin = Mm(12)
    page.header_distance = page.footer_distance = Mm(6)
    return maker


def labelled(maker: TemplateMaker, label: str, text: str) -> None:
    """A paragraph that begins with words in bold."""
    paragraph = maker.paragraph("RgReportText", "", keep=True)
    paragraph.add_run(label).bold = True
    paragraph.add_run(text)


def head(text: str, span: int = 1) -> Box:
    """A title of columns."""
    return Box((Line("RgReportHead", text),), span, SHADE, middle=True)


def cell(text: str, style: str = "RgReportCell") -> Box:
    """A cell of one paragraph."""
    return Box((Line(style, text),))


def total(text: str, style: str = "RgReportSum") -> Box:
    """A cell of the row of totals."""
    return Box((Line(style, text),), shade=PALE)


def card(name: str) -> Box:
    """A large figure with what it says under it."""
    return Box(
        (Line("RgReportFigure", f"{{{{ {name}.число }}}}"), Line("RgReportCaption", f"{{{{ {name}.подпись }}}}")),
        shade=PALE,
    )
