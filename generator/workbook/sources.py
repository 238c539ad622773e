"""The files of a company as written: text to be edited, data to be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from handbook.layout import Kind, entries
from handbook.source.yaml12 import Pointer, load
from handbook.source.yaml_error import YamlError


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read.

    Attributes:
        name: Its name as messages tell it, from the company's folder.
        kind: What it holds.
        text: All of it, with its ends of lines and the mark at its beginning.
        data: What it says.
    """

    name: str
    kind: Kind
    text: str
    data: dict[str, Any]


Sources = Mapping[str, Source]


@dataclass(frozen=True, slots=True)
class Row:
    """A record that has a row of its own.

    Attributes:
        key: What the row is recognised by.
        owner: Identifier of the record it belongs to; empty when it belongs to none.
        file: The file it stands in.
        base: Where in the file.
        data: What it says.
    """

    key: str
    owner: str
    file: str
    base: Pointer
    data: Mapping[str, Any]


def read_sources(root: Path) -> dict[str, Source]:
    """Every file of a company that can be read; the others are for ``check`` to tell of."""
    found = {}
    for entry in entries(root):
        if entry.kind is None:
            continue
        try:
            text = entry.path.read_bytes().decode("utf-8")
            data, _ = load(text.removeprefix("\ufeff"))
        except (OSError, UnicodeDecodeError, YamlError):
            continue
        if isinstance(data, dict):
            found[entry.name] = Source(entry.name, entry.kind, text, data)
    return found
