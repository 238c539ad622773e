"""Fast YAML reading with YAML 1.2 meanings: ``no``, ``on`` and ``18:00`` are text, dates are dates.

PyYAML's C parser is an order of magnitude faster than ruamel's round-trip reader; its 1.1 resolvers are replaced so
that both give the same data (a parity test shows it). Positions are not kept: see ``locate``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, TypeAlias

import yaml

from handbook.source.yaml_error import YamlError, problem_of

try:
    from yaml import CSafeLoader as _BaseLoader
except ImportError:  # PyYAML built without libyaml
    from yaml import SafeLoader as _BaseLoader  # type: ignore[assignment]

#: A way into the data: keys of mappings and indexes of sequences.
Pointer: TypeAlias = tuple[str | int, ...]

MAX_NODES = 500_000
MAX_DEPTH = 60
#: Fewer brackets and dashes than this cannot nest deep enough to hurt the parser.
_MANY_OPENINGS = 5_000

_RESOLVERS: tuple[tuple[str, str, str], ...] = (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    (
        "int",
        r"^(?:[-+]?0b[0-1_]+|[-+]?0o?[0-7_]+|[-+]?[0-9_]+|[-+]?0x[0-9a-fA-F_]+)$",
        "-+0123456789",
    ),
    (
        "float",
        (
            r"^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?(?:[0-9][0-9_]*)(?:[eE][-+]?[0-9]+)"
            r"|[-+]?\.[0-9_]+(?:[eE][-+][0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$"
        ),
        "-+0123456789.",
    ),
    ("null", r"^(?:~|null|Null|NULL|)$", "~nN\0"),
    (
        "timestamp",
        (
            r"^(?:\d{4}-\d{2}-\d{2}|\d{4}-\d{1,2}-\d{1,2}(?:[Tt]|[ \t]+)\d{1,2}:\d{2}:\d{2}(?:\.\d*)?"
            r"(?:[ \t]*(?:Z|[-+]\d{1,2}(?::?\d{2})?))?)$"
        ),
        "0123456789",
    ),
    ("merge", r"^(?:<<)$", "<"),
)

_TAG = "tag:yaml.org,2002:"
_TEXT, _MAP, _LIST = f"{_TAG}str", f"{_TAG}map", f"{_TAG}seq"


class _Loader(_BaseLoader):
    """The 1.2 resolvers over the C parser."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - PyYAML's own protocol

    def resolve(self, kind: type[yaml.Node], value: str, implicit: Any) -> str:  # noqa: ANN401 - the parser's own pair
        """The tag of a node that names none: what PyYAML does, without the path resolvers that nobody here has."""
        if kind is yaml.ScalarNode:
            if implicit[0]:
                for tag, pattern in self.yaml_implicit_resolvers.get(value[:1], ()):
                    if pattern.match(value):
                        return tag
            return _TEXT
        return _MAP if kind is yaml.MappingNode else _LIST


for _tag, _pattern, _first in _RESOLVERS:
    _compiled = re.compile(_pattern)
    for _letter in _first:
        _key = "" if _letter == "\0" else _letter
        _Loader.yaml_implicit_resolvers.setdefault(_key, []).append((f"tag:yaml.org,2002:{_tag}", _compiled))


def _construct_int(loader: _Loader, node: yaml.ScalarNode) -> int:
    text = str(loader.construct_scalar(node)).replace("_", "")
    sign = -1 if text.startswith("-") else 1
    digits = text.lstrip("+-")
    for prefix, base in (("0b", 2), ("0x", 16), ("0o", 8)):
        if digits.startswith(prefix):
            return sign * int(digits[2:], base)
    return sign * int(digits or "0")


_Build: TypeAlias = Callable[[Any, Any], Any]


def _located(build: _Build, message: str, tip: str) -> _Build:
    """A constructor whose failure says where in the text the value stands."""

    def located(loader: _Loader, node: yaml.ScalarNode) -> object:
        try:
            return build(loader, node)
        except (ValueError, ArithmeticError, LookupError, AttributeError, TypeError) as error:
            mark = node.start_mark
            given = node.value if len(node.value) <= _LONGEST else f"{node.value[:_LONGEST]}…"
            raise YamlError(f"«{given}» — {message}", mark.line + 1, mark.column + 1, tip) from error

    return located


_LONGEST = 60
_QUOTE = "Исправьте значение; если это текст, возьмите его в кавычки"
for _tag, _build, _message in (
    ("int", _construct_int, "не целое число"),
    ("float", _BaseLoader.construct_yaml_float, "не число"),
    ("bool", _BaseLoader.construct_yaml_bool, "не true и не false"),
    ("timestamp", _BaseLoader.construct_yaml_timestamp, "такой даты или времени не бывает"),
):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _located(_build, _message, _QUOTE))


