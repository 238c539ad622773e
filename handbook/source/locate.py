"""From a place in the data back to a line and column; done only for places that a message names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import yaml

from handbook.finding import Place
from handbook.source.yaml12 import Pointer, compose


@dataclass(frozen=True, slots=True)
class Spot:
    """A symbolic place: a file and a way into its data.

    Attributes:
        file: The file's name as the user knows it.
        pointer: Keys and indexes that lead to the value.
        on_key: Whether the key, not its value, is meant.
        words: Words inside a long text that are meant, as they stand in the source.
    """

    file: str
    pointer: Pointer = ()
    on_key: bool = False
    words: str | None = None

    def at(self, *more: str | int, on_key: bool = False, words: str | None = None) -> Spot:
        """A place deeper inside."""
        return Spot(self.file, (*self.pointer, *more), on_key, words)


class SourceFile:
    """One YAML file: its text as read, and positions on demand."""

    def __init__(self, path: Path, name: str, text: str) -> None:
        self.path = path
        self.name = name
        self.text = text

    @cached_property
    def _root(self) -> yaml.Node | None:
        return compose(self.text)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def excerpt(self, line: int) -> str | None:
        """The text of a line, from 1."""
        return self._lines[line - 1].rstrip() if 0 < line <= len(self._lines) else None

    def place(self, spot: Spot) -> Place:
        """Resolve a spot as far as the data goes; steps that are not in the file are passed over.

        Validation adds steps of its own (the tag of a union, a normalised shorthand) and names keys that are missing:
        the nearest place that exists is what a person should look at.
        """
        node = self._root
        if node is None:
            return Place(self.name, 1, 1, excerpt=self.excerpt(1))
        key: yaml.Node | None = None
        for index, step in enumerate(spot.pointer):
            child_key, child = _child(node, step)
            last = index == len(spot.pointer) - 1
            # A scalar half-way is the tag of a union that happens to be a key as well.
            if child is not None and (last or isinstance(child, yaml.CollectionNode)):
                key, node = child_key, child
        on_key = key is not None and (spot.on_key or isinstance(node, yaml.CollectionNode))
        mark = key.start_mark if key is not None and on_key else node.start_mark
        line, column = mark.line, mark.column
        if spot.words:
            found = self.text.find(spot.words, node.start_mark.index, node.end_mark.index)
            if found >= 0:
                line = self.text.count("\n", 0, found)
                column = found - (self.text.rfind("\n", 0, found) + 1)
        return Place(self.name, line + 1, column + 1, excerpt=self.excerpt(line + 1))


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key and value a step leads to; nothing when the data has no such step."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None
