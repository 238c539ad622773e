"""Styles of a template by the names a user sees: identifiers change with the program that saved the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from generator.word import package
from generator.word.checking.sheet import TWIPS_PER_MM
from generator.word.measures import whole
from generator.word.tags import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element


class Styles:
    """The styles and the lists of one template."""

    def __init__(self, parts: Mapping[str, bytes], main: str) -> None:
        self._root = package.opened(parts, main, "styles")
        self._lists = package.opened(parts, main, "numbering")
        found = [] if self._root is None else list(self._root.iter(f"{WORD}style"))
        self._by_id = {style.get(f"{WORD}styleId", ""): style for style in found}
        self._default = next(
            (one for one in found if one.get(f"{WORD}type") == "paragraph" and one.get(f"{WORD}default") == "1"), None
        )

    def by_name(self, name: str) -> _Element | None:
        """A style by its name; Word and LibreOffice differ in capitals of their own names."""
        wanted = name.casefold()
        return next((style for style in self._by_id.values() if _name(style).casefold() == wanted), None)

    def name_of(self, paragraph: _Element) -> str:
        """The name of a paragraph's style; names of headings are small as Word keeps them."""
        style = self._style(paragraph)
        name = "" if style is None else _name(style)
        return name.casefold() if name.casefold().startswith("heading") else name

    def value(self, paragraph: _Element, name: str) -> str:
        """A property of a paragraph, its own or of its style."""
        found = self._property(paragraph, name)
        return "" if found is None else found.get(f"{WORD}val", "")

    def left(self, paragraph: _Element) -> float:
        """The indent on the left, millimetres."""
        found = self._property(paragraph, "ind")
        if found is None:
            return 0
        return (whole(found, f"{WORD}left") or whole(found, f"{WORD}start")) / TWIPS_PER_MM

    def is_numbered(self, name: str) -> bool:
        """Whether a list numbers the paragraphs of a style."""
        style = self.by_name(name)
        for one in self._chain(style):
            number = one.find(f"{WORD}pPr/{WORD}numPr/{WORD}numId")
            if number is not None:
                return number.get(f"{WORD}val") in self._numbers()
        identity = "" if style is None else style.get(f"{WORD}styleId")
        levels = [] if self._lists is None else self._lists.iter(f"{WORD}pStyle")
        return any(level.get(f"{WORD}val") == identity for level in levels)

    @property
    def language(self) -> str | None:
        """The language of all text that names none of its own."""
        if self._root is None:
            return None
        found = self._root.find(f"{WORD}docDefaults/{WORD}rPrDefault/{WORD}rPr/{WORD}lang")
        own = None if self._default is None else self._default.find(f"{WORD}rPr/{WORD}lang")
        named = [one.get(f"{WORD}val") for one in (own, found) if one is not None]
        return next((one for one in named if one), None)

    def _numbers(self) -> set[str | None]:
        return set() if self._lists is None else {one.get(f"{WORD}numId") for one in self._lists.iter(f"{WORD}num")}

    def _style(self, paragraph: _Element) -> _Element | None:
        named = paragraph.find(f"{WORD}pPr/{WORD}pStyle")
        return self._default if named is None else self._by_id.get(named.get(f"{WORD}val", ""))

    def _property(self, paragraph: _Element, name: str) -> _Element | None:
        for one in (paragraph, *self._chain(self._style(paragraph))):
            found = one.find(f"{WORD}pPr/{WORD}{name}")
            if found is not None:
                return found
        return None

    def _chain(self, style: _Element | None) -> Iterator[_Element]:
        """A style and those it is based on; a damaged file may go round in a circle."""
        seen: set[_Element] = set()
        while style is not None and style not in seen:
            seen.add(style)
            yield style
            based = style.find(f"{WORD}basedOn")
            style = None if based is None else self._by_id.get(based.get(f"{WORD}val", ""))


def _name(style: _Element) -> str:
    found = style.find(f"{WORD}name")
    return "" if found is None else found.get(f"{WORD}val", "")
