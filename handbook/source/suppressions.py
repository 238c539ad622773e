"""Comments of a source that let findings stand: ``# reglament: ignore[code, code] reason``."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter

import yaml

from handbook.finding import Place
from handbook.source.locate import SourceFile

#: A quick look that spares most files the rest.
_BEGINS = re.compile(r"#[ \t]*(?i:reglament)")
#: A slip in it must not go unnoticed: whoever wrote «Reglament: ingore[…]» believes that something is let stand.
_MARK = re.compile(
    r"(?<!\S)#[ \t]*reglament(?:[ \t]*:[ \t]*|[ \t]+(?=ignore\b))(?P<word>\w*)(?:[ \t]*\[(?P<codes>[^\]\r\n]*)\])?"
    r"(?P<reason>(?:(?!\s#[ \t]*reglament[ \t]*:)[^\r\n])*)",
    re.IGNORECASE,
)
#: What people put between the brackets and the reason.
_AROUND = " \t:–—-"


@dataclass(frozen=True, slots=True)
class Suppression:
    """One such comment.

    Attributes:
        place: Where the comment stands.
        codes: What it lets stand, as written.
        reason: Why; empty when it does not say.
        line: The line it speaks of; None means the whole file.
        understood: Whether it is written as such comments are.
    """

    place: Place
    codes: tuple[str, ...]
    reason: str
    line: int | None
    understood: bool = True


def suppressions(file: SourceFile) -> Iterator[Suppression]:
    """Every such comment of a file that could be read, in order; the same words inside a text are text."""
    # Asking for the tree parses the text once more, so that comes last.
    root = file.root if _BEGINS.search(file.text) else None
    if root is None:
        return
    texts = sorted(_texts(root, file.text, set()))
    for match in _MARK.finditer(file.text):
        before = bisect_right(texts, match.start(), key=itemgetter(0))
        if before == 0 or texts[before - 1][1] <= match.start():
            yield _of(match, file, root.start_mark.line)


def _of(match: re.Match[str], file: SourceFile, first_line: int) -> Suppression:
    index, column = file.position(match.start())
    codes = tuple(code.strip() for code in (match["codes"] or "").split(",") if code.strip())
    place = Place(file.name, index + 1, column + 1, excerpt=file.excerpt(index + 1))
    line: int | None
    if index < first_line:
        line = None
    elif file.text[match.start() - column : match.start()].strip():
        line = index + 1
    else:
        line = _next_line(file, index + 1)
    return Suppression(place, codes, match["reason"].strip(_AROUND), line, match["word"].lower() == "ignore")


def _next_line(file: SourceFile, line: int) -> int:
    """The first line from there on that is neither a comment nor empty."""
    while True:
        line += 1
        text = file.excerpt(line)
        if text is None or not (text.strip() == "" or text.lstrip().startswith("#")):
            return line


def _texts(node: yaml.Node, text: str, seen: set[int]) -> Iterator[tuple[int, int]]:
    """Where the scalars stand; the line that opens a text with ``|`` or ``>`` may end with a comment."""
    if id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, yaml.ScalarNode):
        start, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            start = text.find("\n", start, end)
        if start >= 0:
            yield start, end
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _texts(key, text, seen)
            yield from _texts(value, text, seen)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _texts(item, text, seen)
