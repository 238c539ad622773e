"""Files of our own export: how they are recognised, and the identifiers of the sources they carry."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import TYPE_CHECKING

from handbook.identifiers import identifier, is_identifier

if TYPE_CHECKING:
    from lxml.etree import _Element

#: Our own vocabulary, a name and no address.
NAMESPACE = "urn:reglament:bpmn:1"

_KINDS = re.compile(r"^(?:Activity|Gateway|Event|DataObject)_")
_CODE = re.compile(r"_([0-9a-f]{1,6})_")
#: What bpmn.io and Camunda Modeler call a shape that was added there: seven letters and digits by chance.
_BY_CHANCE = re.compile(r"[01][0-9a-z]{6}")
_LAST = 0x10FFFF
_LONGEST = 80


def is_own(root: _Element) -> bool:
    """Whether a diagram was written by our export, whoever has changed it since.

    Args:
        root: Its root element.
    """
    return NAMESPACE in root.nsmap.values()


def chosen(key: str, title: str, taken: Collection[str], otherwise: str, *, own: bool) -> str:
    """An identifier nobody else has: that of the sources in a file of ours while it is free, else one of the title.

    Args:
        key: The identifier in the diagram.
        title: What a new one is made of.
        taken: Identifiers that are in use.
        otherwise: What it is made of when the title has no letters Latin can tell.
        own: Whether the diagram was written by our export.
    """
    kept = source_id(key) if own else ""
    return kept if kept and kept not in taken else identifier(title, taken, otherwise)


def source_id(key: str) -> str:
    """The identifier of the sources one in a diagram was made of; empty when it was made of none."""
    name = _CODE.sub(_letter, _KINDS.sub("", key)).removeprefix("_")
    fits = len(name) <= _LONGEST and is_identifier(name) and not _BY_CHANCE.fullmatch(name)
    return name if fits else ""


def _letter(code: re.Match[str]) -> str:
    number = int(code[1], 16)
    return chr(number) if number <= _LAST else code[0]
