"""A new folder of a company, put in place whole or not at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from reglament.console import give_up, shown


@contextmanager
def staged(folder: Path, files: Mapping[str, str]) -> Iterator[Path]:
    """The files of a folder written beside it, to be looked over; they are in place when the block ends well.

    Args:
        folder: A folder that is not there, or an empty one.
        files: Texts by path.

    Raises:
        SystemExit: The folder cannot be made; nothing is left of the attempt.
    """
    there = folder.is_dir()
    try:
        if not there:
            folder.parent.mkdir(parents=True, exist_ok=True)
        # An empty folder may be the user's current one or a mount, so it is filled and not replaced.
        aside = Path(tempfile.mkdtemp(prefix=".reglament-", dir=folder if there else folder.parent))
    except OSError as error:
        give_up(f"папку {shown(folder)} не создать: {error.strerror}", "Назовите другую папку или проверьте права")
    try:
        stage = aside / "new"
        try:
            _write(stage, files)
        except OSError as error:
            give_up(f"файлы в папку {shown(folder)} не записать: {error.strerror}", "Проверьте место на диске и права")
        yield stage
        try:
            _put(stage, folder, there=there)
        except OSError as error:
            give_up(f"папку {shown(folder)} не заполнить: {error.strerror}", "Назовите другую папку")
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(stage: Path, files: Mapping[str, str]) -> None:
    for name, text in files.items():
        path = stage / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def _put(stage: Path, folder: Path, *, there: bool) -> None:
    if not there:
        stage.rename(folder)
        return
    moved: list[Path] = []
    try:
        for path in sorted(stage.iterdir()):
            path.rename(folder / path.name)
            moved.append(folder / path.name)
    except OSError:
        for path in moved:
            path.rename(stage / path.name)
        raise
