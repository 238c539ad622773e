"""Text from a CRM made fit to be shown: no control characters, no direction leaks, no endless names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

#: Longest text shown in a cell of the page, and longest hint behind it.
SHOWN = 160
HINT = 600

_DELETE = 0x7F
_CONTROLS = {
    **{code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"},
    _DELETE: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
}
# Lone surrogates cannot be encoded, non-characters are not XML.
_UNFIT = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """The text with every control character made visible, so that HTML, XML and a terminal can hold it."""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_CONTROLS)
    return _UNFIT.sub("\ufffd", text)


def clip(text: str, limit: int = SHOWN) -> str:
    """The text no longer than ``limit`` characters, an ellipsis in place of what was cut."""
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"


def line(text: str, limit: int = SHOWN) -> str:
    """One short line for a terminal: no line breaks, no marks that turn the direction of writing."""
    return clip(" ".join(_DIRECTION.sub("", clean(text[: limit * 4])).split()), limit)


def link(address: str | None) -> str | None:
    """The address if it may stand in ``href``: relative, or http(s); anything else is dropped."""
    if not address or clean(address) != address or address.startswith(("//", "\\")):
        return None
    try:
        scheme = urlsplit(address).scheme
    except ValueError:
        return None
    return address if scheme.lower() in {"", "http", "https"} else None
