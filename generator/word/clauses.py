"""The clauses of a finished document: what is printed in it, under the numbers Word prints."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from generator.word import package
from generator.word.numbers import Numbered, Numbers
from generator.word.tags import WORD
from generator.word.words import quoted
from handbook.editions.approved import Clause

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Styles of what is filled in or signed, and is no rule; a company's copy may carry them under the same names.
_APART = frozenset(
    {
        "ргорганизация",
        "рггриф",
        "ргвиддокумента",
        "ргреквизиты",
        "ргзаголовокподписи",
        "ргподпись",
        "ргрисунок",
        "ргподписьрисунка",
        "ргразрыв",
    }
)
_CONTENTS = ("toc", "оглавление", "рг заголовок оглавления", "рг строка оглавления")
_APPENDIX = "приложени"
_ANNEX = "рг единственное приложение"
#: Appendices people fill in by hand; they end where the next one begins.
_SHEETS = ("лист ознакомления", "лист регистрации изменений", "лист согласования")
#: A number written as text: some documents cannot be numbered by a list.
_TYPED = re.compile(r"([1-9]\d{0,2}(?:\.\d{1,3})*[а-яa-z]?)\.(?:\s+|$)")
#: The same of an item, which begins anew under every clause.
_TYPED_ITEM = re.compile(r"[1-9]\d{0,2}\)\s+(?=\S)")
_SPACES = re.compile(r"[\s\u00a0]+")
_NOT_TEXT = frozenset(f"{WORD}{name}" for name in ("del", "instrText", "drawing", "pict", "object", "pPr", "rPr"))
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_ENDS = (".", ";", ":", ",", "!", "?", "…")
_COLUMN_OF_NUMBERS = frozenset({"№", "№ п/п", "n", "п/п"})


def clauses(content: bytes) -> tuple[Clause, ...]:
    """Clauses in their order: headings, numbered clauses, items, rows of tables under the heading they stand under.

    The title page, signatures, the acquaintance sheet and the register of changes are left out. A text without any
    numbered paragraph gives its paragraphs with the numbers typed in them.

    Args:
        content: The .docx.

    Raises:
        KeyError: It is not a Word document.
    """
    from lxml import etree

    parts = package.read(content)
    main = package.main_part(parts)
    numbers = Numbers(package.opened(parts, main, "numbering"), package.opened(parts, main, "styles"))
    body = etree.fromstring(parts[main]).find(f"{WORD}body")
    if body is None:
        return ()
    blocks = list(_blocks(body))
    counted = [numbers.of(one) if one.tag == f"{WORD}p" else None for one in blocks]
    walk = _Walk(numbers, begun=not any(counted))
    for element, number in zip(blocks, counted, strict=True):
        if element.tag == f"{WORD}tbl":
            walk.table(element)
        else:
            walk.paragraph(element, number)
    return tuple(walk.finished())


def _blocks(holder: _Element) -> Iterator[_Element]:
    """Paragraphs and tables; a table of contents is neither."""
    for child in holder:
        if child.tag in {f"{WORD}p", f"{WORD}tbl"}:
            yield child
        elif child.tag == f"{WORD}sdt" and child.find(f".//{WORD}docPartGallery") is None:
            inner = child.find(f"{WORD}sdtContent")
            if inner is not None:
                yield from _blocks(inner)


@dataclass
class _Walk:
    """The text from its first number to its signatures and sheets.

    Attributes:
        numbers: Whose styles the paragraphs have.
        begun: Whether the title page is over.
        section: The number of the heading last met.
        last: The number of the numbered paragraph last met.
        skipped: Whether a sheet goes on.
        tables: How many tables the sections have.
        within: How many items and paragraphs without numbers stand under a number.
        found: Numbers with texts; of a row, the section, its place and which table it is.
    """

    numbers: Numbers
    begun: bool
    section: str = ""
    last: str = ""
    skipped: bool = False
    tables: Counter[str] = field(default_factory=Counter)
    within: Counter[str] = field(default_factory=Counter)
    found: list[tuple[str, str, int]] = field(default_factory=list)

    def paragraph(self, element: _Element, number: Numbered | None) -> None:
        """Take a paragraph."""
        style = self.numbers.style_name(self.numbers.style_of(element))
        text = _text(element)
        apart = style.replace(" ", "") in _APART or style.startswith(_CONTENTS)
        titled = number is None and not apart and _APPENDIX not in style and self.numbers.is_heading(element)
        if number and not number.bullet and number.depth == 0:
            self.skipped = False
        self.begun = self.begun or number is not None or titled
        if number is None and style == _ANNEX:
            self.skipped = False
            self.section = self.last = text.split()[0] if text else ""
        if text.casefold().startswith(_SHEETS) and number is None:
            self.skipped = True
            self._forget_appendix()
        if not self.begun or self.skipped or apart:
            return
        if titled and text and not _TYPED.match(text):
            self.section = self.last = f"раздел {quoted(text)}"
            self.found.append((self.last, text, 0))
        else:
            self._keep(text, number)

    def _keep(self, text: str, number: Numbered | None) -> None:
        appendix = self.section.casefold().startswith(_APPENDIX)
        typed = None if number or appendix else _TYPED.match(text)
        if typed:
            number = Numbered(typed[1].count("."), typed[1], bullet=False)
            text = text[typed.end() :]
        if number is None or number.bullet:
            if not text:
                return
            item = None if number else _TYPED_ITEM.match(text)
            word = "перечисление" if number or item else "абзац"
            text = text[item.end() :] if item else text
            place = ", ".join(part for part in (self.last, word) if part)
            self.within[place] += 1
            self.found.append((f"{place} {self.within[place]}", text, 0))
            return
        self.last = _SPACES.sub(" ", number.label).rstrip(".) ")
        if number.depth == 0:
            self.section = self.last
        elif typed and self.section[:1].isdecimal():
            # «3.1» may follow «1.1» with no «3» between them.
            self.section = self.last.partition(".")[0]
        self.found.append((self.last, text, 0))

    def table(self, element: _Element) -> None:
        """Take the rows of a table; one that is signed has no rules in it."""
        if not self.begun or self.skipped:
            return
        rows = list(element.iter(f"{WORD}tr"))
        heads = [row for row in rows if row.find(f"{WORD}trPr/{WORD}tblHeader") is not None]
        titles = [text.casefold() for row in heads for text in _cells(row)]
        if "подпись" in titles:
            return
        self.tables[self.section] += 1
        first = 1 if titles and titles[0] in _COLUMN_OF_NUMBERS else 0
        for place, row in enumerate((row for row in rows if row not in heads), 1):
            named, *rest = [cell for cell in _cells(row)[first:] if cell] or [""]
            text = " — ".join(filter(None, [named.rstrip(";."), "; ".join(cell.rstrip(";") for cell in rest)]))
            if text:
                self.found.append((f"{self.section}\n{place}", text, self.tables[self.section]))

    def finished(self) -> Iterator[Clause]:
        """The clauses; tables are counted in sections that have several."""
        for number, text, table in self.found:
            if not table:
                yield Clause(number, text)
                continue
            section, place = number.split("\n")
            which = f"таблица {table}" if self.tables[section] > 1 else "таблица"
            yield Clause(", ".join(part for part in (section, which, f"строка {place}") if part), text)

    def _forget_appendix(self) -> None:
        """Leave out the heading of an appendix that turns out to be a sheet."""
        while self.found and self.found[-1][0].split(",")[0] == self.section and self.section == self.last:
            self.found.pop()


def _cells(row: _Element) -> list[str]:
    return [_cell(list(filter(None, map(_text, cell.iter(f"{WORD}p"))))) for cell in row.iter(f"{WORD}tc")]


def _cell(lines: list[str]) -> str:
    """The lines of a cell as one text."""
    ended = [line if line.endswith(_ENDS) else f"{line};" for line in lines[:-1]]
    return " ".join([*ended, *lines[-1:]])


def _text(element: _Element) -> str:
    return _SPACES.sub(" ", "".join(_pieces(element))).strip()


def _pieces(element: _Element) -> Iterator[str]:
    for child in element:
        if child.tag in _NOT_TEXT or child.tag == _ALTERNATE:
            continue
        if child.tag == f"{WORD}t":
            yield child.text or ""
        elif child.tag in {f"{WORD}tab", f"{WORD}br", f"{WORD}cr"}:
            yield " "
        elif child.tag == f"{WORD}noBreakHyphen":
            yield "-"
        else:
            yield from _pieces(child)
