"""A built page cut into what can be found on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from generator.site.search.names import names
from generator.site.search.section import Section
from generator.site.search.weights import of_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: How much of the text of a section is kept.
SHOWN = 420
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
#: What an anchor makes a place of its own; a step or a row stays with its list.
_BLOCKS = frozenset({"div", "section", "article", "details", "figure", "dt"})
_UNREAD = frozenset({"script", "style", "svg", "noscript", "template", "button", "input", "select", "textarea"})
#: After these a word does not go on.
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "mark", "span", "strong", "sub", "sup", "wbr"})
_PLAIN = 1.0
#: A mention of another page says little of this one.
_MENTION = 0.3
_STRONG = 2.2
_WEAK = 0.6
_STRONG_SIGNS = ("__title", "__text", "__rule", "__name", "__head", "rg-lead", "rg-rule")
_WEAK_SIGNS = ("rg-muted", "__meta", "rg-chip", "rg-badge")
#: Facts in cells under the title of a page read badly as its beginning.
_TABLES = ("rg-facts", "rg-strip", "rg-edition", "rg-chips")
_TITLES = ("__title", "__name", "__head")


@dataclass
class _Place:
    """A section being read."""

    anchor: str
    heading: str = ""
    text: list[str] = field(default_factory=list)
    size: int = 0
    counts: dict[str, float] = field(default_factory=dict)
    length: float = 0.0

    def add(self, text: str, weight: float, *, shown: bool = True) -> None:
        """Read a piece of text."""
        if shown and self.size < SHOWN:
            self.text.append(text)
            self.size += len(text)
        found = _names(text)
        if found:
            counts, length, each = self.counts, self.length, min(weight, 1.0)
            for name in found:
                counts[name] = counts.get(name, 0.0) + weight
                length += each
            self.length = length

    def part(self) -> None:
        """Part what was read from what follows."""
        if self.size < SHOWN:
            self.text.append(" ")
            self.size += 1


@lru_cache(maxsize=1 << 16)
def _names(text: str) -> tuple[str, ...]:
    """Kept, because titles and labels stand on many pages."""
    return tuple(names(text))


def sections(path: str, tree: HtmlElement) -> tuple[Section, ...]:
    """What can be found on a page, in the order of the page; the page itself comes first.

    Args:
        path: The built page, relative to the root of the site.
        tree: The whole page. What is marked ``data-search-exclude`` is left out.
    """
    articles = tree.xpath('//article[contains(concat(" ", @class, " "), " md-content__inner ")]')
    if not articles:
        return ()
    places = [_Place("")]
    _Reader(places).read(articles[0], places[0], _PLAIN)
    first = places[0]
    if not "".join(first.text).strip() and len(places) > 1:
        first.text = places[1].text
    return tuple(_made(path, place) for place in places if place is first or place.counts or place.heading)


def _made(path: str, place: _Place) -> Section:
    terms = {name: of_text(count, place.length) for name, count in place.counts.items()}
    return Section.of(path, place.anchor, place.heading, _short(" ".join("".join(place.text).split())), terms)


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else text[:SHOWN].rpartition(" ")[0] + "…"


@dataclass
class _Reader:
    places: list[_Place]
    #: In how many elements it is whose text is found and not shown.
    silent: int = 0

    def read(self, element: HtmlElement, place: _Place, weight: float) -> _Place:
        """Read what an element holds; the place what follows it belongs to."""
        shown = place is not self.places[0] or not any(sign in (element.get("class") or "") for sign in _TABLES)
        self.silent += not shown
        if element.text:
            place.add(element.text, weight, shown=not self.silent)
        for child in element:
            place = self._child(child, place, weight)
            if child.tail:
                place.add(child.tail, weight, shown=not self.silent)
        self.silent -= not shown
        return place

    def _child(self, child: HtmlElement, place: _Place, weight: float) -> _Place:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNREAD or child.get("data-search-exclude") is not None:
            return place
        signs = child.get("class") or ""
        if "headerlink" in signs:
            return place
        if tag in _HEADINGS:
            return self._heading(child, place)
        anchor = child.get("id")
        if tag not in _INLINE:
            place.part()
        if anchor and tag in _BLOCKS and not any(one.tag in _HEADINGS for one in child.iter("h1", "h2", "h3", "h4")):
            block = _Place(anchor, _title(child))
            self.places.append(block)
            self.read(child, block, weight)
            return place
        place = self.read(child, place, _weight(child, tag, signs, weight))
        if tag not in _INLINE:
            place.part()
        return place

    def _heading(self, child: HtmlElement, place: _Place) -> _Place:
        heading = " ".join("".join(_own(child)).split())
        if child.tag == "h1" and place is self.places[0]:
            place.heading = heading
            return place
        anchor = child.get("id")
        if not anchor:
            place.add(f"{heading} ", _STRONG)
            return place
        made = _Place(anchor, heading)
        self.places.append(made)
        return made


def _weight(child: HtmlElement, tag: str, signs: str, weight: float) -> float:
    if tag == "a" and child.get("href") and not child.get("href", "").startswith("#"):
        return min(weight, _MENTION)
    return _usual(tag, signs) if weight == _PLAIN else weight


@lru_cache(maxsize=1 << 12)
def _usual(tag: str, signs: str) -> float:
    """What text weighs by the element it stands in."""
    if tag in {"summary", "strong", "dt"} or any(sign in signs for sign in _STRONG_SIGNS):
        return _STRONG
    return _WEAK if tag == "small" or any(sign in signs for sign in _WEAK_SIGNS) else _PLAIN


def _title(block: HtmlElement) -> str:
    """How a block with an anchor calls itself."""
    for one in block.iter():
        if isinstance(one.tag, str) and (
            one.tag in {"dt", "summary"} or any(sign in (one.get("class") or "") for sign in _TITLES)
        ):
            return " ".join("".join(_own(one)).split())
    return ""


def _own(element: HtmlElement) -> Iterator[str]:
    """Text of a heading without its link to itself and its chips."""
    yield element.text or ""
    for child in element:
        signs = child.get("class") or "" if isinstance(child.tag, str) else "headerlink"
        if "headerlink" not in signs and "rg-chip" not in signs:
            yield from _own(child)
        yield child.tail or ""
