"""From a place in the data back to a line and column; done only for places that a message names."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
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
    def root(self) -> yaml.Node | None:
        """The node tree of a text that was read; parsed once more, and only when somebody asks for a place."""
        return compose(self.text)

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def excerpt(self, line: int) -> str | None:
        """The text of a line, from 1."""
        return self._lines[line - 1].rstrip() if 0 < line <= len(self._lines) else None

    @cached_property
    def _starts(self) -> list[int]:
        """Where each line begins; lines end where the parser and ``excerpt`` end them."""
        return [0, *accumulate(len(line) for line in self.text.splitlines(keepends=True))]

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of a character, from 0."""
        line = bisect_right(self._starts, index) - 1
        return line, index - self._starts[line]

    def place(self, spot: Spot) -> Place:
        """Resolve a spot as far as the data goes; steps that are not in the file are passed over.

        Validation adds steps of its own (the tag of a union, a normalised shorthand) and names keys that are missing:
        the nearest place that exists is what a person should look at.
        """
        if self.root is None:
            return Place(self.name, 1, 1, excerpt=self.excerpt(1))
        line, column, _ = self._mark(self.root, spot)
        return Place(self.name, line + 1, column + 1, excerpt=self.excerpt(line + 1))

    def lines(self, spot: Spot) -> range:
        """Lines from the key of what a spot means to the place a message shows: comments at them speak of it."""
        if self.root is None:
            return range(1, 2)
        line, _, first = self._mark(self.root, spot)
        return range(first + 1, line + 2)

    def _mark(self, root: yaml.Node, spot: Spot) -> tuple[int, int, int]:
        """Line and column of a spot and the line where its key stands, from 0."""
        node = root
        key: yaml.Node | None = None
        for index, step in enumerate(spot.pointer):
            child_key, child = _child(node, step)
            last = index == len(spot.pointer) - 1
            # A scalar half-way is the tag of a union that happens to be a key as well.
            if child is not None and (last or isinstance(child, yaml.CollectionNode)):
                key, node = child_key, child
        first = node.start_mark.line if key is None else key.start_mark.line
        on_key = key is not None and (spot.on_key or isinstance(node, yaml.CollectionNode))
        mark = key.start_mark if key is not None and on_key else node.start_mark
        line, column = mark.line, mark.column
        if spot.words:
            # A long text may be folded anywhere between two words.
            words = re.compile(r"\s+".join(map(re.escape, spot.words.split())))
            found = words.search(self.text, node.start_mark.index, node.end_mark.index)
            if found:
                line, column = self.position(found.start())
        return line, column, first


def _child(node: yaml.Node, step: str | int) -> tuple[yaml.Node | None, yaml.Node | None]:
    """The key and value a step leads to; nothing when the data has no such step."""
    if isinstance(node, yaml.MappingNode):
        return next(((key, value) for key, value in node.value if key.value == str(step)), (None, None))
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return None, node.value[step]
    return None, None
