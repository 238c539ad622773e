"""Where everything of a YAML text stands, to the letter, and insertions that leave the rest as it was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

_STEP = "  "
#: The parser in C gives marks and events of its own, which stubs do not know.
_PARSER: Any = yaml


@dataclass(slots=True)
class Node:
    """A value of the text.

    Attributes:
        kind: What it is; an alias stands for what it names.
        start: Index of its first letter.
        end: Index after its last letter; for a collection in block style, that of its last value.
        indent: Column it begins in.
        flow: Whether it is written in brackets.
        value: Text of a scalar, name of an alias.
        children: Values of a sequence; keys and values of a mapping in turn.
        target: What an alias stands for.
    """

    kind: Literal["scalar", "sequence", "mapping", "alias"]
    start: int
    end: int
    indent: int
    flow: bool = False
    value: str = ""
    children: list[Node] = field(default_factory=list)
    target: Node | None = None

    @property
    def real(self) -> Node:
        """The value itself, wherever it is written."""
        return self.target or self

    @property
    def blank(self) -> bool:
        """Whether nothing is written: ``stages:`` and no more."""
        return self.kind == "scalar" and self.start == self.end

    def get(self, key: str) -> Node | None:
        """The value of a key of a mapping."""
        return next((value for name, value in self.pairs() if name.value == key), None)

    def pairs(self) -> Iterator[tuple[Node, Node]]:
        """Keys and values of a mapping; nothing for anything else."""
        if self.kind == "mapping":
            yield from zip(self.children[::2], self.children[1::2], strict=True)


@dataclass(frozen=True, slots=True)
class Item:
    """Something to be put into a collection.

    Attributes:
        lines: As it stands in block style, indented from its own beginning; comments may follow values.
        short: As it stands in brackets.
    """

    lines: tuple[str, ...]
    short: str


class Patch:
    """Insertions into a text, applied all at once."""

    def __init__(self, text: str) -> None:
        """Parse a text that holds a mapping; lines end with a line feed."""
        self.text = text if text.endswith("\n") else f"{text}\n"
        self.root = _tree(self.text)
        self._edits: list[tuple[int, int, str]] = []

    def result(self) -> str:
        """The text with every insertion, those at one place in the order they were made."""
        text = self.text
        for _, (start, end, new) in sorted(enumerate(self._edits), key=lambda item: (-item[1][0], -item[0])):
            text = text[:start] + new + text[end:]
        return text

    def replace(self, node: Node, new: str) -> None:
        """Put a text in place of a value written in one piece."""
        tail = "\n" if node.end > node.start and self.text[node.end - 1] == "\n" else ""
        self._edits.append((node.start, node.end, f" {new}" if node.blank else new + tail))

    def extend(self, owner: Node, key: str, items: Sequence[Item]) -> None:
        """Add items to the list under a key of a mapping; the key is added when it is not there."""
        found = owner.get(key)
        if found is None:
            inner = tuple(_STEP + line for line in _listed(items))
            self.add(owner, [Item((f"{key}:", *inner), f"{key}: [{_short(items)}]")])
        elif found.blank:
            self._under(owner, found, _listed(items), f"[{_short(items)}]")
        else:
            self.append(found, items)

    def append(self, found: Node, items: Sequence[Item]) -> None:
        """Add items to a list; an only value, or a list that stands elsewhere, becomes a list here."""
        if found.kind == "sequence" and not found.flow:
            self._insert(found.end, found.indent, _listed(items))
        elif found.kind == "sequence":
            self._into_brackets(found, items)
        else:
            self.replace(found, f"[{', '.join((*_texts(found), _short(items)))}]")

    def add(self, owner: Node, items: Sequence[Item]) -> None:
        """Add keys to a mapping."""
        lines = [line for item in items for line in item.lines]
        if owner.kind == "alias":
            self.replace(owner, f"{{<<: *{owner.value}, {_short(items)}}}")
        elif owner.flow:
            self._into_brackets(owner, items)
        elif owner is self.root:
            # Comments at the end of the file stay with what they are about; after «...» nothing may stand.
            closed = "\n..." in self.text[owner.end :]
            self._insert(owner.end if closed else len(self.text), owner.indent, lines)
        else:
            self._insert(owner.end, owner.indent, lines)

    def fill(self, owner: Node, key: str, items: Sequence[Item]) -> None:
        """Add keys to the mapping under a key; the key is added when it is not there."""
        found = owner.get(key)
        lines = [line for item in items for line in item.lines]
        if found is None:
            self.add(owner, [Item((f"{key}:", *(_STEP + line for line in lines)), f"{key}: {{{_short(items)}}}")])
        elif found.blank:
            self._under(owner, found, lines, f"{{{_short(items)}}}")
        else:
            self.add(found, items)

    def _under(self, owner: Node, blank: Node, lines: Sequence[str], short: str) -> None:
        if owner.flow:
            self.replace(blank, short)
        else:
            self._insert(blank.end, owner.indent + len(_STEP), lines)

    def _into_brackets(self, node: Node, items: Sequence[Item]) -> None:
        place = node.end - 1
        inside = self.text[node.children[-1].end : place] if node.children else ""
        comma = "" if not node.children or "," in inside else ", "
        self._edits.append((place, place, comma + _short(items)))

    def _insert(self, place: int, indent: int, lines: Sequence[str]) -> None:
        """Put lines after the line in which a place is."""
        if place and self.text[place - 1] != "\n":
            place = self.text.index("\n", place) + 1
        self._edits.append((place, place, "".join(f"{' ' * indent}{line}\n" for line in lines)))


def titles(node: Node | None) -> tuple[str, ...]:
    """Texts of a scalar or of a list, however deep."""
    if node is None or node.blank:
        return ()
    real = node.real
    if real.kind == "scalar":
        return (real.value.strip(),)
    return tuple(text for child in real.children for text in titles(child)) if real.kind == "sequence" else ()


def _texts(node: Node) -> list[str]:
    from generator.doctor.yaml_text import scalar

    return [scalar(text) for text in titles(node)]


def _listed(items: Sequence[Item]) -> list[str]:
    return [f"{'- ' if number == 0 else _STEP}{line}" for item in items for number, line in enumerate(item.lines)]


def _short(items: Sequence[Item]) -> str:
    return ", ".join(item.short for item in items)


def _tree(text: str) -> Node:
    anchors: dict[str, Node] = {}
    open_nodes: list[Node] = []
    root: Node | None = None
    for event in _PARSER.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        if isinstance(event, _PARSER.CollectionEndEvent):
            _close(open_nodes.pop(), text, event.end_mark.index)
            continue
        if not isinstance(event, _PARSER.NodeEvent):
            continue
        node = _node(event, anchors)
        if open_nodes:
            open_nodes[-1].children.append(node)
        root = root or node
        if isinstance(event, _PARSER.CollectionStartEvent):
            open_nodes.append(node)
    return root or Node("mapping", 0, 0, 0)


def _close(node: Node, text: str, end: int) -> None:
    """Settle where a collection ends; in block style, where it begins, too: the parser counts from its anchor."""
    if node.flow or not node.children:
        node.end = end
        return
    node.end = node.children[-1].end
    first = node.children[0]
    if node.kind == "mapping":
        node.indent = first.indent
    elif text[node.start] != "-":
        line = text[text.rfind("\n", 0, first.start) + 1 : first.start]
        node.indent = len(line) - len(line.lstrip())


def _node(event: Any, anchors: dict[str, Node]) -> Node:  # noqa: ANN401 - see _PARSER
    start, end, indent = event.start_mark.index, event.end_mark.index, event.start_mark.column
    if isinstance(event, _PARSER.AliasEvent):
        return Node("alias", start, end, indent, value=event.anchor, target=anchors.get(event.anchor))
    if isinstance(event, _PARSER.ScalarEvent):
        node = Node("scalar", start, end, indent, value=event.value)
    else:
        listed = isinstance(event, _PARSER.SequenceStartEvent)
        node = Node("sequence" if listed else "mapping", start, end, indent, flow=bool(event.flow_style))
    if event.anchor:
        anchors[event.anchor] = node
    return node
