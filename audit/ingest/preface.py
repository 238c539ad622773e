"""Where HTML or JSON begins in a text: the program that wrote it may have complained first."""

from __future__ import annotations

import re

from audit.ingest.kinds import HTML

_BLANK = re.compile(rb"(?:\s|\xef\xbb\xbf)*")
#: How a record of JSON begins, or a list of them; a cell of a CSV that begins so stands in quotes.
_RECORD = re.compile(rb'(?:\[\s*)?\{\s*"(?:[^"\\]|\\.){0,100}"\s*:')
#: Strangers above take so many lines at most; a line of a table has more delimiters than one.
_LINES = 5
_DELIMITERS = (b";", b"\t", b"|")


def tree_start(text: bytes) -> int | None:
    """Where the HTML or the JSON of a text begins; None when it is lines of cells.

    Args:
        text: The beginning of a file, in UTF-8.
    """
    at = _after_blanks(text, 0)
    if text[at : at + 1] in {b"{", b"["} or HTML.match(text[at:]):
        return at
    for _ in range(_LINES):
        end = text.find(b"\n", at)
        line = text[at:end]
        if end < 0 or line.count(b",") > 1 or any(mark in line for mark in _DELIMITERS):
            return None
        at = _after_blanks(text, end)
        if _RECORD.match(text, at) or HTML.match(text[at:]):
            return at
    return None


def _after_blanks(text: bytes, at: int) -> int:
    found = _BLANK.match(text, at)
    return found.end() if found else at
