"""Names of uploaded files as any disk can bear them; what a person sees stays as near to the original as may be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from reglament.serve.paths import is_device

#: No longer name, in letters and in bytes, and no deeper folders: the paths of Windows are short.
_LONGEST, _BYTES, _DEEPEST = 60, 150, 4
_STRANGE = re.compile(r'[\\/:*?"<>|]')
#: Marks that turn text around or hide in it.
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_UNNAMED = "файл"


def safe_path(given: str, taken: Container[str] = ()) -> str:
    """The path a file is stored under: its own as far as it is safe, with forward slashes.

    Args:
        given: What the browser says: a name, or a path within a dropped folder.
        taken: Paths that are in use, in small letters; another one is found then.
    """
    parts = [_part(part) for part in re.split(r"[\\/]+", given) if part.strip(" .")][-_DEEPEST:] or [_UNNAMED]
    *folders, name = parts
    stem, dot, suffix = name.rpartition(".")
    if not stem:
        stem, dot, suffix = name, "", ""
    number = 1
    path = "/".join((*folders, name))
    while path.lower() in taken:
        number += 1
        path = "/".join((*folders, f"{stem} ({number}){dot}{suffix}"))
    return path


def _part(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) not in _HIDDEN)
    plain = _short(_STRANGE.sub("_", plain).strip(" .") or _UNNAMED)
    return f"_{plain}" if is_device(plain) else plain


def _short(name: str) -> str:
    """A name no longer than disks bear, its ending kept."""
    stem, dot, suffix = name.rpartition(".")
    if not stem or len(suffix) > 10:  # noqa: PLR2004 - a longer ending is none
        stem, dot, suffix = name, "", ""
    while len(stem) + len(suffix) >= _LONGEST or len(f"{stem}.{suffix}".encode()) > _BYTES:
        stem = stem[:-1]
    return f"{stem.rstrip(' .')}{dot}{suffix}"
