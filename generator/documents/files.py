"""Word documents as files: one for every record of a series, called so that a person finds it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.artifact import Artifact
from generator.documents.figures import Figures
from generator.documents.series import SERIES, Series, Subject
from generator.names import key, tame
from generator.word.paper import render
from handbook.book import Handbook

#: Bytes: about a hundred Russian letters.
_LONGEST_NAME = 200

#: What is to be made: records by the kind of document.
Selection = Mapping[str, Sequence[Subject]]


def everything(handbook: Handbook) -> Selection:
    """All documents a company has."""
    return {series.kind.id: series.subjects(handbook) for series in SERIES}


def documents(handbook: Handbook, selection: Selection, figures: Figures | None = None) -> Iterator[Artifact]:
    """The documents of a selection.

    Args:
        handbook: The company.
        selection: Which documents.
        figures: Pictures for them; by default made and forgotten.

    Raises:
        WordTemplateError: A template has a mistake.
    """
    figures = figures or Figures(handbook)
    for series, subject, path in placed(handbook, selection):
        yield Artifact(path, document(handbook, series, subject, figures))


def placed(handbook: Handbook, selection: Selection) -> Iterator[tuple[Series, Subject, str]]:
    """The documents of a selection with the file of each, none of them made.

    Args:
        handbook: The company.
        selection: Which documents.
    """
    for series in SERIES:
        taken: set[str] = set()
        for subject in selection.get(series.kind.id, ()):
            yield series, subject, f"{folder(handbook, series, subject)}/{file_name(subject, taken)}.docx"


def document(handbook: Handbook, series: Series, subject: Subject, figures: Figures) -> bytes:
    """The document of one record.

    Raises:
        WordTemplateError: The template has a mistake.
    """
    content = series.content(handbook, subject)
    return render(handbook, series.kind, content, figures=series.figures(figures, subject))


def folder(handbook: Handbook, series: Series, subject: Subject) -> str:
    """Where the document of a record is put."""
    inner = tame(series.place(handbook, subject), _LONGEST_NAME)
    return f"{series.folder}/{inner}" if inner else series.folder


def file_name(subject: Subject, taken: set[str]) -> str:
    """A name a document is found by: its number and title; one already taken also gets the identifier."""
    published = getattr(subject, "publication", None)
    words = f"{published.number} {subject.title}" if published else subject.title
    name = tame(words, _LONGEST_NAME) or subject.id
    if key(name) in taken:
        more = f" ({subject.id})"
        name = tame(words, _LONGEST_NAME - len(more)) + more
    taken.add(key(name))
    return name
