"""Digests of everything a site is made of, so that what was made can be told to be as good as new."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import metadata
from pathlib import Path

import generator
import handbook
from generator import assets
from generator.artifact import Artifact
from generator.site.given import Given
from handbook.book import Handbook

#: Whose doing the pages are besides ours.
_PROGRAMS = ("jinja2", "lxml", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "pygments", "pymdown-extensions")
_PASSING = frozenset({"__pycache__"})


def digest(*parts: str | bytes) -> str:
    """One digest of several texts, none of which can be taken for another's continuation."""
    found = hashlib.sha256()
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        found.update(b"%d:" % len(content))
        found.update(content)
    return found.hexdigest()


def of_folders(folders: Iterable[Path]) -> str:
    """A digest of all files of some folders; one that is not there holds nothing."""
    return digest(*(part for folder in folders for part in _files(folder)))


def of_artifacts(artifacts: Iterable[Artifact]) -> str:
    """A digest of files that are not written yet."""
    return digest(*(part for one in artifacts for part in (one.path, hashlib.sha256(one.content).digest())))


def of_handbook(book: Handbook) -> str:
    """A digest of all records with the places they stand at."""
    parts: list[str] = []
    for record in book.records():
        parts += [type(record).__name__, record.model_dump_json(serialize_as_any=True)]
    spots = [[spot.file, *map(str, spot.pointer)] for spot in book.spots.values()]
    claimed = {target: sorted(names) for target, names in book.claimed.items()}
    return digest(*parts, json.dumps([spots, list(book.homes.items()), claimed]))


def of_given(given: Given) -> str:
    """A digest of what is known besides the handbook."""
    return digest(repr(given))


@lru_cache(maxsize=1)
def of_program() -> str:
    """A digest of this program and of those the pages go through."""
    own = (Path(str(package.__file__)).parent for package in (generator, handbook))
    versions = [f"{name} {_version(name)}" for name in _PROGRAMS]
    return digest(of_folders((*own, assets.templates())), platform.python_version(), *versions)


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _files(folder: Path) -> Iterator[str | bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and not _PASSING & set(path.parts))
    for path in sorted(found, key=lambda one: one.relative_to(folder).as_posix()):
        yield path.relative_to(folder).as_posix()
        try:
            yield path.read_bytes()
        except OSError:
            yield "?"
