"""What a built page says of itself, read from its HTML once: where its links lead, what it loads, its anchors."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.html import HtmlElement

#: Attributes that make a browser fetch something by itself, by element.
_LOADS = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "input": ("src",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
_FETCHING_RELS = frozenset({"stylesheet", "icon", "preload", "prefetch", "preconnect", "dns-prefetch", "manifest"})


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """What is known of one page.

    Attributes:
        anchors: Places links may lead to.
        links: Addresses its links lead to, each once.
        loads: Addresses a browser fetches by itself, each once.
    """

    anchors: frozenset[str]
    links: tuple[str, ...]
    loads: tuple[str, ...]


def tree_of(content: bytes) -> HtmlElement:
    """The page as a browser would take it: odd markup and letters stop nothing."""
    from lxml.html import HTMLParser, document_fromstring

    words = content.decode("utf-8", "replace").replace("\0", "\ufffd")
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    return document_fromstring(words.encode() or b"<html></html>", parser=parser, ensure_head_body=True)


def read_page(tree: HtmlElement) -> BuiltPage:
    """Everything of a page that its neighbours and its reader's browser depend on."""
    anchors, links = _ask("//@id | //@name", tree), _ask("//a/@href", tree)
    loads: dict[str, None] = {}
    for element in tree.iter("link", *_LOADS):
        values = element.attrib
        if element.tag == "link" and _FETCHING_RELS & set(values.get("rel", "").split()):
            loads[values.get("href", "")] = None
        for name in _LOADS.get(element.tag, ()):
            value = values.get(name, "")
            # In `srcset` every address is followed by the size it is for.
            parts = [part.strip().partition(" ")[0] for part in value.split(",")] if name == "srcset" else [value]
            loads |= {part: None for part in parts if part}
    return BuiltPage(frozenset(filter(None, anchors)), tuple(dict.fromkeys(links)), tuple(loads))


def _ask(path: str, tree: HtmlElement) -> list[str]:
    """Attributes of a page, in its order."""
    return cast("list[str]", _path(path)(tree))


@cache
def _path(path: str) -> XPath:
    from lxml.etree import XPath

    return XPath(path, smart_strings=False)
