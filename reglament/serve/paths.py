"""A file of a folder by the path of an address: never outside the folder, never a device, never a list of files."""

from __future__ import annotations

import re
from pathlib import Path

#: What no address of ours needs, and what Windows would understand in its own way.
_STRANGE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE)
#: No file system has longer names, nor deeper folders that matter.
_LONGEST = 1024


def file_of(folder: Path, path: str) -> Path | None:
    """The file that a path of an address means; None when there is none, or it may not be given.

    Args:
        folder: The folder whose files may be given.
        path: The path below it, decoded, with forward slashes.
    """
    parts = path.split("/")
    if len(path) > _LONGEST or not all(map(_is_plain, parts)):
        return None
    target = folder.joinpath(*parts)
    try:
        real = target.resolve(strict=True)
        # A link inside the folder must not lead out of it.
        inside = real.is_relative_to(folder.resolve(strict=True))
        return real if inside and real.is_file() else None
    except (OSError, ValueError):
        return None


def is_device(name: str) -> bool:
    """Whether Windows takes a name for a device: ``NUL``, ``con.csv``."""
    return bool(_DEVICE.fullmatch(name.rstrip(" .")))


def _is_plain(part: str) -> bool:
    """Whether a part of a path is the name of a file and nothing else."""
    if not part or part.startswith(".") or part.endswith((".", " ")) or _STRANGE.search(part):
        return False
    return not is_device(part)
