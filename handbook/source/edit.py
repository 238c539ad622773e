"""Surgical edits of a source: the value asked for changes, every other byte of a file of usual shape stays."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from handbook.source.editing.records import Edit, EditError, Insert, Remove, Set, difference, edited, rooted, same
from handbook.source.editing.roundtrip import roundtrip
from handbook.source.editing.splice import UnknownShapeError, splice
from handbook.source.yaml12 import load
from handbook.source.yaml_error import YamlError

__all__ = ["Edit", "EditError", "Insert", "Remove", "Set", "apply"]

_BOM = "\ufeff"


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Make edits in a YAML text, one after another: the pointer of each counts from what the earlier ones made.

    Styles are kept: quotation marks, brackets, folded and literal blocks (only lines whose words changed are wrapped
    anew), comments, blank lines, ends of lines, the mark at the beginning; a text of unusual shape is written anew as
    a whole, its comments and quotation marks kept. Each result is read again and holds exactly the data with the edits
    made.

    Args:
        text: A text that ``yaml12.load`` reads as a mapping.
        edits: What to change. Setting a list or a mapping changes only what differs in it.

    Raises:
        EditError: A pointer leads nowhere, or the text cannot be edited safely (an anchored value, say).
        YamlError: The text cannot be read.
    """
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    data, _ = load(body)
    for edit in edits:
        body, data = _made(body, data, edit)
    return bom + body


def _made(text: str, data: Any, edit: Edit) -> tuple[str, Any]:  # noqa: ANN401 - YAML data of any shape
    """The text with one edit made, and the data it says."""
    edit = rooted(data, edit)
    wanted = edited(data, edit)
    if same(data, wanted):
        return text, data
    smaller = list(difference(data, wanted)) if isinstance(edit, Set) and isinstance(edit.value, dict | list) else []
    if smaller and smaller != [edit]:
        for part in smaller:
            data = edited(data, part)
            text = _made_one(text, data, part)
        return text, data
    return _made_one(text, wanted, edit), wanted


def _made_one(text: str, wanted: Any, edit: Edit) -> str:  # noqa: ANN401 - YAML data of any shape
    for way in (splice, roundtrip):
        try:
            made = way(text, edit)
            if same(load(made)[0], wanted):
                return made
        except (UnknownShapeError, YamlError, LookupError, ValueError):
            continue
    place = ".".join(map(str, edit.pointer))
    raise EditError(f"место {place} написано так, что править его программой ненадёжно (метки & и *, теги)")
