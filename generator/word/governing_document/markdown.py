"""Markdown of clauses and samples as paragraphs, lists and tables of Word; raw HTML of the author stays text."""

from __future__ import annotations

from html.parser import HTMLParser

from markupsafe import escape

from generator.site import text as site_text
from generator.word.governing_document.record import Block
from generator.word.governing_document.runs import Run, ended, markup, tidied
from generator.word.governing_document.table import Row, table
from generator.word.speech import Speech

_BOLD, _ITALIC = frozenset({"strong", "b"}), frozenset({"em", "i"})
_PARAGRAPHS = frozenset({"p", "pre", "blockquote", "div", "h1", "h2", "h3", "h4", "h5", "h6"})


def blocks(speech: Speech, text: str, title: str) -> tuple[Block, ...]:
    """The text, block by block.

    Args:
        speech: How references read.
        text: Markdown of the sources.
        title: What it is about, for those who cannot see its tables.
    """
    html = site_text.rich(text, lambda reference: escape(speech.words(reference)))
    reader = _Reader(title)
    reader.feed(str(html))
    reader.close()
    reader.flush()
    return tuple(reader.found)


class _Reader(HTMLParser):
    """Collects runs until a block ends."""

    def __init__(self, title: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self._title = title
        self._runs: list[Run] = []
        self._styles: list[str] = []
        self._lists: list[int | None] = []
        self._items: list[tuple[Run, ...] | Block] = []
        self._rows: list[Row] = []
        self._in_cell = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag in _BOLD | _ITALIC or names.get("class") == "rg-line":
            self._styles.append("strong" if tag not in _ITALIC else "em")
        if tag in {"ul", "ol"}:
            self.flush()
            self._lists.append(0 if tag == "ol" else None)
        elif tag == "li":
            self.flush()
        elif tag == "br":
            self._runs.append(Run(" "))
        elif tag == "img":
            self._runs.append(Run(names.get("alt") or ""))
        elif tag == "tr":
            self._rows.append([])
        elif tag == "table":
            self.flush()
        elif tag in _PARAGRAPHS:
            self._part()

    def handle_endtag(self, tag: str) -> None:
        if tag in {"ul", "ol"}:
            self.flush()
            self._close_list()
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append(tidied(self._runs))
            self._runs = []
        elif tag == "table":
            self._runs = []
            self._put(Block(table=table(self._rows, self._title)))
            self._rows = []
        elif tag == "li":
            self.flush()
        elif tag in _PARAGRAPHS:
            self._part()
            self._styles = []
        if tag in _BOLD | _ITALIC and self._styles:
            self._styles.pop()

    def handle_data(self, data: str) -> None:
        self._runs.append(Run(data, "strong" in self._styles, "em" in self._styles))

    def _part(self) -> None:
        """A paragraph begins or ends; an item of a list keeps its paragraphs together."""
        if self._lists:
            self._runs.append(Run(" "))
        else:
            self.flush()

    def flush(self) -> None:
        """End the paragraph or item in the making."""
        runs, self._runs = tidied(self._runs), []
        if not runs:
            return
        if not self._lists:
            self._put(Block(text=markup(runs)))
            return
        number = self._lists[-1]
        if number is None:
            self._items.append(runs)
            return
        self._lists[-1] = number + 1
        # A number of the author is part of the text: another place may cite it.
        self._put(Block(text=markup((Run(f"{number + 1}) "), *runs))))

    def _put(self, block: Block) -> None:
        """Add a block after what is there already: items of an open list wait for its end."""
        if self._lists:
            self._items.append(block)
        else:
            self.found.append(block)

    def _close_list(self) -> None:
        self._lists.pop()
        if self._lists:
            return
        last = len(self._items) - 1
        self.found += [
            one if isinstance(one, Block) else Block(item=markup(ended(one, "." if index == last else ";")))
            for index, one in enumerate(self._items)
        ]
        self._items = []
