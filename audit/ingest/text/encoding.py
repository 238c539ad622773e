"""From the bytes of a text file to UTF-8, by content and never by extension.

Bytes that are no text become NUL characters: whoever makes rows of the text sets those that hold one aside.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from audit.ingest.error import failure
from audit.ingest.text.mojibake import TITLE, is_mojibake, undone
from handbook.finding import Place

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BOM = codecs.BOM_UTF8
#: Stands for what is no text.
DAMAGE = "\0"
#: What people call an encoding.
TITLES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "koi8-r": "KOI8-R",
    "cp866": "CP866",
}
_PROBE, _PIECE = 4096, 1 << 16
#: Control characters that no text export holds; tab and line ends are text.
CONTROL = bytes(code for code in range(32) if code not in (9, 10, 11, 12, 13, 26))
_TO_DAMAGE = bytes.maketrans(CONTROL, bytes(len(CONTROL)))
#: With more damaged lines than this share, or more control characters, a file is no text.
MAX_DAMAGED, _MAX_CONTROL = 0.2, 0.1
#: In UTF-16 nearly every high byte is that of Latin or of Cyrillic letters, and few low bytes look like one.
_HIGH_SHARE, _LOW_SHARE = 0.9, 0.4
#: Another Cyrillic encoding than that of Windows is believed when its commonest letters are so much commoner.
_ENOUGH, _CLEARLY = 20, 1.5
_COMMON = "оеаинтсрвлОЕАИНТСРВЛ"
#: Russian words among other characters, and what else stands in such lines beyond ASCII.
_RUSSIAN = re.compile(r"[А-Яа-яЁё]")
_ALLOWED = re.compile(r"[\x00-\x7fА-Яа-яЁё«»№—–…“”„’\u00a0€±°]")
_WORD = re.compile(r"[А-ЯЁа-яё]?[а-яё]{2,}|[А-ЯЁ]{2,}")
_ALLOWED_SHARE = 0.95
#: German or French in the Cyrillic encoding: a Cyrillic letter or two inside a Latin word, and hardly a Russian word.
_LETTERS = re.compile(r"[^\W\d_]+")
_MIXED = re.compile(r"(?=.*[A-Za-z])(?=.*[^\x00-\x7f])(?!.*[^\x00-\x7f]{3})")
_FEW_RUSSIAN = 0.1
_TIP = "Выгрузите данные из CRM ещё раз: CSV, XLSX или JSON"


@dataclass(frozen=True, slots=True)
class Recoded:
    """A text file as UTF-8 bytes without a byte-order mark.

    Attributes:
        data: The text; a NUL stands where something is no text.
        title: What the encoding was, for people: «UTF-8», «Windows-1251».
    """

    data: bytes
    title: str


def recode(raw: bytes, file: str) -> Recoded:
    """Decode by the byte-order mark, else UTF-16 by its zero bytes, else line by line: UTF-8, Windows-1251 and others.

    Args:
        raw: The whole file, not empty.
        file: Its name, for the message.

    Raises:
        IngestError: It is not a text.
    """
    name, mark = encoding_of(raw[:_PROBE])
    body = raw[mark:]
    if name:
        text = body.decode(name, errors=_MARKING)
        return Recoded(_without_control(text.encode("utf-8", errors="replace"), file), TITLES[name])
    body = _without_control(body, file)
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return _by_lines(body, file, marked=mark > 0)
    if is_mojibake(body):
        return Recoded(undone(body, file), TITLE)
    return Recoded(body, TITLES["utf-8"])


def encoding_of(head: bytes) -> tuple[str | None, int]:
    """Which UTF-16 a file begins as, or None, and the length of its byte-order mark."""
    for mark, name in _BOMS:
        if head.startswith(mark):
            return (None if name == "utf-8" else name), len(mark)
    return _utf16_without_mark(head[:_PROBE]), 0


def looks_plain(head: bytes) -> bool:
    """Whether the beginning of a file, without a byte-order mark, is UTF-8 text of whole lines."""
    end = head.rfind(b"\n")
    if end < 0 or any(encoding_of(head)):
        return False
    lines = head[: end + 1]
    if lines.translate(None, CONTROL) != lines:
        return False
    try:
        lines.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def single_byte(sample: bytes) -> str:
    """Which encoding of one byte a letter a text that is not UTF-8 has: Cyrillic by its commonest letters, or Latin."""
    if _is_latin(sample):
        return "cp1252"
    counts = {}
    for name in ("cp1251", "koi8-r", "cp866"):
        counts[name] = len(sample) - len(sample.translate(None, _COMMON.encode(name)))
    best = max(counts, key=lambda name: counts[name])
    return best if counts[best] > max(_ENOUGH, counts["cp1251"] * _CLEARLY) else "cp1251"


def _is_latin(sample: bytes) -> bool:
    """Whether letters beyond ASCII stand within Latin words, and are letters there."""
    russian = mixed = 0
    for word in _LETTERS.findall(sample.decode("cp1251", errors="replace")):
        if not word.isascii():
            # A word of one letter («à», «о») may be of either alphabet.
            mixed, russian = mixed + bool(_MIXED.match(word)), russian + (len(word) > 1 and not _MIXED.match(word))
    if not mixed or russian > mixed * _FEW_RUSSIAN:
        return False
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    return sum(map(len, _LETTERS.findall(text))) >= sum(map(len, _LETTERS.findall(sample.decode("cp1251", "replace"))))


def _mark(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return DAMAGE, error.end


_MARKING = "reglament-damage"
codecs.register_error(_MARKING, _mark)


def _by_lines(body: bytes, file: str, *, marked: bool) -> Recoded:
    """A text that is not wholly UTF-8: a few damaged lines, two files glued together, or another encoding."""
    good, bad = _census(body)
    other = "cp1251" if good else single_byte(body[: _PROBE * 64])
    if not (good or marked):
        whole = _wholly(body, other)
        if whole is not None:
            return Recoded(whole, TITLES[other])
    mostly_utf8 = marked or good >= bad
    # In a file of another encoding a line that nobody would write is that line all the same.
    read = partial(_line, other=other, doubting=marked or good > 0, forced=not mostly_utf8)
    text = io.BytesIO()
    damaged: list[int] = []
    foreign = count = 0
    for count, line in enumerate(_lines(body), 1):
        data, is_foreign = read(line)
        foreign += is_foreign
        if 0 in data and 0 not in line:
            damaged.append(count)
        text.write(data)
    # A header that is damaged is of no use; markup stands in one line, and its reader sees the header.
    hopeless = damaged[:1] == [1] and not body.lstrip().startswith(b"<")
    if hopeless or len(damaged) > max(1, count * MAX_DAMAGED):
        message = f"файл не читается ни как UTF-8, ни как Windows-1251: посторонний байт в строке {damaged[0]}"
        raise failure("not-a-text", message, Place(file, line=damaged[0]), tip=_TIP)
    names = ["utf-8"] if good or marked else []
    names += [other] if foreign or not mostly_utf8 else []
    return Recoded(text.getvalue(), " и ".join(TITLES[name] for name in (names if mostly_utf8 else names[::-1])))


def _lines(body: bytes) -> Iterable[bytes]:
    """Lines with their ends, one at a time; those of old Macs end with a carriage return alone."""
    return io.BytesIO(body) if body.count(b"\r") == body.count(b"\r\n") else body.splitlines(keepends=True)


def _wholly(body: bytes, name: str) -> bytes | None:
    """A text of one byte a letter as UTF-8, piece by piece; None when a byte of it is no letter."""
    found = io.BytesIO()
    for start in range(0, len(body), _PIECE):
        try:
            found.write(body[start : start + _PIECE].decode(name).encode())
        except UnicodeDecodeError:
            return None
    return found.getvalue()


def _census(body: bytes) -> tuple[int, int]:
    """How many lines beyond ASCII are UTF-8, be it damaged, and how many are not."""
    good = bad = 0
    for line in _lines(body):
        if not line.isascii():
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                damaged_only = any(pair in line for pair in _UTF8_PAIRS)
                good, bad = good + damaged_only, bad + (not damaged_only)
            else:
                good += 1
    return good, bad


def _line(line: bytes, *, other: str, doubting: bool, forced: bool) -> tuple[bytes, bool]:
    """A line as UTF-8, with NULs for what is damaged, and whether it was of the other encoding."""
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        text = line.decode(other, errors=_MARKING)
        foreign = forced or (DAMAGE not in text and (not doubting or is_russian(text)))
        return (text if foreign else line.decode("utf-8", errors=_MARKING)).encode(), foreign
    return line, False


def is_russian(text: str) -> bool:
    """Whether a line reads as Russian words, and not as a text decoded wrongly."""
    letters = _RUSSIAN.findall(text)
    in_words = sum(map(len, _WORD.findall(text)))
    allowed = len(_ALLOWED.findall(text))
    return len(letters) >= 4 and in_words >= len(letters) * 0.8 and allowed >= len(text) * _ALLOWED_SHARE  # noqa: PLR2004


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


def _without_control(body: bytes, file: str) -> bytes:
    """A text whose control characters are NULs; refused when there are too many, or one is in the first line."""
    control = len(body) - len(body.translate(None, CONTROL))
    if not control:
        return body
    body = body.translate(_TO_DAMAGE)
    lines = body.splitlines()
    damaged = [row for row, line in enumerate(lines, 1) if 0 in line]
    if control > len(body) * _MAX_CONTROL or len(damaged) > max(1, len(lines) * MAX_DAMAGED):
        message = f"файл двоичный: это не текстовая выгрузка и не книга XLSX; посторонние байты со строки {damaged[0]}"
        raise failure("not-a-text", message, Place(file, line=damaged[0]), tip=_TIP)
    return body


def recoded_chunks(chunks: Iterator[bytes], name: str) -> Iterator[bytes]:
    """The chunks of a file as UTF-8.

    Args:
        chunks: Bytes of the file in their order, without a byte-order mark.
        name: Its encoding.

    Raises:
        UnicodeError: The file is damaged, or not of this encoding alone.
    """
    decoder = codecs.getincrementaldecoder(name)()
    for chunk in chunks:
        if name == "cp1251" and _UTF8_PAIRS[0] in chunk:
            raise UnicodeError(name)
        # The decoder of one byte a letter keeps nothing between chunks, and is quicker without its wrapping.
        text = chunk.decode(name) if name == "cp1251" else decoder.decode(chunk)
        data = text.encode()
        plain = chunk if name == "cp1251" else data
        if len(plain.translate(None, CONTROL)) != len(plain):
            raise UnicodeError(name)
        yield data
    if decoder.decode(b"", final=True):
        raise UnicodeError(name)


#: The commonest letters of Russian in UTF-8; in Windows-1251 nobody writes such pairs.
_UTF8_PAIRS = tuple(letter.encode() for letter in "оеаи")
