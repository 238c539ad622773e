"""One edit made in the text itself: everything else stays as it was, to the byte."""

from __future__ import annotations

from typing import Any

from handbook.source.editing import written
from handbook.source.editing.records import Edit, Insert, Remove, Set
from handbook.source.editing.tree import Node, Way, find, tree


class UnknownShapeError(Exception):
    """The text is written in a way that is not edited here."""


def splice(text: str, edit: Edit) -> str:
    """The text with one edit made; whether it reads as it should is for the caller to see.

    Raises:
        UnknownShapeError: The text around the place is written in an unusual way.
    """
    root = tree(text)
    if root is None:
        raise UnknownShapeError
    start, end, new = _Splicer(text, root).made(edit)
    if "\r\n" in text:
        new = new.replace("\n", "\r\n")
    return text[:start] + new + text[end:]


_Cut = tuple[int, int, str]


class _Splicer:
    """What is cut out of a text and what is put in its place."""

    def __init__(self, text: str, root: Node) -> None:
        self.text = text
        self.root = root

    def made(self, edit: Edit) -> _Cut:
        match edit:
            case Insert():
                return self._inserted(self._found(edit.pointer), edit)
            case Remove():
                way = self._found(edit.pointer)
                return self._removed_item(way) if way.key is None else self._removed_key(way)
            case Set():
                way_ = find(self.root, edit.pointer)
                if way_ is not None:
                    return self._replaced(way_, edit.value)
                return self._added(self._found(edit.pointer[:-1]), edit)

    def _found(self, pointer: tuple[str | int, ...]) -> Way:
        way = find(self.root, pointer)
        if way is None:
            raise UnknownShapeError
        return way

    def _replaced(self, way: Way, value: Any) -> _Cut:  # noqa: ANN401 - YAML data of any shape
        node = way.node
        if node.marked or way.parent is None:
            raise UnknownShapeError
        if way.flow:
            if isinstance(value, dict | list):
                new = written.brackets(value)
            else:
                new = written.scalar(value, flow=True, style=node.style)
            return node.start, node.end, f" {new}" if node.blank else new
        indent = way.parent.column
        whole = isinstance(value, dict | list) or node.kind != "scalar" or node.blank
        if whole:
            start = self._mark(way) + 1
            if way.key is None:
                return start, max(node.end, start), written.item(value, indent)
            return start, max(node.end, start), written.block(value, indent, start - self._line_start(start))
        return node.start, node.end, self._text(node, value, indent)

    def _text(self, node: Node, value: Any, indent: int) -> str:  # noqa: ANN401 - any scalar of YAML
        """A scalar in the style of the one it replaces, as far as that can hold it."""
        one = written.scalar(value, flow=False, style=node.style)
        if not isinstance(value, str) or self.text[node.end : self._line_end(node.end)].strip():
            return one
        was_block = node.style in {"|", ">"}
        column = node.start - self._line_start(node.start)
        if not was_block and "\n" not in value and column + len(one) <= written.WIDTH + written.STEP:
            return one
        inner = indent + written.STEP
        old = self.text[node.start : node.end] if was_block else ""
        if was_block:
            first = next((line for line in old.splitlines()[1:] if line.strip()), "")
            inner = len(first) - len(first.lstrip()) or inner
        return written.text_block(value, inner, old) or one

    def _added(self, way: Way, edit: Set) -> _Cut:
        owner = way.node
        key, value = str(edit.pointer[-1]), edit.value
        if owner.kind != "mapping" or owner.marked:
            raise UnknownShapeError
        pairs = owner.pairs()
        behind = next((pair for pair in pairs if pair[0].value == edit.after), pairs[-1] if pairs else None)
        if owner.flow or way.flow:
            new = f"{written.scalar(key, flow=True)}: {written.brackets(value)}"
            if behind is None:
                return owner.start + 1, owner.start + 1, new
            place = max(behind[1].end, behind[0].end)
            return place, place, f", {new}"
        if behind is None:
            raise UnknownShapeError
        name = f"{written.scalar(key, flow=False)}:"
        new = name + written.block(value, owner.column, owner.column + len(name))
        place = self._line_end(self._end_of(*behind))
        return place, place, f"\n{' ' * owner.column}{new}"

    def _inserted(self, way: Way, edit: Insert) -> _Cut:
        found = way.node
        if found.kind != "sequence" or found.marked:
            raise UnknownShapeError
        items = found.children
        index = len(items) if edit.index is None else edit.index
        if found.flow:
            new = written.brackets(edit.value)
            if not items:
                return found.start + 1, found.start + 1, new
            if index < len(items):
                return items[index].start, items[index].start, f"{new}, "
            return items[-1].end, items[-1].end, f", {new}"
        mappings = [item for item in items if item.kind == "mapping"]
        flow = mappings[-1].flow if mappings and isinstance(edit.value, dict) else None
        new = f"-{written.item(edit.value, found.column, flow=flow)}"
        if index < len(items):
            place = self._dash(items[index])
            if self.text[self._line_start(place) : place].strip():
                return place, place, f"{new}\n{' ' * found.column}"
            place = self._line_start(place)
            return place, place, f"{' ' * found.column}{new}\n"
        place = self._line_end(max(items[-1].end, self._dash(items[-1]) + 1))
        return place, place, f"\n{' ' * found.column}{new}"

    def _removed_item(self, way: Way) -> _Cut:
        owner, node = way.parent, way.node
        if owner is None:
            raise UnknownShapeError
        if len(owner.children) == 1:
            return self._emptied(owner, "[]")
        number = next(index for index, child in enumerate(owner.children) if child is node)
        if owner.flow:
            return self._out_of_brackets(owner.children, number, number + 1)
        dash = self._dash(node)
        following = self._dash(owner.children[number + 1]) if number + 1 < len(owner.children) else None
        return self._lines(dash, max(node.end, dash + 1), following)

    def _removed_key(self, way: Way) -> _Cut:
        owner, key, node = way.parent, way.key, way.node
        if owner is None or key is None:
            raise UnknownShapeError
        if len(owner.children) == len(("key", "value")):
            return self._emptied(owner, "{}")
        number = next(index for index, child in enumerate(owner.children) if child is key)
        if owner.flow:
            return self._out_of_brackets(owner.children, number, number + 2)
        following = owner.children[number + 2].start if number + 2 < len(owner.children) else None
        return self._lines(key.start, self._end_of(key, node), following)

    def _emptied(self, owner: Node, new: str) -> _Cut:
        if owner.flow:
            return owner.start, owner.end, new
        # A block collection begins on a line of its own or behind a dash; either way brackets may stand in its place.
        place = owner.start
        line = self._line_start(place)
        if not self.text[line:place].strip() and line > 0:
            before = self.text[:line].rstrip()
            if before.endswith(":"):
                return len(before), owner.end, f" {new}"
            raise UnknownShapeError
        return place, owner.end, new

    def _out_of_brackets(self, children: list[Node], first: int, last: int) -> _Cut:
        if last < len(children):
            return children[first].start, children[last].start, ""
        return children[first - 1].end, children[-1].end, ""

    def _lines(self, start: int, end: int, following: int | None) -> _Cut:
        """Lines taken away whole; what shares its first line with a dash gives its place to what follows."""
        line = self._line_start(start)
        if self.text[line:start].strip():
            if following is None:
                raise UnknownShapeError
            return start, following, ""
        after = self._line_end(end)
        if after < len(self.text):
            return line, self.text.index("\n", after) + 1, ""
        return max(len(self.text[:line].rstrip("\n").rstrip("\r")), 0), after, ""

    def _mark(self, way: Way) -> int:
        """Where the colon or the dash before a value stands."""
        if way.key is not None:
            return self.text.index(":", way.key.end)
        return self._dash(way.node)

    def _dash(self, item: Node) -> int:
        if item.kind == "sequence" and not item.flow:
            # A list within a list without a key between: which dash is whose is not worth guessing.
            raise UnknownShapeError
        return self.text.rfind("-", 0, item.start)

    def _end_of(self, key: Node, value: Node) -> int:
        return max(value.end, self.text.index(":", key.end) + 1)

    def _line_start(self, place: int) -> int:
        return self.text.rfind("\n", 0, place) + 1

    def _line_end(self, place: int) -> int:
        end = self.text.find("\n", place)
        end = len(self.text) if end < 0 else end
        return end - 1 if end > place and self.text[end - 1] == "\r" else end
