"""Tags as people leave them in Word, brought to the way they are meant.

Word tears a tag between runs and «corrects» what stands in it: quotation marks, no-break spaces, a capital first
letter, soft hyphens. Whoever types it writes «е» for «ё» and takes a Cyrillic «р» for the «p» of a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from generator.word.dialect import filters, names, records

if TYPE_CHECKING:
    from lxml.etree import _Element

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)

#: What other elements of a paragraph stand for in its text.
_STANDS_FOR = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": ""}
_SPACES = re.compile("[\\s\u00a0\u2000-\u200a\u202f]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟″", '"') | dict.fromkeys("‘’‚‛′", "'"))
_DASHES = " -–—"
_LITERAL = re.compile(r'("[^"]*"|\'[^\']*\')')
_IDENTIFIER = re.compile(r"[^\W\d]\w*")
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
#: Latin letters that look like Cyrillic ones.
_LOOKS = str.maketrans("ABCEHKMOPTXaceopxy", "АВСЕНКМОРТХасеорху")
#: The letter after the brace that says what disappears with the tag: a word of its own before another word.
_SCOPE = re.compile(r"^ *(tr|tc|p|r|тр|tр|тr|р) +(?!(?:if|and|or|is|in|not|и|или|не)\b)(?=[^\W\d])", re.IGNORECASE)
_SCOPES = {"р": "p", "тр": "tr", "тr": "tr", "tр": "tr"}
_ENDS = re.compile(r"^\{%p\s+(?:конец|end)")
#: Spacing of a paragraph that only ends a section: it takes no room.
_THIN = {f"{WORD}before": "0", f"{WORD}after": "0", f"{WORD}line": "20", f"{WORD}lineRule": "exact"}


def paragraphs(root: _Element) -> Iterator[_Element]:
    """Paragraphs of a part in order, those of text boxes after the paragraph the box hangs on."""
    yield from root.iter(f"{WORD}p")


def pieces(paragraph: _Element) -> list[tuple[_Element, str]]:
    """What makes up the text of a paragraph: elements with the text each stands for; text boxes are not its own."""
    found: list[tuple[_Element, str]] = []

    def walk(element: _Element) -> None:
        for child in element:
            if not isinstance(child.tag, str) or child.tag == f"{WORD}p":
                continue
            name = child.tag.rpartition("}")[2]
            if child.tag == f"{WORD}t":
                found.append((child, child.text or ""))
            elif child.tag.startswith(WORD) and name in _STANDS_FOR and element.tag == f"{WORD}r":
                found.append((child, _STANDS_FOR[name]))
            elif name not in {"pPr", "rPr", "del", "moveFrom"}:
                walk(child)

    walk(paragraph)
    return found


def text_of(paragraph: _Element) -> str:
    """The text of a paragraph as its reader sees it."""
    return "".join(text for _, text in pieces(paragraph))


def mend(root: _Element) -> None:
    """Put every tag of a part into one piece of text and write it as it is meant."""
    for paragraph in list(paragraphs(root)):
        found = pieces(paragraph)
        text = "".join(part for _, part in found)
        if "{" in text:
            for match in reversed(list(TAG.finditer(text))):
                tag = meant(match[0])
                _replace(found, match.start(), match.end(), tag)
                if tag.startswith("{%p"):
                    _save_break(paragraph, tag)


def _save_break(paragraph: _Element, tag: str) -> None:
    """Move the end of a section out of a paragraph that disappears: LibreOffice puts it there.

    The section ends outside of what the tag governs.
    """
    from lxml import etree

    properties = paragraph.find(f"{WORD}pPr")
    section = None if properties is None else properties.find(f"{WORD}sectPr")
    if properties is None or section is None:
        return
    thin = etree.Element(f"{WORD}p")
    about = etree.SubElement(thin, f"{WORD}pPr")
    style = properties.find(f"{WORD}pStyle")
    if style is not None:
        etree.SubElement(about, f"{WORD}pStyle", {f"{WORD}val": style.get(f"{WORD}val", "")})
    etree.SubElement(about, f"{WORD}spacing", _THIN)
    etree.SubElement(etree.SubElement(about, f"{WORD}rPr"), f"{WORD}sz", {f"{WORD}val": "2"})
    about.append(section)
    if _ENDS.search(tag):
        paragraph.addnext(thin)
    else:
        paragraph.addprevious(thin)


def _replace(found: list[tuple[_Element, str]], start: int, end: int, tag: str) -> None:
    """Write a tag into the first piece it stands in, and take it out of the others."""
    at, written = 0, False
    for index, (element, text) in enumerate(found):
        first, last = max(start - at, 0), min(end - at, len(text))
        at += len(text)
        if first >= last:
            continue
        if not element.tag.endswith("}t"):
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
            left = ""
        else:
            left = text[:first] + ("" if written else tag) + text[last:]
            element.text = left
            element.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            written = True
        found[index] = (element, left)


def meant(tag: str) -> str:
    """A tag as it is meant; a remark stays as it is."""
    opening, body, closing = tag[:2], tag[2:-2], tag[-2:]
    if opening == "{#":
        return tag
    plain = _SPACES.sub(" ", _INVISIBLE.sub("", body)).translate(_QUOTES)
    if opening == "{%":
        # A dash asks docxtpl to join paragraphs, and takes the text between them away; nobody means that.
        plain = f" {plain.strip(_DASHES)} "
    scope = _SCOPE.match(plain)
    if scope:
        letters = scope[1].lower()
        plain = f"{_SCOPES.get(letters, letters)} {plain[scope.end() :]}"
    parts = _LITERAL.split(plain)
    # Every second part is a text in quotation marks, which is data.
    parts[::2] = [_IDENTIFIER.sub(lambda match: _name(match[0]), part) for part in parts[::2]]
    return opening + "".join(parts) + closing


def _name(word: str) -> str:
    if not _CYRILLIC.search(word):
        return word
    key = _fold(word)
    return _canonical().get(key, key)


def _fold(word: str) -> str:
    return word.translate(_LOOKS).casefold().replace("ё", "е")


@cache
def _canonical() -> dict[str, str]:
    """Names and filters as the program writes them, by the way they sound without «ё» and capitals."""
    from generator.word.kinds import KINDS

    known = {name for kind in KINDS for record in records(kind.record) for name in names(record)}
    return {_fold(name): name for name in sorted(known | set(filters()))}
