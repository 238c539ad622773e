"""Papers people sign as pages call them: what a paper is, its title, and where the site has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from generator.site import text
from generator.site.here import Here
from handbook.addressees import Paper
from handbook.editions.redline import Piece
from handbook.model.document import KIND_TITLES, Document
from handbook.model.publication import Publication
from handbook.published import Published, subject
from handbook.russian.letters import upper_first

_KINDS = {
    "position": "Должностная инструкция",
    "process": "Регламент процесса",
    "department": "Положение о подразделении",
}


@dataclass(frozen=True, slots=True)
class Named:
    """A paper on a page.

    Attributes:
        paper: Which paper.
        kind: What it is: «Регламент процесса».
        title: Its title.
        link: The same, leading to where the site has it.
        published: Its number and edition, if it has any.
    """

    paper: Paper
    kind: str
    title: str
    link: Markup
    published: Publication | None


def named(here: Here, papers: Iterable[Paper]) -> Iterator[Named]:
    """Papers as a page names them."""
    for paper in papers:
        record = subject(here.book, paper)
        yield Named(paper, kind_of(record, paper), record.title, link(here, paper, record), record.publication)


def redlined(pieces: Iterable[Piece]) -> Markup:
    """Two wordings as one text: what goes is struck out, what comes is underlined."""
    return Markup("").join(one for piece in pieces for one in _redlined(piece))


def _redlined(piece: Piece) -> Iterator[Markup]:
    if piece.stays:
        yield _kept(piece.after)
        return
    if piece.before.strip():
        yield Markup("<del>{}</del>").format(_kept(piece.before))
    if piece.before.strip() and piece.after.strip():
        yield Markup(" ")
    if piece.after.strip():
        yield Markup("<ins>{}</ins>").format(_kept(piece.after))


def _kept(words: str) -> Markup:
    """Plain text with the spaces that part it from its neighbours."""
    body = text.plain(words)
    space = Markup(" ")
    return space * words[:1].isspace() + body + space * (bool(body) and words[-1:].isspace())


def kind_of(record: Published, paper: Paper) -> str:
    """What a paper is, in words."""
    return upper_first(KIND_TITLES[record.kind]) if isinstance(record, Document) else _KINDS[paper.what]


def link(here: Here, paper: Paper, record: Published) -> Markup:
    """The title of a paper as a link to where the site has it; a department has no page."""
    return text.plain(record.title) if paper.what == "department" else here.link(paper.what, record.id)
