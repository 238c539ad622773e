"""Where the sample company lies: inside the package in a wheel, or the checkout itself."""

from __future__ import annotations

import shutil
from pathlib import Path

from handbook.editions.approved import FOLDER
from handbook.layout import REGULATIONS

_HERE = Path(__file__).resolve().parent
_SETTINGS = "mkdocs.yml"


def sample_root() -> Path:
    """The folder of the sample company, with ``regulations/``, ``mkdocs.yml`` and its approved editions."""
    packaged = _HERE / "_sample"
    return packaged if packaged.is_dir() else _HERE.parent


def copy_sample(folder: Path) -> None:
    """Copy the sample company's sources and editions into a folder; files that are already there stay as they are."""
    source = sample_root()
    for part in (REGULATIONS, FOLDER):
        for path in sorted((source / part).rglob("*")):
            if path.is_file():
                _copy(path, folder / path.relative_to(source))
    _copy(source / _SETTINGS, folder / _SETTINGS)


def _copy(source: Path, target: Path) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
