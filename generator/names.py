"""Names of files that every system accepts: one home of what Windows forbids."""

from __future__ import annotations

import re
import unicodedata

#: Bytes of a name in UTF-8: a little less than any disk allows.
LONGEST = 240

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{name}{digit}" for name in ("com", "lpt") for digit in "123456789¹²³"}
)


def is_device(name: str) -> bool:
    """Whether Windows keeps the name for a device: ``con``, ``NUL.txt``, ``com1 .log``."""
    return name.split(".", maxsplit=1)[0].rstrip().lower() in _DEVICES


def trouble(name: str) -> str | None:
    """What is wrong with the name of a file or folder on any of the systems it may be opened on, in Russian."""
    if _FORBIDDEN.search(name) or not name.isprintable():
        return f"в имени «{visible(name)}» есть знак, которого не допускает Windows"
    if name[-1:] in {" ", "."}:
        return f"имя «{name}» кончается точкой или пробелом"
    if is_device(name):
        return f"имя «{name}» занято в Windows"
    if len(name.encode()) > LONGEST:
        return f"имя «{name[:40]}…» слишком длинное"
    return None


def tame(words: str, longest: int) -> str:
    """Words of a user as the name of a file, without its ending; empty when no letter of them may stand there.

    Args:
        words: Any text.
        longest: Bytes the name may take in UTF-8.
    """
    plain = " ".join(visible(_FORBIDDEN.sub(" ", words)).split())
    cut = plain.encode()[:longest].decode(errors="ignore").strip(" .")
    return f"_{cut}" if is_device(cut) else cut


def key(path: str) -> str:
    """The same for paths that one disk or another would not tell apart."""
    return unicodedata.normalize("NFC", path).casefold()


def visible(text: str) -> str:
    """The text without anything a terminal would obey: control characters and marks of direction become spaces."""
    return "".join(letter if letter.isprintable() else " " for letter in text)
