"""What must not be met in any printed document, read from its XML as it lies in the file."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from handbook.book import Handbook
from handbook.russian import Case, inflect_name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}

#: Styles of the blocks in which people are named, and tables with a line for everybody who signs.
_SIGNED = ("РГ Гриф", "РГ Подпись", "РГ Чек-лист: подпись")
_SIGNED_TABLES = ("Лист ознакомления", "Кто знакомится", "Лист согласования")
#: Titles of tables that are forms without a header: a name and a value in every row.
_FORMS = ("Паспорт",)

_BAD_TEXT: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("a tag is left", re.compile(r"\{\{|\}\}|\{%|%\}")),
    ("an object is printed", re.compile(r"object at 0x|<[a-z_.]+ object")),
    ("None is printed", re.compile(r"\b(?:None|True|False|nan|Undefined)\b")),
    ("a reference is left", re.compile(r"\[\[|\]\]")),
    ("two full stops", re.compile(r"(?<!\.)\.\.(?!\.)|[.;:!?]\s?;|;\.|:\.|,\.|…\.")),
    ("two spaces", re.compile("[ \u00a0]{2,}")),
    ("a space before a mark", re.compile("[ \u00a0][,;:.!?»)](?!\\S*[\\w])")),
    ("a space after a bracket", re.compile("[«(][ \u00a0]")),
    ("empty quotation marks", re.compile("«»|\\(\\)")),
)


@dataclass(frozen=True)
class Text:
    """A paragraph: its style, what it says, and the caption of the table it stands in, if it does."""

    style: str
    level: int | None
    said: str
    table: str | None


class Document:
    """A document read from its parts."""

    def __init__(self, content: bytes) -> None:
        archive = zipfile.ZipFile(io.BytesIO(content))
        self._parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self._parts["word/document.xml"])
        styles = etree.fromstring(self._parts["word/styles.xml"])
        self._styles = {style.get(f"{W}styleId"): style for style in styles.iter(f"{W}style")}
        self.languages = {item.get(f"{W}val") for item in styles.iter(f"{W}lang")}
        self.properties = self._parts["docProps/core.xml"].decode()
        running = [name for name in self._parts if re.match(r"word/(?:header|footer)\d*\.xml", name)]
        self.running = [etree.fromstring(self._parts[name]) for name in running]

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Paragraphs of the text in order, those of tables among them."""
        return tuple(self._text(paragraph) for paragraph in self.body.iter(f"{W}p"))

    @cached_property
    def footers(self) -> tuple[Text, ...]:
        """Paragraphs of headers and footers."""
        return tuple(self._text(paragraph) for root in self.running for paragraph in root.iter(f"{W}p"))

    @property
    def said(self) -> str:
        """All text of the pages, without what runs above and below them."""
        return "\n".join(text.said for text in self.texts)

    def _text(self, paragraph: etree._Element) -> Text:
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        style = None if named is None else self._styles[named.get(f"{W}val")]
        name, level = "", None
        if style is not None:
            name = str(style.find(f"{W}name").get(f"{W}val"))  # type: ignore[union-attr] - every style has a name
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            level = None if outline is None else int(outline.get(f"{W}val", "0"))
        table = next(paragraph.iterancestors(f"{W}tbl"), None)
        return Text(name, level, spoken(paragraph), None if table is None else caption(table) or "")


def spoken(root: etree._Element) -> str:
    """What a paragraph says."""
    nodes = root.iter(f"{W}t", *_MARKS)
    return "".join(_MARKS.get(str(node.tag), node.text or "") for node in nodes)


def caption(table: etree._Element) -> str | None:
    """The title of a table, which a reader of the screen says."""
    found = table.find(f"{W}tblPr/{W}tblCaption")
    return None if found is None else found.get(f"{W}val")


def text_faults(document: Document) -> Iterator[str]:
    """What no template and no source may leave behind."""
    for text in (*document.texts, *document.footers):
        for fault, pattern in _BAD_TEXT:
            found = pattern.search(text.said)
            if found:
                yield f"{fault}: «{text.said[max(0, found.start() - 30) : found.end() + 30]}»"


