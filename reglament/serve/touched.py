"""Which pages show what was changed in some files: the ones to be made first after an edit."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from generator.site import paths
from generator.site.glossary.page import places as pages_of_terms
from generator.site.own_pages import FOLDER
from generator.site.process.parts import tabs
from handbook.book import Handbook
from handbook.indicators import Indicator
from handbook.layout import REGULATIONS
from handbook.model.base import Record, Target
from handbook.model.company import Company
from handbook.model.competency import CompetencyCard
from handbook.model.document import Document
from handbook.model.glossary import Term
from handbook.model.meeting import Meeting
from handbook.model.motivation import Principle
from handbook.model.operation import Operation
from handbook.model.people import Person, Position, Role
from handbook.model.process import Process
from handbook.model.training import Course, LearningPath

#: Records with a page of their own, or with one for all of their kind.
_KINDS: dict[type[Record], Target] = {
    Operation: "operation",
    Document: "document",
    Role: "role",
    Position: "position",
    Course: "course",
}
_TOGETHER: dict[type[Record], str] = {
    Principle: paths.MOTIVATION,
    LearningPath: paths.TRAINING,
    Person: paths.ROLES,
}
#: An index with a page of its own for each of what it names.
_INDEXED: dict[type[Record], str] = {Meeting: paths.MEETINGS, CompetencyCard: paths.COMPETENCIES}
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


def differ(files: Collection[str], book: Handbook, before: Handbook | None) -> bool:
    """Whether records that stand in files are not what they were, whatever pages show them.

    Args:
        files: Changed files, by their names relative to the project.
        book: The handbook as it is now.
        before: The handbook the pages show so far; None takes every record of the files for changed.
    """
    return before is None or _inside(files, book) != _inside(files, before)


def _inside(files: Collection[str], book: Handbook) -> list[Record]:
    return [record for record in book.records() if _stands(record, files, book)]


def _shown(files: Collection[str], book: Handbook) -> dict[str, list[Record]]:
    """Records of some files by the pages they stand on."""
    found: dict[str, list[Record]] = {}
    for record in _inside(files, book):
        for page in _pages(book, record):
            found.setdefault(page, []).append(record)
    for name, placed in book.norms.items():
        if _stands(placed.norm, files, book):
            found.setdefault(str(paths.page("norm", name)), []).append(placed.norm)
    return found


def _stands(record: Record, files: Collection[str], book: Handbook) -> bool:
    spot = book.spots.get(id(record))
    return spot is not None and spot.file in files


def _pages(book: Handbook, record: Record) -> Iterator[str]:
    match record:
        case Company():
            # What it says of itself and of its departments; its name stands on every page.
            yield from (paths.HOME, paths.ROLES)
        case Process():
            yield str(paths.page("process", record.id))
            yield from (chapter.page for chapter in tabs(book, record)[1:])
        case Term():
            yield pages_of_terms(book).get(record.id, paths.GLOSSARY)
        case Indicator():
            yield paths.INDICATORS
        case Meeting() | CompetencyCard():
            index = _INDEXED[type(record)]
            yield from (index, paths.detail(index, record.id))
        case Operation() | Document() | Role() | Position() | Course():
            yield str(paths.page(_KINDS[type(record)], record.id))
        case _:
            yield from [_TOGETHER[type(record)]] if type(record) in _TOGETHER else ()


def _is_own_page(name: str) -> bool:
    return name.startswith(_OWN) and PurePosixPath(name).suffix == ".md"
