"""Styles, the numbered list and settings of the default templates (word-documents.md, section A).

Lengths of WordprocessingML: a twip is 1/20 point, 567 twips are 10 mm; font sizes are in half-points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
FONT = "Times New Roman"

#: The text area of A4 with margins 30/10/20/20 mm, and the left edge of blocks at most 80 mm wide.
TEXT_WIDTH, BLOCK = 9638, 5103
#: The first line of a paragraph, and where the text begins after numbers of growing length.
INDENT, AFTER_CLAUSE, AFTER_SUBCLAUSE, AFTER_DASH = 709, 1276, 1559, 993

CLAUSES, APPENDICES, POINTS = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: identifier, name in Word, and properties as WordprocessingML."""

    id: str
    name: str
    paragraph: str = ""
    run: str = ""
    base: str = "Normal"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a numbered list, bound to a paragraph style.

    Attributes:
        depth: The level, from 0.
        style: Identifier of the style.
        text: The number as Word writes it: ``%1`` is the number of the first level.
        tab: Where the text begins after the number, twips; 0 when a suffix follows it instead.
        suffix: What follows the number: ``space`` or ``nothing``.
        form: ``decimal`` or ``bullet``.
    """

    depth: int
    style: str
    text: str
    tab: int = 0
    suffix: str = "space"
    form: str = "decimal"


LEVELS: tuple[Level, ...] = (
    Level(0, "Heading1", "%1."),
    Level(1, "RgClause", "%1.%2.", AFTER_CLAUSE),
    Level(2, "RgSubclause", "%1.%2.%3.", AFTER_SUBCLAUSE),
    Level(3, "RgItem", "–", AFTER_DASH, form="bullet"),
)
_APPENDIX = Level(0, "RgAppendix", "Приложение №\u00a0%1", suffix="nothing")
#: Points of an order, which has no sections.
_POINT = Level(0, "RgPoint", "%1.", AFTER_CLAUSE)


def _numbered(level: int, numbering: int = CLAUSES) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbering}"/></w:numPr>'


_NO_HYPHENS = "<w:suppressAutoHyphens/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_BOTH, _CENTER = '<w:jc w:val="both"/>', '<w:jc w:val="center"/>'
_BOLD = "<w:b/><w:bCs/>"


def _space(before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


#: Paragraph styles; the order of properties inside each is the one the schema of Word demands.
STYLES: tuple[Style, ...] = (
    Style(
        "Heading1",
        "heading 1",
        f'{_KEEP}{_numbered(0)}{_NO_HYPHENS}{_space(200, 80)}{_CENTER}<w:outlineLvl w:val="0"/>',
        _BOLD,
    ),
    Style("RgClause", "РГ Пункт", f"{_numbered(1)}{_space(after=20)}{_BOTH}"),
    Style("RgSubclause", "РГ Подпункт", f"{_numbered(2)}{_space()}{_BOTH}"),
    Style("RgItem", "РГ Перечисление", f"{_numbered(3)}{_space()}{_BOTH}"),
    Style("RgPoint", "РГ Пункт приказа", f"{_numbered(0, POINTS)}{_space(after=60)}{_BOTH}"),
    Style(
        "RgHeading",
        "РГ Раздел без номера",
        f'{_KEEP}{_NO_HYPHENS}{_space(240, 120)}{_CENTER}<w:outlineLvl w:val="0"/>',
        _BOLD,
    ),
    Style("RgText", "РГ Текст", f'{_space(after=40)}<w:ind w:firstLine="{INDENT}"/>{_BOTH}'),
    Style("RgOrganisation", "РГ Организация", f"{_KEEP}{_NO_HYPHENS}{_CENTER}"),
    Style(
        "RgApproval",
        "РГ Гриф",
        f'{_KEEP}<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="7371"/>'
        f'<w:tab w:val="right" w:leader="underscore" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f'{_NO_HYPHENS}<w:spacing w:line="288" w:lineRule="auto"/><w:ind w:left="{BLOCK}"/>',
    ),
    Style("RgKind", "РГ Вид документа", f"{_KEEP}{_NO_HYPHENS}{_space(480)}{_CENTER}", _BOLD),
    # The same to the eye; a sheet has no sections, so its name is what one finds it by.
    Style(
        "RgSheetKind",
        "РГ Название листа",
        f'{_KEEP}{_NO_HYPHENS}{_space(480)}{_CENTER}<w:outlineLvl w:val="0"/>',
        _BOLD,
    ),
    Style("RgRequisites", "РГ Реквизиты", f"{_KEEP}{_NO_HYPHENS}{_space(120)}{_CENTER}"),
    Style("RgSubject", "РГ Предмет приказа", f'{_NO_HYPHENS}{_space(360, 240)}<w:ind w:right="{TEXT_WIDTH - BLOCK}"/>'),
    Style("RgSignHead", "РГ Заголовок подписи", f"{_KEEP}{_NO_HYPHENS}{_space(240)}"),
    Style(
        "RgSignature",
        "РГ Подпись",
        f'{_KEEP}<w:tabs><w:tab w:val="left" w:pos="{BLOCK}"/>'
        f'<w:tab w:val="left" w:leader="underscore" w:pos="7088"/>'
        f'<w:tab w:val="right" w:leader="underscore" w:pos="{TEXT_WIDTH}"/></w:tabs>'
        f"{_NO_HYPHENS}{_space(240)}",
    ),
    Style("RgTable", "РГ Таблица", _NO_HYPHENS, _size(22)),
    Style(
        "RgTableLine",
        "РГ Строка ячейки",
        f'{_NO_HYPHENS}<w:ind w:left="170" w:hanging="170"/>',
        _size(22),
    ),
    Style("RgTableHead", "РГ Шапка таблицы", f"<w:keepNext/>{_NO_HYPHENS}{_CENTER}", _BOLD + _size(22)),
    Style(
        "RgAppendix",
        "РГ Приложение",
        f'{_KEEP}<w:pageBreakBefore/>{_numbered(0, APPENDICES)}{_NO_HYPHENS}<w:jc w:val="right"/>',
    ),
    Style(
        "RgAnnex",
        "РГ Единственное приложение",
        f'{_KEEP}<w:pageBreakBefore/>{_NO_HYPHENS}<w:jc w:val="right"/>',
    ),
    Style(
        "RgAppendixTitle",
        "РГ Заголовок приложения",
        f'{_KEEP}{_NO_HYPHENS}{_space(240, 120)}{_CENTER}<w:outlineLvl w:val="0"/>',
        _BOLD,
    ),
    Style("RgFigure", "РГ Рисунок", f"<w:keepNext/>{_NO_HYPHENS}{_space(60, 60)}{_CENTER}"),
    Style("RgCaption", "РГ Подпись рисунка", f"<w:keepLines/>{_NO_HYPHENS}{_space(60, 120)}{_CENTER}"),
    Style("RgRunning", "РГ Колонтитул", f"{_NO_HYPHENS}{_CENTER}", _size(24)),
    Style("RgFooter", "РГ Нижний колонтитул", f"{_NO_HYPHENS}{_CENTER}", _size(16)),
    Style("RgBreak", "РГ Разрыв", '<w:spacing w:line="20" w:lineRule="exact"/>', _size(2)),
    Style(
        "RgCheckHead",
        "РГ Чек-лист: процесс",
        f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_NO_HYPHENS}',
        _size(18),
    ),
    Style(
        "RgCheckTitle",
        "РГ Чек-лист: операция",
        f'{_KEEP}{_NO_HYPHENS}{_space(60, 60)}<w:outlineLvl w:val="0"/>',
        _BOLD + _size(30),
    ),
    Style("RgCheckText", "РГ Чек-лист: текст", f"{_NO_HYPHENS}{_space(after=60)}", _size(20)),
    # Exact, since a box may come from a font with taller lines, and the page must stay one.
    Style(
        "RgCheckCell",
        "РГ Чек-лист: ячейка",
        f'{_NO_HYPHENS}<w:spacing w:line="220" w:lineRule="exact"/>',
        _size(19),
    ),
    Style("RgCheckTableHead", "РГ Чек-лист: шапка", f"<w:keepNext/>{_NO_HYPHENS}", _BOLD + _size(19)),
    Style(
        "RgCheckSign",
        "РГ Чек-лист: подпись",
        f'<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="2268"/>'
        f'<w:tab w:val="left" w:leader="underscore" w:pos="6804"/>'
        f'<w:tab w:val="right" w:leader="underscore" w:pos="{TEXT_WIDTH}"/></w:tabs>{_NO_HYPHENS}{_space(280)}',
        _size(20),
    ),
    Style("RgSmallHead", "РГ Шапка мелкой таблицы", f"<w:keepNext/>{_NO_HYPHENS}{_CENTER}", _BOLD + _size(20)),
    Style("RgSmall", "РГ Мелкая таблица", _NO_HYPHENS, _size(20)),
    Style("RgSmallLine", "РГ Строка мелкой таблицы", f'{_NO_HYPHENS}<w:ind w:left="142" w:hanging="142"/>', _size(20)),
    Style("RgSmallSample", "РГ Образец", f'{_NO_HYPHENS}<w:ind w:left="425"/>', _size(20)),
    Style("RgContents", "РГ Заголовок оглавления", f"{_KEEP}{_NO_HYPHENS}{_space(360, 120)}{_CENTER}", _BOLD),
    Style(
        "TOC1",
        "toc 1",
        f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{TEXT_WIDTH}"/></w:tabs>{_NO_HYPHENS}{_space(after=40)}'
        '<w:ind w:left="425" w:hanging="425"/>',
    ),
    Style("RgTag", "РГ Метка", _NO_HYPHENS, f'<w:color w:val="808080"/>{_size(16)}'),
)


def styles_xml(more: Sequence[Style] = ()) -> str:
    """The whole of ``styles.xml``.

    Args:
        more: Styles of one template beside those of all.
    """
    fonts = " ".join(f'w:{kind}="{FONT}"' for kind in ("ascii", "hAnsi", "eastAsia", "cs"))
    return (
        f"<w:styles {NAMESPACE}>"
        f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_size(24)}"
        '<w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault><w:pPr><w:widowControl/>"
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{''.join(map(_style_xml, (*STYLES, *more)))}"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        f"{_GRID}"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
        "</w:styles>"
    )


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_GRID = (
    '<w:style w:type="table" w:customStyle="1" w:styleId="RgGrid"><w:name w:val="РГ Сетка"/>'
    f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders><w:tblCellMar>'
    '<w:top w:w="25" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="25" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
)


def _style_xml(style: Style) -> str:
    custom = "" if style.id in {"Heading1", "TOC1"} else ' w:customStyle="1"'
    after = '<w:next w:val="RgClause"/>' if style.id == "Heading1" else ""
    properties = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    run = f"<w:rPr>{style.run}</w:rPr>" if style.run else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{style.name}"/>'
        f'<w:basedOn w:val="{style.base}"/>{after}<w:qFormat/>{properties}{run}</w:style>'
    )


def numbering_xml() -> str:
    """The whole of ``numbering.xml``: a list for headings and clauses, for appendices, for points of an order."""
    levels = "".join(map(_level_xml, LEVELS))
    return (
        f"<w:numbering {NAMESPACE}>"
        '<w:abstractNum w:abstractNumId="0"><w:nsid w:val="52470001"/><w:multiLevelType w:val="multilevel"/>'
        f'<w:tmpl w:val="52470001"/>{levels}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="1"><w:nsid w:val="52470002"/><w:multiLevelType w:val="singleLevel"/>'
        f'<w:tmpl w:val="52470002"/>{_level_xml(_APPENDIX)}</w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:nsid w:val="52470003"/><w:multiLevelType w:val="singleLevel"/>'
        f'<w:tmpl w:val="52470003"/>{_level_xml(_POINT)}</w:abstractNum>'
        f'<w:num w:numId="{CLAUSES}"><w:abstractNumId w:val="0"/></w:num>'
        f'<w:num w:numId="{APPENDICES}"><w:abstractNumId w:val="1"/></w:num>'
        f'<w:num w:numId="{POINTS}"><w:abstractNumId w:val="2"/></w:num>'
        "</w:numbering>"
    )


def _level_xml(level: Level) -> str:
    suffix = "tab" if level.tab else level.suffix
    tabs = f'<w:tabs><w:tab w:val="num" w:pos="{level.tab}"/></w:tabs>' if level.tab else ""
    first = INDENT if level.tab else 0
    return (
        f'<w:lvl w:ilvl="{level.depth}"><w:start w:val="1"/><w:numFmt w:val="{level.form}"/>'
        f'<w:pStyle w:val="{level.style}"/><w:suff w:val="{suffix}"/><w:lvlText w:val="{level.text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr>{tabs}<w:ind w:left="0" w:firstLine="{first}"/></w:pPr></w:lvl>'
    )


def settings_xml() -> str:
    """The whole of ``settings.xml``: hyphenation on, the current mode of Word, Russian throughout."""
    return (
        f'<w:settings {NAMESPACE}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/><w:autoHyphenation/>'
        '<w:consecutiveHyphenLimit w:val="2"/><w:hyphenationZone w:val="284"/><w:doNotHyphenateCaps/>'
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
    )


def fonts_xml() -> str:
    """The whole of ``fontTable.xml``: the one font there is."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        f'<w:fonts {NAMESPACE}><w:font w:name="{FONT}"><w:panose1 w:val="02020603050405020304"/>'
        '<w:charset w:val="CC"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
