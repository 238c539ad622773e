"""The local key that code names are made with: whoever lacks it cannot tell whose they are."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

#: Where the key lies in the company's folder; ignored by git.
KEY_FILE = Path("history") / "pseudonyms.key"

_BYTES = 32


class KeyFileError(OSError):
    """The key file cannot be read or made; the text says in Russian why and what to do."""


def local_key(root: Path) -> bytes:
    """The company's key; made on first use, readable by its owner only.

    Args:
        root: The company's folder.

    Raises:
        KeyFileError: The file is damaged, or the disk refuses.
    """
    path = root / KEY_FILE
    try:
        _make(path)
        text = path.read_text(encoding="ascii").strip()
        key = bytes.fromhex(text)
    except ValueError as error:
        raise KeyFileError(_damaged(path)) from error
    except OSError as error:
        raise KeyFileError(f"Ключ псевдонимов {path} не читается и не создаётся: {error.strerror or error}") from error
    if len(key) != _BYTES:
        raise KeyFileError(_damaged(path))
    return key


def _make(path: Path) -> None:
    """Make the file unless it is there; two programs that start together agree on one key."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        return
    aside = path.with_name(f".{path.name}-{os.getpid()}.tmp")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
            file.write(f"{secrets.token_hex(_BYTES)}\n")
        try:
            os.link(aside, path)
        except OSError:
            # A disk without hard links, or another program was first.
            if not path.exists():
                aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _damaged(path: Path) -> str:
    return (
        f"Ключ псевдонимов {path} повреждён: в нём должно быть {_BYTES * 2} шестнадцатеричных знака. "
        "Верните прежний файл; если его нет, удалите этот: будет создан новый, но псевдонимы станут другими"
    )
