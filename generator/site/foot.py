"""The foot of a page: who keeps the record, its edition, when its description was changed, where to write."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from generator import links
from generator.site import paths
from generator.site.feedback import Feedback, feedback
from generator.site.given import Given
from generator.site.here import Here
from generator.site.process.parts import tabs
from handbook.book import Handbook
from handbook.memo import once
from handbook.model.base import Record
from handbook.model.publication import Publication

_HEADING = re.compile(r"^# (.+?)(?: \{[^}]*\})?$", re.MULTILINE)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Source:
    """What a page is made of.

    Attributes:
        files: Where the records stand.
        owner: The role that answers for the record.
        papers: The papers people sign of it.
    """

    files: tuple[str, ...]
    owner: str | None = None
    papers: tuple[Publication, ...] = ()


@dataclass(frozen=True, slots=True)
class Foot:
    """What the foot of a page says; what is not known is None or empty."""

    owner: str | None
    papers: tuple[Publication, ...]
    changed: date | None
    feedback: Feedback | None

    def __bool__(self) -> bool:
        """Whether it says anything."""
        return bool(self.owner or self.papers or self.changed or self.feedback)


def foot(here: Here, given: Given, body: str) -> Foot:
    """The foot of a page.

    Args:
        here: The page.
        given: What is known besides the handbook.
        body: The page without its foot, for its title.
    """
    book = here.book
    source = sources(book).get(here.path, Source(()))
    return Foot(
        owner=source.owner if source.owner in book.roles else None,
        papers=source.papers,
        changed=_last(source.files, given),
        feedback=feedback(book.company.feedback, paths.html(here.path), title_of(body) or book.company.site_name),
    )


def title_of(body: str) -> str:
    """The title of a page as people read it."""
    found = _HEADING.search(body)
    return html.unescape(_TAG.sub("", found[1])).strip() if found else ""


def _last(files: Iterable[str], given: Given) -> date | None:
    """The latest change of the files; one that is not dated makes it unknown."""
    days = [given.changed.get(name) for name in files]
    known = [day for day in days if day]
    return max(known) if known and len(known) == len(days) else None


@once
def sources(book: Handbook) -> dict[str, Source]:
    """What every page that shows records is made of, by its path."""
    return {
        **{path: Source(tuple(_files(book, records))) for path, records in _lists(book).items()},
        **dict(_records(book)),
    }


def _lists(book: Handbook) -> dict[str, list[Record]]:
    """Pages that show all records of a kind."""
    return {
        paths.GLOSSARY: [*book.terms.values()],
        paths.MEETINGS: [*book.meetings.values()],
        paths.TRAINING: [*book.courses.values(), *book.paths.values()],
        paths.COMPETENCIES: [*book.competencies.values()],
        paths.MOTIVATION: [*book.principles.values()],
        paths.INDICATORS: [*book.indicators.values()],
    }


def _records(book: Handbook) -> Iterator[tuple[str, Source]]:
    for role in book.roles.values():
        posts = links.positions_of(book, role.id)
        papers = tuple(one.publication for one in posts if one.publication)
        yield str(paths.page("role", role.id)), Source(tuple(_files(book, [role])), None, papers)
    for process in book.processes.values():
        source = Source(tuple(_files(book, [process])), process.owner, _papers(process.publication))
        for place in (str(paths.page("process", process.id)), *(one.page for one in tabs(book, process)[1:])):
            yield place, source
    for operation in book.operations.values():
        yield str(paths.page("operation", operation.id)), Source(tuple(_files(book, [operation])), operation.owner)
    for document in book.documents.values():
        place = str(paths.page("document", document.id))
        yield place, Source(tuple(_files(book, [document])), document.owner, _papers(document.publication))
    # Whom a norm binds its page tells itself: the owner of its operation is often somebody else.
    for placed in book.norms.values():
        yield str(paths.page("norm", placed.norm.id)), Source(tuple(_files(book, [placed.norm])))


def _papers(published: Publication | None) -> tuple[Publication, ...]:
    return (published,) if published else ()


def _files(book: Handbook, records: Iterable[Record]) -> Iterator[str]:
    yield from dict.fromkeys(book.spots[id(one)].file for one in records if id(one) in book.spots)
