"""The requirements as a Word document: numbered headings, wide tables on turned pages, a place for signatures."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from html import escape

from generator.crm_spec.model import CrmSpec
from generator.crm_spec.tables import BOX, Table, parts, tables
from generator.word import package
from generator.word.making.maker import TemplateMaker
from generator.word.making.stationery import NAMESPACE
from generator.word.words import tidy, typeset

_UNDATED = date(2000, 1, 1)
_USE = (
    (
        "Задание составлено по описанию процессов продаж: воронки, поля, права и автоматизация взяты из операций, "
        "нормы — из действующих регламентов. Описание меняется — задание собирают заново."
    ),
    (
        "Каждая строка таблиц — одна настройка. Сделанное отмечают в первом столбце; строка принята, когда её "
        "проверили на пробной сделке."
    ),
    (
        "Люди названы должностями. Если одну роль несут несколько должностей, стоит роль, а должности — в скобках; что "
        "за роль и что ей можно, сказано в разделе «Роли и права»."
    ),
    "Названия воронок, стадий и полей заводят точно так, как они написаны: по ним находят данные отчёты и аудит.",
)
#: Twips between the margins of a turned page, and of the two narrow columns.
_TURNED = 14854
_BOX, _NUMBER = 500, 560
#: How much of the digest the footer shows.
_DIGEST = 8


def word(spec: CrmSpec) -> bytes:
    """The document, the same bytes for the same requirements."""
    maker = TemplateMaker()
    digest = hashlib.sha256(repr(spec).encode()).hexdigest()[:_DIGEST]
    title = f"ТЗ на настройку CRM. {tidy(spec.company)}"
    maker.running_titles(f"{_text(title)} · источник {digest}")
    _opening(maker, spec)
    found = tables(spec)
    maker.section_break(maker.paragraph("RgBreak", ""), first=True)
    for number, (heading, group) in enumerate(parts(found), 2):
        _heading(maker, heading)
        for index, table in enumerate(group, 1):
            _table(maker, table, f"{number}.{index}")
    maker.section_break(maker.paragraph("RgBreak", ""), landscape=True)
    _acceptance(maker)
    parts_of = package.read(maker.finish(title=title, on=_UNDATED))
    package.set_properties(parts_of, title=title, author=tidy(spec.company), on=_UNDATED)
    return package.write(parts_of)


def _opening(maker: TemplateMaker, spec: CrmSpec) -> None:
    maker.paragraph("RgOrganisation", _text(spec.company))
    maker.paragraph("RgKind", "ТЕХНИЧЕСКОЕ ЗАДАНИЕ")
    maker.paragraph("RgOrganisation", "на настройку CRM")
    _heading(maker, "Как пользоваться заданием")
    for text in _USE:
        maker.paragraph("RgClause", text)
    rows = [(heading, str(sum(len(table.rows) for table in group))) for heading, group in parts(tables(spec))]
    maker.paragraph("RgClause", "Состав задания:", keep=True)
    _put(maker, _xml(("Раздел", "Строк"), (7638, 2000), rows, "Состав задания"))


def _heading(maker: TemplateMaker, text: str) -> None:
    maker.paragraph("Heading1", _text(text))


def _table(maker: TemplateMaker, table: Table, number: str) -> None:
    title = f" {table.title}." if table.part else ""
    caption = f"Таблица\u00a0{number}.{title} {table.intro}"
    paragraph = maker.paragraph("RgText", _text(caption), keep=True)
    paragraph.paragraph_format.space_before = 114300
    weights = [head.width for head in table.heads]
    room = _TURNED - _BOX - _NUMBER
    widths = [room * weight // sum(weights) for weight in weights]
    heads = (BOX, "№", *(head.title for head in table.heads))
    rows = [(BOX, str(index), *row) for index, row in enumerate(table.rows, 1)]
    _put(maker, _xml(heads, (_BOX, _NUMBER, *widths), rows, table.title))


def _acceptance(maker: TemplateMaker) -> None:
    _heading(maker, "Приёмка")
    maker.paragraph("RgClause", "Настройка принята, когда отмечены все строки и решены все противоречия описания.")
    for head in ("НАСТРОИЛ", "ПРИНЯЛ"):
        maker.paragraph("RgSignHead", head, keep=True)
        maker.paragraph("RgSignature", "____________________\t\t\t")


def _put(maker: TemplateMaker, xml: str) -> None:
    from docx.oxml import parse_xml

    maker.document.element.body.insert_element_before(parse_xml(xml), "w:sectPr")


def _xml(heads: tuple[str, ...], widths: tuple[int, ...], rows: Sequence[tuple[str, ...]], alt: str) -> str:
    """A table as WordprocessingML: a repeated header, lines of a cell as paragraphs."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    small = len(heads) > len(("", "", "")) + 1
    body = "".join(_row(row, widths, "<w:cantSplit/>" if _short(row) else "", small=small) for row in rows)
    return (
        f'<w:tbl {NAMESPACE}><w:tblPr><w:tblStyle w:val="RgGrid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1"/>'
        f'<w:tblCaption w:val="{escape(_text(alt))}"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{_row(heads, widths, '<w:cantSplit/><w:tblHeader/>', head=True, small=small)}{body}</w:tbl>"
    )


def _short(row: tuple[str, ...]) -> bool:
    """Whether a row may stay whole: a long one would leave half a page empty."""
    return max(map(len, row)) < 400  # noqa: PLR2004 - some ten lines of a narrow column


def _row(cells: tuple[str, ...], widths: tuple[int, ...], properties: str, *, head: bool = False, small: bool) -> str:
    shade = '<w:shd w:val="clear" w:color="auto" w:fill="F2F2F2"/>' if head else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        + "".join(_paragraph(line, head=head, small=small, one="\n" not in cell) for line in (cell or "—").split("\n"))
        + "</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{made}</w:tr>"


def _paragraph(text: str, *, head: bool, small: bool, one: bool) -> str:
    # Of several lines in a cell each begins further left than it goes on: where one ends is seen.
    hanging = "" if one else '<w:ind w:left="113" w:hanging="113"/>'
    size = '<w:rPr><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>' if small else ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{"RgTableHead" if head else "RgTable"}"/>{hanging}</w:pPr>'
        f'<w:r>{size}<w:t xml:space="preserve">{escape(_text(text))}</w:t></w:r></w:p>'
    )


def _text(text: str) -> str:
    """User's text for Word: what XML cannot hold taken out, typographic marks put in."""
    return typeset(tidy(text))
