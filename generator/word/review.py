"""Traces of a review in a template: tracked changes are taken as accepted, remarks stay with the template.

Whoever edits a template with «Исправления» on would otherwise print them in every document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.word import package
from generator.word.tags import WORD

if TYPE_CHECKING:
    from lxml.etree import _Element

#: What disappears with its contents, and what leaves its contents behind.
_GONE = (
    *("del", "moveFrom", "cellDel", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange"),
    *("tblGridChange", "trPrChange", "tcPrChange", "numberingChange", "moveFromRangeStart", "moveFromRangeEnd"),
    *("moveToRangeStart", "moveToRangeEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "cellIns"),
)
_KEPT = ("ins", "moveTo")
#: Parts that hold remarks; Word has added newer ones beside the first.
_REMARKS = ("word/comments", "word/people")


def accept(root: _Element) -> None:
    """Accept the tracked changes of a part and forget the remarks in its margins."""
    for element in list(root.iter(*(f"{WORD}{name}" for name in _GONE))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in list(root.iter(*(f"{WORD}{name}" for name in _KEPT))):
        parent = element.getparent()
        if parent is not None:
            at = parent.index(element)
            parent[at : at + 1] = list(element)


def forget_remarks(parts: dict[str, bytes]) -> None:
    """Take the parts with remarks out of a package."""
    if any(name.startswith(_REMARKS) for name in parts):
        package.drop(parts, _REMARKS)
