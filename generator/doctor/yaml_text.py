"""Words of any export as YAML scalars and comments that every reader of YAML takes the same way."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.doctor.columns import plain

#: What needs no quotation marks wherever it stands, in lists and records as well.
_BARE = re.compile(r"[A-Za-zА-Яа-яЁё][A-Za-zА-Яа-яЁё0-9_./()%№-]*(?: [A-Za-zА-Яа-яЁё0-9_./()%№-]+)*")
#: Words that some readers take for something else than text.
_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_ESCAPES = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
#: A quotation mark that is no part of the text.
_QUOTE = re.compile(r'(?<!\\)(?:\\\\)*"')
_WIDTH = 100
_BYTE, _PLANE = 0xFF, 0xFFFF


def scalar(text: str) -> str:
    """Text as YAML, in double quotation marks unless it is a plain word or two."""
    if _BARE.fullmatch(text) and text.lower() not in _WORDS:
        return text
    return f'"{"".join(map(_escaped, text))}"'


def flow(texts: Iterable[str]) -> str:
    """Texts as a list in brackets."""
    return f"[{', '.join(map(scalar, texts))}]"


def folded_flow(head: str, listed: str) -> list[str]:
    """A list in brackets after its key, in lines of the page; broken only after commas between its items."""
    lines, quoted = [head], False
    for word in re.split(r"(?<=,) ", listed):
        # A comma within quotation marks is no place to break at: the blank after it would be lost.
        glue = " " if lines[-1] != head else ""
        if not quoted and len(lines[-1]) + len(word) > _WIDTH and glue:
            lines.append(f"  {word}")
        else:
            lines[-1] += f"{glue}{word}"
        quoted ^= bool(len(_QUOTE.findall(word)) % 2)
    return lines


def comment(*parts: str) -> str:
    """A comment at the end of a line; parts that are empty are left out."""
    return f"  # {'; '.join(plain(part) for part in parts if part)}"


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    if letter.isprintable():
        return letter
    code = ord(letter)
    if code <= _BYTE:
        return f"\\x{code:02X}"
    return f"\\u{code:04X}" if code <= _PLANE else f"\\U{code:08X}"