def _refuse_depth(text: str) -> None:
    """Refuse a nesting that would exhaust the stack of the C parser before a node exists to be looked at."""
    if sum(map(text.count, "[{-?")) < _MANY_OPENINGS:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_BaseLoader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise _too_deep(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _too_deep(mark: Any) -> YamlError:  # noqa: ANN401 - the C parser and the Python one have marks of their own
    tip = "Описание так не вкладывают; проверьте скобки и метки & и *"
    return YamlError("вложенность слишком глубокая или бесконечная", mark.line + 1, mark.column + 1, tip)


def _survey(root: yaml.Node, text: str) -> tuple[YamlError, ...]:
    """Walk every node once, before data is made of it.

    Returns:
        Keys that repeat within their mapping, in the order of the text.

    Raises:
        YamlError: The nesting is too deep or endless, aliases written out would be too much, or a key is no text.
    """
    duplicates: list[YamlError] = []
    if "*" in text or len(text) > MAX_NODES:
        _measure(root)
    waiting, seen = [(root, 0)], set()
    while waiting:
        item, depth = waiting.pop()
        if depth > MAX_DEPTH:
            raise _too_deep(item.start_mark)
        children: list[yaml.Node] = []
        if type(item) is yaml.MappingNode:
            keys = [key.value for key, _ in item.value if type(key) is yaml.ScalarNode]
            if len(set(keys)) < len(item.value):
                duplicates.extend(_repeated_keys(item))
            children = [value for _, value in item.value]
        elif type(item) is yaml.SequenceNode:
            children = item.value
        for child in children:
            if type(child) is not yaml.ScalarNode and id(child) not in seen:
                seen.add(id(child))
                waiting.append((child, depth + 1))
    return tuple(sorted(duplicates, key=lambda problem: (problem.line or 0, problem.column or 0)))


def _measure(root: yaml.Node) -> None:
    """Refuse a text whose aliases never end, or would be too much when written out."""
    sizes: dict[int, int] = {}
    open_nodes: set[int] = set()

    def size(item: yaml.Node, depth: int) -> int:
        mark = item.start_mark
        if id(item) in open_nodes or depth > MAX_DEPTH:
            raise _too_deep(mark)
        if id(item) not in sizes:
            open_nodes.add(id(item))
            children: list[yaml.Node] = []
            if isinstance(item, yaml.SequenceNode):
                children = list(item.value)
            elif isinstance(item, yaml.MappingNode):
                children = [child for pair in item.value for child in pair]
            sizes[id(item)] = 1 + sum(size(child, depth + 1) for child in children)
            open_nodes.discard(id(item))
        if sizes[id(item)] > MAX_NODES:
            tip = "Уберите метки: запишите повторы целиком или сократите их"
            raise YamlError("метки & и * разворачиваются в слишком большой файл", mark.line + 1, mark.column + 1, tip)
        return sizes[id(item)]

    size(root, 0)


def _repeated_keys(node: yaml.MappingNode) -> Iterator[YamlError]:
    first: dict[str, int] = {}
    for key, _ in node.value:
        mark = key.start_mark
        if not isinstance(key, yaml.ScalarNode):
            tip = "Уберите скобки или знак ? перед ключом"
            raise YamlError("ключом может быть только текст", mark.line + 1, mark.column + 1, tip)
        if key.value in first:
            yield YamlError(
                f"ключ «{key.value}» повторяется: первый раз он стоит в строке {first[key.value]}",
                mark.line + 1,
                mark.column + 1,
                "Оставьте один из двух или соедините их значения",
            )
        first.setdefault(key.value, mark.line + 1)


class _Unusual(Exception):  # noqa: N818 - a signal between two functions, no error
    """A node that only PyYAML's own constructor understands."""


def _data(root: yaml.Node, loader: _Loader) -> Any:  # noqa: ANN401 - whatever the text holds
    """The data of a surveyed tree: ours for plain nodes, PyYAML's for tags of another kind and merged mappings."""
    try:
        return _plain(root, loader)
    except _Unusual:
        return loader.construct_document(root)


def _plain(node: yaml.Node, loader: _Loader) -> Any:  # noqa: ANN401 - whatever the text holds
    tag = node.tag
    if tag == _TEXT:
        if type(node) is not yaml.ScalarNode:
            raise _Unusual
        return node.value
    if tag == _MAP and type(node) is yaml.MappingNode:
        return {
            (key.value if key.tag == _TEXT else _plain_key(key, loader)): _plain(value, loader)
            for key, value in node.value
        }
    if tag == _LIST and type(node) is yaml.SequenceNode:
        return [_plain(item, loader) for item in node.value]
    if type(node) is not yaml.ScalarNode:
        raise _Unusual
    return loader.construct_object(node)


def _plain_key(key: yaml.Node, loader: _Loader) -> Any:  # noqa: ANN401 - a number or a date may be a key
    if key.tag == f"{_TAG}merge":
        raise _Unusual
    return _plain(key, loader)


def load(text: str) -> tuple[Any, tuple[YamlError, ...]]:
    """Read one YAML document.

    Args:
        text: The document.

    Returns:
        Plain data (None for an empty document) and the problems that do not prevent reading (duplicate keys).

    Raises:
        YamlError: The text cannot be read at all.
    """
    loader: _Loader | None = None
    try:
        _refuse_depth(text)
        loader = _Loader(text)
        node = loader.get_single_node()
        if node is None:
            return None, ()
        duplicates = _survey(node, text)
        return _data(node, loader), duplicates
    except yaml.YAMLError as error:
        raise problem_of(error, text) from error
    finally:
        if loader is not None:
            loader.dispose()


def compose(text: str) -> yaml.Node | None:
    """The node tree of a text that ``load`` has already accepted, with a start mark on every node."""
    loader = _Loader(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()
