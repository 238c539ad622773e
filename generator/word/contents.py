"""The table of contents of a long document, made of its headings once they are known.

A template says where it stands with ``{{ оглавление }}``; a short document has none, and the paragraph of the tag goes.
Entries lead to bookmarks of headings. Page numbers are fields that the program which opens the document fills in: the
entry itself has none, so that it is never wrong. There is no field TOC around them: LibreOffice prints page numbers
inside one as they were saved, and would leave them empty.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from generator.word import package
from generator.word.measures import whole
from generator.word.tags import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE = "RgContents"
#: What ``{{ оглавление }}`` prints: a place to be found again.
PLACE = Markup(
    '</w:t></w:r><w:bookmarkStart w:id="0" w:name="{}"/><w:bookmarkEnd w:id="0"/><w:r><w:t xml:space="preserve">'
).format(_PLACE)
#: A document longer than this has contents.
PAGES = 8
_HEADING, _APPENDIX, _APPENDIX_TITLE, _ENTRY = "heading 1", "рг приложение", "рг заголовок приложения", "toc 1"
#: An estimate is enough to tell a long document from a short one: letters in a line and lines on a page at 12 points.
_LETTERS, _LINES = 85, 48
_TEXT_TWIPS = 9638


@dataclass(frozen=True, slots=True)
class Entry:
    """A heading with the words that stand for it in the contents."""

    heading: _Element
    text: str


def insert(parts: dict[str, bytes], main: str) -> None:
    """Make the contents where a document asks for them.

    Args:
        parts: The package of the document; changed in place.
        main: The name of the part with the text.
    """
    from lxml import etree

    if _PLACE.encode() not in parts[main]:
        return
    root = etree.fromstring(parts[main])
    names = _styles(parts, main)
    entries = tuple(_entries(root, names)) if _pages(root, names) > PAGES else ()
    style = next((identity for identity, name in names.items() if name == _ENTRY), None)
    lines = [_line(number, entry, style) for number, entry in enumerate(entries, 1)]
    for title in [paragraph for paragraph in root.iter(f"{WORD}p") if _clear(paragraph)]:
        for line in reversed(lines):
            title.addnext(line)
        holder = title.getparent()
        if not lines and holder is not None:
            holder.remove(title)
        lines = []
    _mark(root, entries)
    parts[main] = package.serialise(root)


def _styles(parts: Mapping[str, bytes], main: str) -> dict[str, str]:
    """Names of paragraph styles by their identifiers, which programs change at will."""
    styles = package.opened(parts, main, "styles")
    found = {}
    for style in () if styles is None else styles.iter(f"{WORD}style"):
        name = style.find(f"{WORD}name")
        if name is not None:
            # LibreOffice writes «Heading 1» and «TOC 1» with capitals.
            found[style.get(f"{WORD}styleId", "")] = name.get(f"{WORD}val", "").casefold()
    return found


def _entries(root: _Element, names: Mapping[str, str]) -> Iterator[Entry]:
    section = appendix = 0
    for paragraph in root.iter(f"{WORD}p"):
        style, text = names.get(_style(paragraph), ""), _text(paragraph)
        if style == _HEADING and text:
            section += 1
            yield Entry(paragraph, f"{section}. {text}")
        elif style == _APPENDIX:
            appendix += 1
        elif style == _APPENDIX_TITLE and text:
            yield Entry(paragraph, f"Приложение №\u00a0{appendix}. {text}")


def _style(paragraph: _Element) -> str:
    style = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
    return "" if style is None else style.get(f"{WORD}val", "")


def _text(element: _Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{WORD}t")).strip()


def _clear(paragraph: _Element) -> bool:
    """Take the mark of the place off; whether it was there."""
    for mark in paragraph.findall(f"{WORD}bookmarkStart"):
        if mark.get(f"{WORD}name") == _PLACE:
            end = mark.getnext()
            paragraph.remove(mark)
            if end is not None and end.tag == f"{WORD}bookmarkEnd":
                paragraph.remove(end)
            return True
    return False


def _line(number: int, entry: Entry, style: str | None) -> _Element:
    from lxml import etree
    from markupsafe import escape

    styled = f'<w:pPr><w:pStyle w:val="{escape(style)}"/></w:pPr>' if style else ""
    bookmark = _bookmark(number)
    return etree.fromstring(
        f'<w:p xmlns:w="{WORD[1:-1]}">{styled}<w:hyperlink w:anchor="{bookmark}" w:history="1">'
        f'<w:r><w:t xml:space="preserve">{escape(entry.text)}</w:t></w:r><w:r><w:tab/></w:r>'
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {bookmark} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:hyperlink></w:p>'
    )


def _bookmark(number: int) -> str:
    return f"_Toc{number:09d}"


def _mark(root: _Element, entries: tuple[Entry, ...]) -> None:
    from lxml import etree

    taken = [whole(mark, f"{WORD}id") for mark in root.iter(f"{WORD}bookmarkStart")]
    first = max(taken, default=0)
    for number, entry in enumerate(entries, 1):
        identity = str(first + number)
        start = etree.Element(f"{WORD}bookmarkStart", {f"{WORD}id": identity, f"{WORD}name": _bookmark(number)})
        entry.heading.insert(1 if entry.heading.find(f"{WORD}pPr") is not None else 0, start)
        etree.SubElement(entry.heading, f"{WORD}bookmarkEnd", {f"{WORD}id": identity})


def _pages(root: _Element, names: Mapping[str, str]) -> float:
    """About how many pages a document takes: nothing but laying it out would tell exactly."""
    lines = 0.0
    body = root.find(f"{WORD}body")
    for element in body if body is not None else ():
        if element.tag == f"{WORD}p":
            if names.get(_style(element)) == _APPENDIX:
                lines = _whole(lines)
            lines += 1 + len(_text(element)) // _LETTERS
            if element.find(f"{WORD}pPr/{WORD}sectPr") is not None:
                lines = _whole(lines)
        elif element.tag == f"{WORD}tbl":
            lines += sum(_row_lines(row) for row in element.iter(f"{WORD}tr"))
    return lines / _LINES


def _whole(lines: float) -> float:
    return -(-lines // _LINES) * _LINES


def _row_lines(row: _Element) -> float:
    tallest = 1
    for cell in row.iter(f"{WORD}tc"):
        width = cell.find(f"{WORD}tcPr/{WORD}tcW")
        twips = whole(width, f"{WORD}w") if width is not None else 0
        letters = max(4, round(_LETTERS * twips / _TEXT_TWIPS))
        tallest = max(tallest, sum(1 + len(_text(paragraph)) // letters for paragraph in cell.iter(f"{WORD}p")))
    return tallest + 0.3
