"""User text on a page: always data. Plain text, prose with cross-references, and Markdown without raw HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from markupsafe import Markup

from handbook import crossref
from handbook.crossref import CrossRef

if TYPE_CHECKING:
    from markdown import Markdown

#: Turns one cross-reference into HTML.
Render = Callable[[CrossRef], Markup]

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ue000-\ue001]")
_ACTIVE = re.compile(r"[\\`*_{}\[\]#|~^!<>&\"']")
_START = re.compile(r"^(\d*)([-+=:.)])")
_SAFE = frozenset({"", "http", "https", "mailto", "tel"})
_BREAK = re.compile(r"\s*[\n\t\u2028\u2029]\s*")
_TOKEN = re.compile("\ue000(\\d+)\ue001")
_TAG = re.compile("(<[^>]*>)")
_DRAWN = str.maketrans("<>", "‹›")
_PLACE = re.compile("(\ue000\\d+\ue001)")


def plain(value: object) -> Markup:
    """Text that means nothing to Markdown and nothing to HTML, in a paragraph, a heading, a table or an attribute."""
    return _plain(str(value))


@lru_cache(maxsize=1 << 16)
def _plain(value: str) -> Markup:
    """Kept, because titles and names stand on many pages."""
    text = _BREAK.sub(" ", _CONTROL.sub("", value).strip())
    text = _ACTIVE.sub(lambda match: f"&#{ord(match[0])};", text)
    return Markup(_START.sub(lambda match: f"{match[1]}&#{ord(match[2])};", text))  # noqa: S704 - nothing active left


def prose(text: str, render: Render) -> Markup:
    """A sentence or two: plain text in which ``[[norm:ID]]`` becomes a link."""
    made: list[Markup] = []
    marked = _marked(text, render, made)
    return Markup(_TOKEN.sub(lambda match: made[int(match[1])], plain_of(marked)))  # noqa: S704 - both are escaped


def _marked(text: str, render: Render, made: list[Markup]) -> str:
    """The text with place-holders for what is HTML already."""

    def keep(found: CrossRef) -> str:
        made.append(render(found))
        return f"\ue000{len(made) - 1}\ue001"

    return crossref.expand(_CONTROL.sub("", text), keep)


def plain_of(marked: str) -> str:
    """Plain text that may hold place-holders, which ``plain`` would take for control characters."""
    return "".join(part if index % 2 else _spaced(part) for index, part in enumerate(_PLACE.split(marked)))


def _spaced(text: str) -> str:
    body = plain(text)
    head = " " if body and text[:1].isspace() else ""
    tail = " " if text[-1:].isspace() else ""
    return f"{head}{body}{tail}"


def rich(text: str, render: Render) -> Markup:
    """Markdown of clauses, samples, definitions and answers as finished HTML.

    It is rendered apart from its page, so that an unclosed fence or list cannot swallow what follows. Raw HTML is
    shown as text; links lead, never run; a picture from elsewhere becomes a link; headings become bold lines.
    """
    made: list[Markup] = []
    html = _converted(_marked(text, render, made))
    # Markdown may have put a place-holder into an attribute, where HTML has no business.
    parts = (part if index % 2 else _filled(part, made) for index, part in enumerate(_TAG.split(html)))
    return Markup(_TOKEN.sub("", "".join(parts)))  # noqa: S704 - Markdown escapes, and raw HTML is switched off


def _filled(part: str, made: list[Markup]) -> str:
    return _TOKEN.sub(lambda match: made[int(match[1])] if int(match[1]) < len(made) else "", part)


@lru_cache(maxsize=1 << 13)
def _converted(marked: str) -> str:
    """Kept, because clauses and answers stand on several pages, and on most of them only their links differ."""
    return _markdown().reset().convert(marked)


@cache
def _markdown() -> Markdown:
    from markdown import Markdown
    from markdown.treeprocessors import Treeprocessor

    class Tame(Treeprocessor):
        """Takes from the tree what could run, load or take the place of the page's own headings."""

        def run(self, root: Element) -> None:
            for element in root.iter():
                _tame(element)

    made = Markdown(extensions=["tables", "sane_lists"], output_format="html")
    made.preprocessors.deregister("html_block")
    made.inlinePatterns.deregister("html")
    made.treeprocessors.register(Tame(), "tame", 1)
    return made


def _tame(element: Element) -> None:
    if re.fullmatch("h[1-6]", element.tag):
        element.tag, element.attrib["class"] = "p", "rg-line"
    for name in ("href", "src"):
        address = element.get(name)
        if address is not None and not safe(address):
            element.set(name, "#")
    if "title" in element.attrib:
        element.set("title", element.attrib["title"].translate(_DRAWN))
    if element.tag == "img" and _elsewhere(element.get("src", "")):
        address, words = element.get("src", ""), element.get("alt") or element.get("src", "")
        element.attrib.clear()
        element.tag, element.text = "a", words
        element.set("href", address)


def safe(address: str) -> bool:
    """Whether a link only leads somewhere."""
    try:
        return urlsplit(re.sub(r"[\x00-\x20\u00ad\u200b-\u200f\u2028-\u202f]", "", address)).scheme.lower() in _SAFE
    except ValueError:
        return False


def _elsewhere(address: str) -> bool:
    parts = urlsplit(address)
    return bool(parts.scheme or parts.netloc)


def tip(words: str) -> Markup:
    """Text of an attribute ``title``, which the theme shows as HTML: angle brackets are drawn, never meant."""
    return plain(words.translate(_DRAWN))


def title(text: str) -> str:
    """A title for the navigation, which the theme puts into HTML unescaped and unescapes in attributes."""
    tame = _CONTROL.sub("", " ".join(text.split())).translate(str.maketrans("<>\"'`", "‹›”’’"))
    return escape(tame, quote=True)
