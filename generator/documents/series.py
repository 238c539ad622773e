"""Series of documents: which records of a handbook get a document of a kind, and what the document says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from generator.documents.figures import Figures
from generator.word import kinds
from generator.word.job_description.content import job_description
from generator.word.kinds import Kind
from generator.word.pictures import Figure
from generator.word.records import Content
from handbook.book import Handbook


class Subject(Protocol):
    """A record a document is about."""

    @property
    def id(self) -> str:
        """Its identifier."""

    @property
    def title(self) -> str:
        """What people call it."""


def _no_figures(_figures: Figures, _subject: Any) -> Sequence[Figure]:  # noqa: ANN401 - any subject has none
    return ()


@dataclass(frozen=True, slots=True)
class Series:
    """Documents of one kind.

    Attributes:
        kind: The kind.
        folder: The folder they are put in: «Должностные инструкции».
        subjects: The records that get a document each, in the order of the handbook.
        content: What the document of a subject says.
        figures: Pictures of its appendix.
    """

    kind: Kind
    folder: str
    subjects: Callable[[Handbook], Sequence[Any]]
    content: Callable[[Handbook, Any], Content]
    figures: Callable[[Figures, Any], Sequence[Figure]] = _no_figures


JOB_DESCRIPTIONS = Series(
    kind=kinds.JOB_DESCRIPTION,
    folder="Должностные инструкции",
    subjects=lambda handbook: tuple(handbook.positions.values()),
    content=job_description,
    figures=Figures.of_position,
)

#: Every series, in the order of the print pack.
SERIES: tuple[Series, ...] = (JOB_DESCRIPTIONS,)
