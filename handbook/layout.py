"""What lies where in ``regulations/``: which file holds which record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

REGULATIONS = "regulations"

Kind = Literal[
    "company",
    "role",
    "positions",
    "staff",
    "document",
    "process",
    "operation",
    "glossary",
    "norms",
    "indicators",
    "waivers",
    "meetings",
    "training",
    "competencies",
    "motivation",
    "profile",
]

_SINGLE: dict[str, Kind] = {
    "company.yaml": "company",
    "positions.yaml": "positions",
    "staff.yaml": "staff",
    "glossary.yaml": "glossary",
    "norms.yaml": "norms",
    "indicators.yaml": "indicators",
    "waivers.yaml": "waivers",
    "meetings.yaml": "meetings",
    "training.yaml": "training",
    "competencies.yaml": "competencies",
    "motivation.yaml": "motivation",
}
_FOLDERS: dict[str, Kind] = {"roles": "role", "documents": "document", "crm": "profile"}
_PROCESS_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of the company's folder; ``kind`` is None for a YAML file that has no place here."""

    path: Path
    name: str
    kind: Kind | None

    @property
    def folder(self) -> str:
        """The folder of the file, for grouping operations with their process."""
        return str(PurePosixPath(self.name).parent)


def kind_of(name: str) -> Kind | None:
    """What a file holds, by its path relative to ``regulations/``."""
    parts = PurePosixPath(name).parts
    if len(parts) == 1:
        return _SINGLE.get(name)
    if parts[0] == "processes" and len(parts) == _PROCESS_DEPTH:
        return "process" if parts[-1] == "process.yaml" else "operation"
    return _FOLDERS.get(parts[0])


def entries(root: Path) -> Iterator[Entry]:
    """YAML files under ``regulations/`` in a stable order; hidden files and hand-written pages are left out."""
    base = root / REGULATIONS
    for path in sorted(base.rglob("*"), key=lambda item: item.relative_to(base).as_posix()):
        relative = path.relative_to(base)
        if path.suffix not in {".yaml", ".yml"} or any(part.startswith(".") for part in relative.parts):
            continue
        if relative.parts[0] == "pages" or path.is_dir():
            continue
        yield Entry(path, f"{REGULATIONS}/{relative.as_posix()}", kind_of(relative.as_posix()))