def section_faults(document: Document) -> Iterator[str]:
    """Headings under which nothing stands before the next one of the same level, and texts that only look like one."""
    pending: Text | None = None
    for text in document.texts:
        if text.level is not None and text.table is None:
            if not text.said.strip():
                yield f"a heading says nothing, style {text.style}"
            if pending is not None and (pending.level or 0) >= text.level:
                yield f"an empty section: «{pending.said}»"
            pending = text
        elif text.said.strip() or text.table is not None or "Рисунок" in text.style:
            pending = None
    if pending is not None:
        yield f"an empty section at the end: «{pending.said}»"
    if not any(text.level is not None for text in document.texts):
        yield "no heading at all"


def table_faults(document: Document) -> Iterator[str]:
    """Tables without rows, title or header; cells Word refuses."""
    for table in document.body.iter(f"{W}tbl"):
        title, rows = caption(table), table.findall(f"{W}tr")
        if not title:
            yield f"a table without a title: «{spoken(table)[:40]}»"
            title = ""
        if title.startswith(_FORMS):
            headers = 0
        else:
            headers = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
            if not headers or rows[0].find(f"{W}trPr/{W}tblHeader") is None:
                yield f"a table without a header row: «{title}»"
        if len(rows) <= headers:
            yield f"an empty table: «{title}»"
        for row in rows:
            cells = row.findall(f"{W}tc")
            if not cells:
                yield f"a row without cells: «{title}»"
            for cell in cells:
                if not len(cell) or cell[-1].tag != f"{W}p":
                    yield f"a cell that does not end with a paragraph: «{title}»"


def picture_faults(document: Document) -> Iterator[str]:
    """Pictures a blind reader cannot learn about."""
    for drawing in document.body.iter(f"{_DRAWING}docPr"):
        if len(drawing.get("descr", "").strip()) < len("Схема процесса"):
            yield f"a picture without a description: {drawing.get('name')}"


def language_faults(document: Document) -> Iterator[str]:
    """A document whose language programs would have to guess."""
    if document.languages != {"ru-RU"}:
        yield f"languages of the text: {sorted(map(str, document.languages))}"
    if "<dc:language>ru-RU</dc:language>" not in document.properties:
        yield "no language in the properties"


def names_of(handbook: Handbook) -> re.Pattern[str]:
    """Surnames of all people of a company, in all cases."""
    surnames = {inflect_name(person.name, case).text.split()[0] for person in handbook.staff for case in Case} | {
        person.name.split()[0] for person in handbook.staff
    }
    return re.compile(rf"\b(?:{'|'.join(sorted(map(re.escape, surnames)))})\b")


def name_faults(document: Document, names: re.Pattern[str]) -> Iterator[str]:
    """People named where only posts may be."""
    for text in (*document.texts, *document.footers):
        allowed = text.style in _SIGNED or (text.table or "").startswith(_SIGNED_TABLES)
        if not allowed and names.search(text.said):
            yield f"a person is named in «{text.said[:80]}» ({text.style})"


def identifier_faults(document: Document, identifiers: re.Pattern[str]) -> Iterator[str]:
    """Names the sources use for themselves."""
    for text in document.texts:
        found = identifiers.search(text.said)
        if found:
            yield f"an identifier of the sources: {found[0]} in «{text.said[:60]}»"


def identifiers_of(handbook: Handbook) -> re.Pattern[str]:
    """Identifiers of everything but norms, which documents quote; a word of one piece may be any word."""
    holders = (handbook.roles, handbook.positions, handbook.documents, handbook.processes, handbook.operations)
    found = {name for holder in holders for name in holder if "-" in name or "_" in name}
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(map(re.escape, found), key=len, reverse=True))})(?![\w-])")


#: What is looked for in every document, whoever it is about.
EVERYWHERE: tuple[Callable[[Document], Iterator[str]], ...] = (
    text_faults,
    section_faults,
    table_faults,
    picture_faults,
    language_faults,
)
