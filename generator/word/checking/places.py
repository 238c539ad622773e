"""Paragraphs of a template with the words a user finds them by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.word import package
from generator.word.review import accept
from generator.word.tags import WORD, text_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_OFFICE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHOWN = 60
_RUNNING = {"header": "верхний колонтитул", "footer": "нижний колонтитул"}
_PAGES = {"first": "первой страницы", "even": "чётных страниц"}
_NOTES = {"footnotes": "сноски", "endnotes": "концевые сноски"}


@dataclass(frozen=True, eq=False)
class Spot:
    """A paragraph of a template.

    Attributes:
        element: The paragraph itself.
        text: Its text as its reader sees it.
        part: The part it stands in: «основной текст».
        at: Where in the part: «абзац 12», «таблица 2, строка 3, ячейка 1».
    """

    element: _Element
    text: str
    part: str
    at: str

    def __str__(self) -> str:
        """The place as a message names it, with the beginning of the text."""
        shown = " ".join(self.text.split())
        excerpt = f" «{shown[:_SHOWN]}{'…' if len(shown) > _SHOWN else ''}»" if shown else ""
        return f"{self.part}, {self.at}{excerpt}"

    @property
    def holder(self) -> _Element | None:
        """What the paragraph stands in: the text, a cell, a text box."""
        return self.element.getparent()

    def within(self, name: str) -> _Element | None:
        """The nearest element of a name that the paragraph stands in, such as ``tr``."""
        for above in self.element.iterancestors():
            if above.tag == f"{WORD}{name}":
                return above
        return None


@dataclass(frozen=True, eq=False)
class Page:
    """A part with text: its XML, what a user calls it, its paragraphs."""

    name: str
    title: str
    root: _Element
    spots: tuple[Spot, ...]


def pages(parts: Mapping[str, bytes], main: str) -> tuple[Page, ...]:
    """The text of a package: the main part, running titles, notes.

    Raises:
        lxml.etree.XMLSyntaxError: A part is not XML.
    """
    from lxml import etree

    body = etree.fromstring(parts[main])
    found = [_page(main, "основной текст", body)]
    named = _running(parts, main, body)
    for kind, title in _NOTES.items():
        named |= dict.fromkeys(_targets(parts, main, kind), title)
    found += [_page(name, title, etree.fromstring(parts[name])) for name, title in named.items()]
    return tuple(found)


def _targets(parts: Mapping[str, bytes], main: str, kind: str) -> list[str]:
    try:
        return package.targets(parts, main, kind)
    except KeyError:
        return []


def _running(parts: Mapping[str, bytes], main: str, body: _Element) -> dict[str, str]:
    """Titles of headers and footers by part, in the order of sections."""
    from lxml import etree

    relations = etree.fromstring(parts[package.relations_name(main)])
    named: dict[str, str] = {}
    for kind, title in _RUNNING.items():
        by_target = dict.fromkeys(_targets(parts, main, kind), title)
        for reference in body.iter(f"{WORD}{kind}Reference"):
            page = _PAGES.get(reference.get(f"{WORD}type", ""))
            target = next(
                (item.get("Target", "") for item in relations if item.get("Id") == reference.get(f"{_OFFICE}id")), ""
            )
            for name in by_target:
                if page and target and name.endswith(target.lstrip("/")):
                    by_target[name] = f"{title} {page}"
        named |= by_target
    return named


def _page(name: str, title: str, root: _Element) -> Page:
    accept(root)
    return Page(name, title, root, tuple(_spots(title, root)))


def _spots(title: str, root: _Element) -> Iterator[Spot]:
    tables: dict[_Element, int] = {}
    number = 0
    for element in root.iter(f"{WORD}p", f"{WORD}tbl"):
        if element.tag == f"{WORD}tbl":
            tables[element] = len(tables) + 1
            continue
        cell = next(element.iterancestors(f"{WORD}tc"), None)
        box = next(element.iterancestors(f"{WORD}txbxContent"), None)
        if cell is None:
            number += box is None
            at = f"абзац {number}" + (", надпись" if box is not None else "")
        else:
            at = _in_table(cell, tables)
        yield Spot(element, text_of(element), title, at)


def _in_table(cell: _Element, tables: Mapping[_Element, int]) -> str:
    row = next(cell.iterancestors(f"{WORD}tr"))
    table = next(cell.iterancestors(f"{WORD}tbl"))
    rows, cells = list(table.iter(f"{WORD}tr")), list(row.iter(f"{WORD}tc"))
    return f"таблица {tables[table]}, строка {rows.index(row) + 1}, ячейка {cells.index(cell) + 1}"
