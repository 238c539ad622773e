"""Where everything of a YAML text stands, to the letter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from handbook.source.yaml12 import Pointer

#: The parser in C gives marks and events of its own, which stubs do not know.
_PARSER: Any = yaml
_BLANK_END = re.compile(r"(?:\r?\n[ \t]*)+\Z")


@dataclass(slots=True)
class Node:
    """A value of the text.

    Attributes:
        kind: What it is.
        start: Index of its first letter, that of its anchor or tag included.
        end: Index after its last letter; blank lines behind a block of text are no part of it.
        column: Column its first key, its first dash or it itself begins in.
        style: Of a scalar: empty for plain, ``'``, ``"``, ``|`` or ``>``; of a collection: ``[`` when in brackets.
        marked: Whether it has an anchor or a tag.
        children: Items of a sequence; keys and values of a mapping in turn.
    """

    kind: Literal["scalar", "sequence", "mapping", "alias"]
    start: int
    end: int
    column: int
    style: str = ""
    marked: bool = False
    value: str = ""
    children: list[Node] = field(default_factory=list)

    @property
    def flow(self) -> bool:
        """Whether it is a collection in brackets."""
        return self.style == "["

    @property
    def blank(self) -> bool:
        """Whether nothing is written: ``stages:`` and no more."""
        return self.kind == "scalar" and self.start == self.end

    def pairs(self) -> list[tuple[Node, Node]]:
        """Keys and values of a mapping."""
        return list(zip(self.children[::2], self.children[1::2], strict=True)) if self.kind == "mapping" else []


@dataclass(frozen=True, slots=True)
class Way:
    """A value with what it stands in.

    Attributes:
        node: The value.
        parent: The collection it stands in; None for the whole document.
        key: Its key, when it stands in a mapping.
        flow: Whether it stands in brackets, however far outside.
    """

    node: Node
    parent: Node | None = None
    key: Node | None = None
    flow: bool = False


def tree(text: str) -> Node | None:
    """The values of a text that can be read; None for one without any."""
    open_nodes: list[Node] = []
    root: Node | None = None
    for event in _PARSER.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, _PARSER.CollectionEndEvent):
            _close(open_nodes.pop(), event.end_mark.index)
            continue
        if not isinstance(event, _PARSER.NodeEvent):
            continue
        node = _node(event, text)
        if open_nodes:
            open_nodes[-1].children.append(node)
        root = root or node
        if isinstance(event, _PARSER.CollectionStartEvent):
            open_nodes.append(node)
    return root


def find(root: Node, pointer: Pointer) -> Way | None:
    """The value a pointer leads to, as it is written; None when it is not written there (in an alias, say)."""
    way = Way(root)
    for step in pointer:
        node, flow = way.node, way.flow or way.node.flow
        if node.kind == "sequence" and isinstance(step, int) and step < len(node.children):
            way = Way(node.children[step], node, None, flow)
            continue
        found = next(((key, value) for key, value in node.pairs() if key.value == str(step)), None)
        if found is None:
            return None
        way = Way(found[1], node, found[0], flow)
    return way


def _close(node: Node, end: int) -> None:
    """Settle where a collection ends and, in block style, where it begins: the parser counts from its anchor."""
    if node.flow or not node.children:
        node.end = end
        return
    node.end = node.children[-1].end
    if node.kind == "mapping":
        node.column = node.children[0].column


def _node(event: Any, text: str) -> Node:  # noqa: ANN401 - see _PARSER
    start, end, column = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, _PARSER.AliasEvent):
        return Node("alias", start, end, column)
    marked = bool(event.anchor or event.tag)
    if isinstance(event, _PARSER.ScalarEvent):
        style = event.style or ""
        if style and style in "|>":
            end = start + len(_BLANK_END.sub("", text[start:end]))
        return Node("scalar", start, end, column, style, marked, event.value)
    kind: Literal["sequence", "mapping"] = "sequence" if isinstance(event, _PARSER.SequenceStartEvent) else "mapping"
    return Node(kind, start, end, column, "[" if event.flow_style else "", marked)
