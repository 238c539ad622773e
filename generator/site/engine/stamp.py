"""The stamp of a finished build: what it was made of and what it left, so that a build of the same is not repeated."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.environment import COMPANY_FOLDER
from generator.folders import Folders
from generator.site.engine import kept
from generator.site.engine.digests import digest, of_folders
from generator.site.own_pages import FOLDER
from generator.writer import Written
from handbook.finding import Finding, Place, Severity
from handbook.layout import REGULATIONS

_FILE = "stamp.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A finished build.

    Attributes:
        made_of: A digest of everything it was made of.
        docs: Files of the build folder, relative to it, with their size and time of change.
        site: Files of the site, relative to it, likewise.
        findings: What was told of it.
    """

    made_of: str
    docs: Mapping[str, tuple[int, int]]
    site: Mapping[str, tuple[int, int]]
    findings: tuple[Finding, ...]

    @property
    def left(self) -> tuple[Written, Written]:
        """What a build does to the build folder and to the site when there is nothing to do."""
        return Written(unchanged=tuple(self.docs)), Written(unchanged=tuple(self.site))


def sources(project: Path) -> str:
    """A digest of files of the company that are not in its handbook: templates and hand-written pages."""
    return digest(of_folders([project / COMPANY_FOLDER]), of_folders([project / REGULATIONS / FOLDER]))


def last(folders: Folders, made_of: str) -> Stamp | None:
    """The last build if it was made of the same and everything it left stands untouched."""
    try:
        found = _stamp(kept.read(folders.build, _FILE))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
    whole = _stands(folders.build, found.docs) and _stands(folders.site, found.site)
    return found if found.made_of == made_of and whole else None


def put(folders: Folders, made_of: str, docs: Iterable[str], site: Iterable[str], findings: Iterable[Finding]) -> None:
    """Stamp a finished build.

    Raises:
        WriteError: The disk refuses.
    """
    table = {
        "made_of": made_of,
        "docs": {path: _state(folders.build / path) for path in docs},
        "site": {path: _state(folders.site / path) for path in site},
        "findings": [_row(finding) for finding in findings],
    }
    kept.keep(folders.build, _FILE, table)


def _stands(folder: Path, files: Mapping[str, tuple[int, int]]) -> bool:
    return all(_state(folder / path) == state for path, state in files.items())


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _stamp(table: Mapping[str, Any]) -> Stamp:
    return Stamp(
        table["made_of"],
        {path: (size, changed) for path, (size, changed) in table["docs"].items()},
        {path: (size, changed) for path, (size, changed) in table["site"].items()},
        tuple(
            Finding(code, Severity(severity), message, tuple(Place(*place) for place in places), tip)
            for code, severity, message, places, tip in table["findings"]
        ),
    )


def _row(one: Finding) -> list[object]:
    places = [[spot.file, spot.line, spot.column, spot.row, spot.field, spot.excerpt] for spot in one.places]
    return [one.code, one.severity.value, one.message, places, one.tip]
