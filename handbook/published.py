"""Documents that have a number of their own: what they are, where they stand, and the names people call them by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.addressees import Paper, What, papers
from handbook.book import Handbook
from handbook.model.company import Department
from handbook.model.document import Document
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.russian.text import normalise
from handbook.source.locate import Spot

Published = Document | Process | Position | Department
_QUOTES = str.maketrans(dict.fromkeys("«»„“”\"'"))


def publishable(book: Handbook) -> Iterator[tuple[What, Published]]:
    """Everything a publication may be of; the way it was before has no document."""
    for document in book.documents.values():
        yield "document", document
    for process in book.processes.values():
        if process.variant == "to-be":
            yield "process", process
    for position in book.positions.values():
        yield "position", position
    for department in book.company.departments:
        yield "department", department


def subject(book: Handbook, paper: Paper) -> Published:
    """The record a document people sign is about."""
    if paper.what == "department":
        return next(one for one in book.company.departments if one.id == paper.id)
    if paper.what == "position":
        return book.positions[paper.id]
    return book.processes[paper.id] if paper.what == "process" else book.documents[paper.id]


def subjects(book: Handbook, what: What) -> tuple[Published, ...]:
    """Records of one sort that have a document people sign, in the order of the handbook."""
    return tuple(subject(book, paper) for paper in papers(book) if paper.what == what)


def spot(book: Handbook, record: Published) -> Spot:
    """Where a record stands; a department stands in the file of the company."""
    if isinstance(record, Department):
        places = [one.id for one in book.company.departments]
        return book.spot(book.company, "departments", places.index(record.id))
    return book.spots[id(record)]


def marks(record: Any) -> list[str]:  # noqa: ANN401 - any record with an identifier
    """What names one document and no other: its identifier, and its number when it has one."""
    published = getattr(record, "publication", None)
    return [record.id, *([published.number] if published else [])]


def names(record: Any) -> list[str]:  # noqa: ANN401 - any record with an identifier and a title
    """Everything people call a record by: its marks, its title, the short one when it has it."""
    short = getattr(record, "short", None)
    return [*marks(record), record.title, *([short] if short else [])]


def same(one: str, other: str) -> bool:
    """Whether two names are the same: letter case, «ё», spaces and quotation marks make no difference."""
    return bare(one) == bare(other)


def bare(name: str) -> str:
    """A name folded for comparison, without quotation marks."""
    return normalise(name.translate(_QUOTES))
