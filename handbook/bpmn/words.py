"""Names and texts of a diagram as our sources may hold them."""

from __future__ import annotations

import html
import re

_TAGS = re.compile(r"<(?:/?[A-Za-z][^<>]*|!--.*?--)>", re.DOTALL)
_UNFIT = re.compile(
    "[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200b-\u200f\u202a-\u202e\ufeff\x7f-\x9f]"
)
_LONGEST_NAME = 300
_STATE = re.compile(r"^(?P<title>.*\S)\s*\[(?P<state>[^\[\]]+)\]$")


def plain(text: str | None) -> str:
    """One line of text: no markup of documentation, no control characters, nothing our prose would take for a link."""
    if not text:
        return ""
    bare = html.unescape(_TAGS.sub(" ", text)) if "<" in text or "&" in text else text
    line = " ".join(_UNFIT.sub(" ", bare).split())
    return line.replace("[[", "[ [")


def name_of(text: str | None) -> str:
    """A name, not endless."""
    line = plain(text)
    return line if len(line) <= _LONGEST_NAME else f"{line[: _LONGEST_NAME - 1].rstrip()}…"


def with_state(name: str) -> tuple[str, str]:
    """The title of a document and the state it is in: «Счёт [оплачен]»."""
    found = _STATE.match(name)
    return (found["title"], found["state"].strip()) if found else (name, "")


def comment(text: str) -> str:
    """Text that may stand in a comment of YAML and stay one."""
    return plain(text).replace("#", "№")
