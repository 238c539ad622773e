"""Hands the finished HTML of a page past Markdown: the page comes out the same, its tags are read once and quickly.

Generated pages are HTML blocks with headings between them. Markdown looks for such blocks with a parser written in
Python, and MkDocs with another before it. What is plainly a whole block is laid aside here as theirs would lay it;
from the first thing that is not so plain they look at the rest themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor

if TYPE_CHECKING:
    from markdown import Markdown

#: Just before the parser of MkDocs, which is just before that of Markdown.
_TURN = 22
#: A tag as generated pages write it, or anything else that begins as one.
_TAG = re.compile(r"""<(?:(/?)([a-z][a-z0-9-]*)((?:\s+[a-zA-Z][a-zA-Z0-9:-]*(?:="[^"<>`]*")?)*)\s*(/?)>)?""")
#: An ampersand that is no whole reference: the parsers would complete it.
_BARE = re.compile(r"&(?!(?:#[0-9]+|[a-zA-Z][a-zA-Z0-9]*);)")
_BLANK = re.compile(r"(?:[ ]*\n){2}")
#: What parsers read by rules of their own.
_SPECIAL = frozenset({"iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"})
_EMPTY = frozenset({"hr"})
_VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
_INLINE = frozenset({"a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "sub", "sup"})


class RawBlocks(Extension):
    """The extension of Markdown that does it."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - so Markdown calls it
        """Take part before the parsers do."""
        md.preprocessors.register(_LayAside(md), "reglament_raw_blocks", _TURN)


class _LayAside(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        text = "\n".join(lines)
        return "".join(self._parts(text)).split("\n") if "<" in text else lines

    def _parts(self, text: str) -> Iterator[str]:
        done = 0
        for start, end in _blocks(text, frozenset(self.md.block_level_elements)):
            closing = "\n" if _BLANK.match(text, end) else ""
            yield f"{text[done:start]}\n{self.md.htmlStash.store(text[start:end] + closing)}\n\n"
            done = end
        yield text[done:]


def _blocks(text: str, block_level: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where whole blocks stand, up to the first place that may be read otherwise."""
    begins = block_level - _EMPTY
    stack: list[str] = []
    start = 0
    for found in _TAG.finditer(text):
        end, tag, values, alone = found.groups()
        if tag is None or tag in _SPECIAL or "markdown" in values.lower():
            return
        if not stack and tag in _INLINE:
            continue
        if end:
            if not stack or stack.pop() != tag or not (stack or _is_whole(text, start, found.end())):
                return
            if not stack:
                yield start, found.end()
        elif not stack:
            start = found.start()
            if tag not in begins or alone or text[max(start - 1, 0) : start] not in {"", "\n"}:
                return
            stack.append(tag)
        elif not alone and tag not in _VOID:
            stack.append(tag)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a block ends its line and is to be kept as it is written."""
    return text.startswith("\n", end) and not _BARE.search(text, start, end)
