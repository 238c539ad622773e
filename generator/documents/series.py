"""Series of documents: which records of a handbook get a document of a kind, and what the document says."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from generator.documents.figures import Figures
from generator.word import kinds
from generator.word.department_regulation.content import department_regulation
from generator.word.governing_document.content import governing_document
from generator.word.job_description.content import job_description
from generator.word.kinds import Kind
from generator.word.operation_checklist.content import operation_checklist, process_of
from generator.word.pictures import Figure
from generator.word.process_regulation.content import process_regulation
from generator.word.records import Content
from handbook.addressees import What
from handbook.book import Handbook
from handbook.model.operation import Operation
from handbook.published import subjects
from handbook.work import operations_in_force


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


def _no_place(_handbook: Handbook, _subject: Any) -> str:  # noqa: ANN401 - any subject has none
    return ""


def _process(handbook: Handbook, operation: Operation) -> str:
    process = process_of(handbook, operation)
    return process.title if process else ""


@dataclass(frozen=True, slots=True)
class Series:
    """Documents of one kind.

    Attributes:
        kind: The kind.
        folder: The folder they are put in: «Должностные инструкции».
        subjects: The records that get a document each, in the order of the handbook.
        content: What the document of a subject says.
        figures: Pictures of its appendix.
        place: The folder inside ``folder`` a subject's document is put in; nothing when there is none.
    """

    kind: Kind
    folder: str
    subjects: Callable[[Handbook], Sequence[Any]]
    content: Callable[[Handbook, Any], Content]
    figures: Callable[[Figures, Any], Sequence[Figure]] = _no_figures
    place: Callable[[Handbook, Any], str] = _no_place


JOB_DESCRIPTIONS = Series(
    kind=kinds.JOB_DESCRIPTION,
    folder="Должностные инструкции",
    subjects=lambda handbook: subjects(handbook, "position"),
    content=job_description,
    figures=lambda figures, position: figures.of_position(position),
)

PROCESS_REGULATIONS = Series(
    kind=kinds.PROCESS_REGULATION,
    folder="Регламенты процессов",
    subjects=lambda handbook: subjects(handbook, "process"),
    content=process_regulation,
    figures=lambda figures, process: figures.of_process(process),
)
DEPARTMENT_REGULATIONS = Series(
    kind=kinds.DEPARTMENT_REGULATION,
    folder="Положения о подразделениях",
    subjects=lambda handbook: subjects(handbook, "department"),
    content=department_regulation,
)
GOVERNING_DOCUMENTS = Series(
    kind=kinds.GOVERNING_DOCUMENT,
    folder="Регламенты и стандарты",
    subjects=lambda handbook: subjects(handbook, "document"),
    content=governing_document,
)
OPERATION_CHECKLISTS = Series(
    kind=kinds.OPERATION_CHECKLIST,
    folder="Чек-листы операций",
    subjects=operations_in_force,
    content=operation_checklist,
    place=_process,
)

#: Every series, in the order of the print pack.
SERIES: tuple[Series, ...] = (
    JOB_DESCRIPTIONS,
    PROCESS_REGULATIONS,
    DEPARTMENT_REGULATIONS,
    GOVERNING_DOCUMENTS,
    OPERATION_CHECKLISTS,
)

#: Kinds of the documents people sign, by what they are about.
KIND_OF: Mapping[What, str] = {
    "position": kinds.JOB_DESCRIPTION.id,
    "process": kinds.PROCESS_REGULATION.id,
    "document": kinds.GOVERNING_DOCUMENT.id,
    "department": kinds.DEPARTMENT_REGULATION.id,
}
