"""Who signs a document, on a sheet of its own."""

from __future__ import annotations

from collections.abc import Sequence

from generator.word.called import called
from generator.word.document_sheet.record import DocumentSheet, Reader
from generator.word.front import organisation, paper
from generator.word.people import ROWS, SPARE, acquaintance, holders, statement
from generator.word.words import tidy
from handbook import addressees
from handbook.book import Handbook
from handbook.model.people import Position
from handbook.published import subject
from handbook.russian import along_with


def document_sheet(
    handbook: Handbook, one: addressees.Paper, digest: str, positions: Sequence[Position]
) -> DocumentSheet:
    """Everything the sheet says.

    Args:
        handbook: The company.
        one: The document.
        digest: The beginning of its digest, as its footer shows it.
        positions: Whose people sign.
    """
    names = called(handbook, one)
    return DocumentSheet(
        heading=f"Лист ознакомления: {names.title}",
        organisation=organisation(handbook),
        paper=paper(subject(handbook, one).publication),
        title=names.title,
        document=along_with(names.instrumental),
        digest=digest,
        footed=handbook.company.papers.footer,
        readers=_readers(handbook, positions),
    )


def _readers(handbook: Handbook, positions: Sequence[Position]) -> tuple[Reader, ...]:
    rows = [
        (tidy(person.name), tidy(position.title), statement(person))
        for position in positions
        for person in holders(handbook, position.id)
    ]
    empty = acquaintance(handbook)[0].statement
    rows += [("", "", empty)] * max(ROWS - len(rows), SPARE)
    return tuple(Reader(number, *row) for number, row in enumerate(rows, 1))
