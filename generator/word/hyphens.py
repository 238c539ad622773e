"""Numbers with a hyphen, «РД-44» or «42-К», kept on one line: Word breaks a line at any hyphen but a no-break one.

It is put in when the document is done: texts, their comparison and search go on with the plain hyphen.
"""

from __future__ import annotations

import re

_TEXT = re.compile(r"<w:t(?: [^>]*)?>[^<]*-[^<]*</w:t>")
#: «РПК-01», «42-К», and identifiers of the sources, such as those of norms.
_NUMBER = re.compile(r"(?<![\w-])(?:[A-ZА-ЯЁ]{1,6}-\d+|\d+-[A-ZА-ЯЁ]{1,4}|[a-z][a-z0-9]*(?:-[a-z0-9]+)+)(?!\w)")
_NO_BREAK = '</w:t><w:noBreakHyphen/><w:t xml:space="preserve">'


def unbroken(content: bytes) -> bytes:
    """The text of a document with no-break hyphens in its numbers.

    Args:
        content: The part with the text, UTF-8.
    """
    return _TEXT.sub(_in_text, content.decode()).encode()


def _in_text(found: re.Match[str]) -> str:
    opening, _, text = found[0].partition(">")
    return f"{opening}>{_NUMBER.sub(lambda number: number[0].replace('-', _NO_BREAK), text)}"
