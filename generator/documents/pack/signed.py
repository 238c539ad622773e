"""The documents of a pack that people sign, made and numbered in the order of printing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from generator.artifact import Artifact
from generator.documents.figures import Figures
from generator.documents.files import file_name
from generator.documents.pack.scope import Scope
from generator.documents.series import KIND_OF, SERIES, Series
from generator.word.called import Called, called
from generator.word.paper import digest, render
from generator.word.words import tidy
from handbook.addressees import Paper
from handbook.book import Handbook
from handbook.model.people import Position
from handbook.model.publication import Publication
from handbook.published import subject

DESCRIPTIONS, REGULATIONS, CHECKLISTS = "02_Должностные инструкции", "03_Регламенты", "07_Чек-листы"

_CHECKLIST = "operation-checklist"
_DIGITS = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Signed:
    """A document of a pack.

    Attributes:
        paper: Which document.
        called: Its names.
        published: Its number and edition, if it has any.
        digest: The beginning of its digest, as its footer shows it.
        artifact: The file.
        readers: Positions of the pack it binds.
    """

    paper: Paper
    called: Called
    published: Publication | None
    digest: str
    artifact: Artifact
    readers: tuple[Position, ...]

    @property
    def title(self) -> str:
        """Number, title and edition, as an inventory names it."""
        if self.published is None:
            return self.called.title
        return f"{tidy(self.published.number)} {self.called.title}, редакция\u00a0{self.published.edition}"


def signed(handbook: Handbook, scope: Scope) -> Iterator[Signed]:
    """Documents of a scope: job descriptions, then regulations by kind and number.

    Raises:
        WordTemplateError: A template has a mistake.
    """
    figures = Figures(handbook)
    kinds = {series.kind.id: series for series in SERIES}
    for folder, papers in _folders(handbook, scope.papers, kinds):
        taken: set[str] = set()
        for number, paper in enumerate(papers, 1):
            series, record = kinds[KIND_OF[paper.what]], subject(handbook, paper)
            content, shown = series.content(handbook, record), series.figures(figures, record)
            name = f"{number:0{_width(papers)}}_{file_name(record, taken)}"
            yield Signed(
                paper=paper,
                called=called(handbook, paper),
                published=record.publication,
                digest=digest(content, shown),
                artifact=Artifact(f"{folder}/{name}.docx", render(handbook, series.kind, content, figures=shown)),
                readers=scope.readers(handbook, paper),
            )


def checklists(handbook: Handbook, scope: Scope) -> Iterator[Artifact]:
    """Checklists of operations, for those who asked for them.

    Raises:
        WordTemplateError: A template has a mistake.
    """
    figures = Figures(handbook)
    taken: set[str] = set()
    for series in SERIES:
        if series.kind.id == _CHECKLIST:
            for number, operation in enumerate(scope.checklists, 1):
                content = series.content(handbook, operation)
                name = f"{number:0{_width(scope.checklists)}}_{file_name(operation, taken)}"
                made = render(handbook, series.kind, content, figures=series.figures(figures, operation))
                yield Artifact(f"{CHECKLISTS}/{name}.docx", made)


def _folders(
    handbook: Handbook, papers: tuple[Paper, ...], kinds: Mapping[str, Series]
) -> Iterator[tuple[str, list[Paper]]]:
    """Papers by the folder they are put in; what the program makes no document of is left out."""
    order = list(KIND_OF)
    made = sorted(
        (paper for paper in papers if KIND_OF[paper.what] in kinds),
        key=lambda paper: (order.index(paper.what), _natural(handbook, paper)),
    )
    yield DESCRIPTIONS, [paper for paper in made if paper.what == "position"]
    yield REGULATIONS, [paper for paper in made if paper.what != "position"]


def _natural(handbook: Handbook, paper: Paper) -> tuple[bool, list[tuple[int, str]]]:
    """What sorts РГ-9 before РГ-10; documents without a number follow in the order of the handbook."""
    published = subject(handbook, paper).publication
    pieces = _DIGITS.split(published.number) if published else []
    # Every second piece is digits: the more of them, the greater the number.
    numbers = [(len(piece.lstrip("0")), piece.lstrip("0")) for piece in pieces[1::2]]
    words = [(0, piece) for piece in pieces[::2]]
    return published is None, [pair for both in zip_longest(words, numbers) for pair in both if pair]


def _width(items: list[Paper] | tuple[object, ...]) -> int:
    return max(len(str(len(items))), 2)
