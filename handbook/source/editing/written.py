"""Values as YAML 1.2 that every reader of these sources takes the same way, in the style of the files around."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from handbook.source.editing.records import same
from handbook.source.yaml12 import load
from handbook.source.yaml_error import YamlError

#: Folded text is wrapped here; nothing written anew is longer, when it can be helped.
WIDTH = 118
STEP = 2
#: Items of a list in brackets are short words: sentences stand one a line.
_SHORT = 32
_MANY_KEYS = 5
#: Words and times that readers of YAML 1.1 take for something else than text.
_ELSEWHERE = re.compile(r"(?:yes|no|on|off|y|n|~|=|<<|[-+]?\d+(?::\d+)+(?:\.\d*)?)", re.IGNORECASE)
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r", "\u00a0": "\u00a0"}
_BYTE, _PLANE = 0xFF, 0xFFFF


def scalar(value: Any, *, flow: bool, style: str = "") -> str:  # noqa: ANN401 - any scalar of YAML
    """A value on one line.

    Args:
        value: Text, number, date, boolean or None.
        flow: Whether it stands in brackets, where more letters need quotation marks.
        style: Quotation marks to keep, if they can hold the text.
    """
    if isinstance(value, str):
        if style == "'" and value.isprintable() and value:
            return "'" + value.replace("'", "''") + "'"
        return value if style != '"' and _is_plain(value, flow=flow) else quoted(value)
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(repr(value), repr(value))
    # A date with a time is told with a blank between them, a date without one by itself.
    return str(value)


def quoted(text: str) -> str:
    """Text in double quotation marks."""
    return f'"{"".join(map(_escaped, text))}"'


def brackets(value: Any) -> str:  # noqa: ANN401 - YAML data of any shape
    """A value as it stands in brackets, on one line."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key, flow=True)}: {brackets(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return f"[{', '.join(map(brackets, value))}]"
    return scalar(value, flow=True)


def block(value: Any, indent: int, column: int, *, flow: bool | None = None) -> str:  # noqa: ANN401 - any data
    """A value as it follows ``key:`` or ``-``, with the space or the line break before it.

    Args:
        value: What to write.
        indent: Column of the key or of the dash.
        column: Where the line has got to.
        flow: Whether a collection is written in brackets as its neighbours are; None decides by its length.
    """
    if isinstance(value, dict | list):
        one = f" {brackets(value)}"
        if flow or not value or (flow is None and _is_short(value) and column + len(one) <= WIDTH):
            return one
        inner = " " * (indent + STEP)
        if isinstance(value, list):
            return "".join(f"\n{inner}-{item(part, indent + STEP)}" for part in value)
        return "".join(f"\n{inner}{_entry(key, part, indent + STEP)}" for key, part in value.items())
    one = f" {scalar(value, flow=False)}"
    if isinstance(value, str) and ("\n" in value or column + len(one) > WIDTH + STEP):
        found = text_block(value, indent + STEP)
        return f" {found}" if found else one
    return one


def item(value: Any, indent: int, *, flow: bool | None = None) -> str:  # noqa: ANN401 - YAML data of any shape
    """A value as it follows the dash of a list, with the space before it.

    Args:
        value: What to write.
        indent: Column of the dash.
        flow: As ``block`` takes it.
    """
    if isinstance(value, dict) and value:
        one = f" {brackets(value)}"
        if flow or (flow is None and _is_short(value) and indent + 1 + len(one) <= WIDTH):
            return one
        entries = [_entry(key, part, indent + STEP) for key, part in value.items()]
        return " " + f"\n{' ' * (indent + STEP)}".join(entries)
    return block(value, indent, indent + 1, flow=True if isinstance(value, list) else flow)


def mapping(value: Mapping[str, Any]) -> str:
    """A whole document that holds a mapping, ending with a line break."""
    return "".join(f"{_entry(key, part, 0)}\n" for key, part in value.items())


def text_block(text: str, indent: int, old: str = "") -> str | None:
    """A text as a block, folded when it is one paragraph and literal otherwise; None when no block can hold it.

    Args:
        text: What it says.
        indent: Column its lines begin in.
        old: The block as it was: lines whose words have not changed stay as they were.
    """
    body = text.rstrip("\n")
    ends = len(text) - len(body)
    if not body or ends > 1 or any(not letter.isprintable() and letter not in "\n\t\u00a0" for letter in body):
        return None
    if body[0] in " \t\n" or re.search(r"[ \t]$", body, re.MULTILINE):
        return None
    chomp = "" if ends else "-"
    literal = "\n" in body or "\t" in body or "  " in body or (old.startswith("|") and len(body) < WIDTH)
    margin = " " * indent
    if literal:
        return f"|{chomp}" + "".join(f"\n{margin}{line}" if line else "\n" for line in body.split("\n"))
    before = [line.strip() for line in old.splitlines()[1:]] if old.startswith(">") else []
    return f">{chomp}" + "".join(f"\n{margin}{line}" for line in _wrapped(body, before, WIDTH - indent))


def _wrapped(text: str, before: list[str], width: int) -> list[str]:
    """The text in lines: those of an earlier text that still stand at its beginning and its end, the rest anew."""
    if not all(before):
        before = []
    head = 0
    while head < len(before) and f"{text} ".startswith(f"{' '.join(before[: head + 1])} "):
        head += 1
    if head and head == len(before) and text == " ".join(before):
        return before
    rest = text[len(" ".join(before[:head])) :].removeprefix(" ")
    tail = len(before)
    while tail > head and f" {rest}".endswith(f" {' '.join(before[tail - 1 :])}"):
        tail -= 1
    middle = rest[: len(rest) - len(" ".join(before[tail:]))].removesuffix(" ") if tail < len(before) else rest
    lines: list[str] = []
    for word in middle.split(" ") if middle else ():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return [*before[:head], *lines, *before[tail:]]


def _entry(key: str, value: Any, indent: int) -> str:  # noqa: ANN401 - YAML data of any shape
    name = f"{scalar(key, flow=False)}:"
    return name + block(value, indent, indent + len(name))


def _is_short(value: Any) -> bool:  # noqa: ANN401 - YAML data of any shape
    """Whether a collection reads well on one line."""
    if isinstance(value, list):
        return all(not isinstance(part, dict | list) and len(str(part)) <= _SHORT for part in value)
    plain = all(
        not isinstance(part, dict) and (not isinstance(part, list) or _is_short(part)) for part in value.values()
    )
    return plain and len(value) <= _MANY_KEYS and "\n" not in str(list(value.values()))


def _is_plain(text: str, *, flow: bool) -> bool:
    """Whether a text may stand without quotation marks."""
    if not text.isprintable() and not text.replace("\u00a0", "").isprintable():
        return False
    if _ELSEWHERE.fullmatch(text):
        return False
    line = f"a: [{text}, b]" if flow else f"a: {text}"
    try:
        found, _ = load(line)
    except YamlError:
        return False
    return same(found, {"a": [text, "b"] if flow else text}) and _ends_well(text)


def _ends_well(text: str) -> bool:
    """Whether the key that follows could not be taken for a part of it, nor it for a key."""
    return not text.endswith(":") and not text.startswith(("%", "@", "`", "---", "..."))


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    if code <= _BYTE:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= _PLANE else f"\\U{code:08X}"
