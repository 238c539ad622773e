"""From the bytes of a text file to UTF-8, by content and never by extension."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from audit.ingest.error import failure
from handbook.finding import Place

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BOM = codecs.BOM_UTF8
_TITLES = {"utf-8": "UTF-8", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1251": "Windows-1251"}
_PROBE = 4096
#: Control characters that no text export holds; tab and line ends are text.
_CONTROL = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 26))
_MAX_CONTROL_SHARE = 0.01
#: In UTF-16 nearly every high byte is that of Latin or of Cyrillic letters, and few low bytes look like one.
_HIGH_SHARE, _LOW_SHARE = 0.9, 0.4
_TIP = "Выгрузите данные из CRM ещё раз: CSV, XLSX или JSON"


@dataclass(frozen=True, slots=True)
class Recoded:
    """A text file as UTF-8 bytes without a byte-order mark.

    Attributes:
        data: The text.
        title: What the encoding was, for people: «UTF-8», «Windows-1251».
    """

    data: bytes
    title: str


def recode(raw: bytes, file: str) -> Recoded:
    """Decode by the byte-order mark, else UTF-16 by its zero bytes, else UTF-8, else Windows-1251.

    Args:
        raw: The whole file, not empty.
        file: Its name, for the message.

    Raises:
        IngestError: It is not a text.
    """
    for mark, name in _BOMS:
        if raw.startswith(mark):
            body = raw[len(mark) :]
            return _decoded(body, name, file)
    guess = _utf16_without_mark(raw[:_PROBE])
    if guess:
        return _decoded(raw, guess, file)
    _refuse_binary(raw, file)
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(raw, "cp1251", file)
    return Recoded(raw, _TITLES["utf-8"])


def looks_plain(head: bytes) -> bool:
    """Whether the beginning of a file, without a byte-order mark, is UTF-8 text of whole lines."""
    end = head.rfind(b"\n")
    if end < 0 or any(head.startswith(mark) for mark, _ in _BOMS) or _utf16_without_mark(head[:_PROBE]):
        return False
    lines = head[: end + 1]
    if lines.translate(None, _CONTROL) != lines:
        return False
    try:
        lines.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decoded(body: bytes, encoding: str, file: str) -> Recoded:
    if encoding == "utf-8":
        _refuse_binary(body, file)
    try:
        text = body.decode(encoding)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        raise failure(
            "not-a-text",
            f"файл не читается ни как UTF-8, ни как Windows-1251: посторонний байт в строке {line}",
            Place(file),
            tip=_TIP,
        ) from error
    return Recoded(body if encoding == "utf-8" else text.encode(), _TITLES[encoding])


def _utf16_without_mark(probe: bytes) -> str | None:
    even, odd = probe[0::2], probe[1::2]
    # Latin letters and separators of UTF-16 text have a zero high byte, Cyrillic ones have 0x04.
    high = (0, 4)
    for name, part in (("utf-16-le", odd), ("utf-16-be", even)):
        other = even if part is odd else odd
        if _share(part, high) > _HIGH_SHARE and _share(other, high) < _LOW_SHARE:
            return name
    return None


def _share(part: bytes, wanted: tuple[int, ...]) -> float:
    return sum(byte in wanted for byte in part) / max(len(part), 1)


def _refuse_binary(raw: bytes, file: str) -> None:
    probe = raw[: _PROBE * 16]
    control = len(probe) - len(probe.translate(None, _CONTROL))
    if control > len(probe) * _MAX_CONTROL_SHARE:
        raise failure("not-a-text", "файл двоичный: это не текстовая выгрузка и не книга XLSX", Place(file), tip=_TIP)
