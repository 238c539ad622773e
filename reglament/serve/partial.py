"""Whether some pages of the site are newer than the others: an edit was answered and the whole build never came."""

from __future__ import annotations

import contextlib
from pathlib import Path

from generator.folders import Folders

_MARK = ".reglament-partial"


def begin(project: Path) -> None:
    """Some pages are about to be newer; remembered over the end of the program."""
    folder = Folders.of(project).build
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MARK).touch()


def end(project: Path) -> None:
    """All pages are of the same sources again."""
    with contextlib.suppress(OSError):
        (Folders.of(project).build / _MARK).unlink(missing_ok=True)


def is_partial(project: Path) -> bool:
    """Whether some pages are newer than the others."""
    return (Folders.of(project).build / _MARK).exists()
