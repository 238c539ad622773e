"""Word documents that pages offer: which page offers which, and how the links read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from generator.site import paths
from handbook.addressees import Paper
from handbook.book import Handbook
from handbook.model.document import KIND_TITLES, Document
from handbook.model.publication import Publication
from handbook.russian.letters import upper_first
from handbook.russian.numbers import format_number

#: Where the copies stand in the site: one folder is whole without a network.
FOLDER = "word"

_KIB = 1024
#: What a document is called beside its link, by the kind of the document.
_WORDS = {
    "job-description": "Должностная инструкция",
    "process-regulation": "Регламент процесса",
    "department-regulation": "Положение о подразделении",
    "operation-checklist": "Чек-лист операции",
}


@dataclass(frozen=True, slots=True)
class Download:
    """A Word document.

    Attributes:
        paper: The paper it is; None when nobody signs it.
        kind: What it is: «Должностная инструкция».
        title: The title of its record.
        file: The file in the site.
        size: «48 КБ».
        published: Its number and edition, if it has any.
    """

    paper: Paper | None
    kind: str
    title: str
    file: str
    size: str
    published: Publication | None

    @property
    def url(self) -> str:
        """The file as an address relative to the root of the site; Russian letters and spaces are encoded."""
        return quote(self.file)

    @property
    def about(self) -> str:
        """«ДИ-03, редакция 2, 48 КБ»."""
        paper = self.published
        edition = (paper.number, f"редакция {paper.edition}") if paper else ()
        return ", ".join((*edition, self.size))


def downloads(book: Handbook, word: Mapping[str, int]) -> dict[str, tuple[Download, ...]]:
    """Documents by the Markdown page that offers them, in the order of the series.

    A job description is offered by the pages of its roles and, with the regulations of departments, by the list of
    posts.

    Args:
        book: The handbook.
        word: Files there are, with their sizes in bytes.
    """
    found: dict[str, list[Download]] = {}
    if word:
        for page, one in _downloads(book, word):
            found.setdefault(page, []).append(one)
    return {page: tuple(ones) for page, ones in found.items()}


def _downloads(book: Handbook, word: Mapping[str, int]) -> Iterator[tuple[str, Download]]:
    from generator.documents.files import everything, placed
    from generator.documents.series import KIND_OF

    signed = {kind: what for what, kind in KIND_OF.items()}
    for series, subject, path in placed(book, everything(book)):
        if path in word:
            one = Download(
                paper=Paper(signed[series.kind.id], subject.id) if series.kind.id in signed else None,
                kind=_kind(series.kind.id, subject),
                title=subject.title,
                file=f"{FOLDER}/{path}",
                size=_size(word[path]),
                published=getattr(subject, "publication", None),
            )
            for page in _pages(book, series.kind.id, subject.id):
                yield page, one


def _kind(kind: str, subject: object) -> str:
    """What a document is, in words; an act is of the kind its author gave it."""
    return upper_first(KIND_TITLES[subject.kind]) if isinstance(subject, Document) else _WORDS[kind]


def _size(number: int) -> str:
    kib = max(1, round(number / _KIB))
    return f"{format_number(round(kib / _KIB, 1))} МБ" if kib >= _KIB else f"{kib} КБ"


def _pages(book: Handbook, kind: str, name: str) -> Iterator[str]:
    if kind == "job-description":
        yield from (str(paths.page("role", role)) for role in book.positions[name].roles if role in book.roles)
        yield paths.ROLES
    elif kind == "department-regulation":
        yield paths.ROLES
    elif kind == "process-regulation":
        yield str(paths.page("process", name))
    elif kind == "governing-document":
        yield str(paths.page("document", name))
    else:
        yield str(paths.page("operation", name))
