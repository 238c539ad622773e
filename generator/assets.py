"""Where the files shipped with the program lie: inside the package in a wheel, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def templates() -> Path:
    """The folder of packaged templates, with ``site/``, ``word/`` and ``report/`` in it."""
    packaged = _HERE / "_templates"
    return packaged if packaged.is_dir() else _HERE.parent / "templates"
