"""Which pages show what was changed in some files: the ones to be made first after an edit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import chain
from pathlib import PurePosixPath

from generator.site import paths
from generator.site.own_pages import FOLDER
from generator.site.process.parts import tabs
from handbook.book import Handbook
from handbook.layout import REGULATIONS
from handbook.model.base import Record, Target
from handbook.model.motivation import Principle
from handbook.model.people import Person
from handbook.model.training import LearningPath

_WITH_PAGES: tuple[Target, ...] = (
    "operation",
    "process",
    "document",
    "role",
    "term",
    "position",
    "indicator",
    "course",
)
_TOGETHER: dict[type[Record], str] = {
    Principle: paths.MOTIVATION,
    LearningPath: paths.TRAINING,
    Person: paths.ROLES,
}
_OWN = f"{REGULATIONS}/{FOLDER}/"


def touched(files: Collection[str], book: Handbook, before: Handbook | None = None) -> frozenset[str]:
    """Markdown pages of the records that stand in files and are not what they were.

    Args:
        files: Changed files, by their names relative to the project.
        book: The handbook as it is now.
        before: The handbook the pages show so far; None takes every record of the files for changed.
    """
    now, then = _shown(files, book), _shown(files, before) if before else {}
    pages = {page for page, records in now.items() if records != then.get(page)}
    return frozenset(pages | {name.removeprefix(_OWN) for name in files if _is_own_page(name)})


def _shown(files: Collection[str], book: Handbook) -> dict[str, list[Record]]:
    """Records of some files by the page they stand on."""
    found: dict[str, list[Record]] = {}
    for record, page in chain(_named(book), ((record, _TOGETHER.get(type(record))) for record in book.records())):
        spot = book.spots.get(id(record))
        if page and spot and spot.file in files:
            found.setdefault(page, []).append(record)
    return found


def _named(book: Handbook) -> Iterator[tuple[Record, str | None]]:
    """Records that have identifiers, with the page of each."""
    for target in _WITH_PAGES:
        for name, record in book.ids(target).items():
            if isinstance(record, Record):
                yield record, paths.page(target, name)
    for process in book.processes.values():
        for chapter in tabs(book, process)[1:]:
            yield process, chapter.page
    for name, placed in book.norms.items():
        yield placed.norm, paths.page("norm", name)
    for index, records in ((paths.MEETINGS, book.meetings), (paths.COMPETENCIES, book.competencies)):
        for name, one in records.items():
            yield one, index
            yield one, paths.detail(index, name)


def _is_own_page(name: str) -> bool:
    return name.startswith(_OWN) and PurePosixPath(name).suffix == ".md"
