"""Approving a paper: its next edition, the file that keeps it, and the lines of the source that tell of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from handbook.book import Handbook
from handbook.editions.approved import Approved, digest
from handbook.editions.clauses import What, paper
from handbook.editions.rewordings import Rewording, rewordings
from handbook.model.document import Document
from handbook.model.people import Position
from handbook.model.process import Process
from handbook.source.edit import Edit, Insert, Set

Published = Document | Process | Position
#: Titles of changes that a generated summary names before it only counts the rest.
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Decision:
    """What the order says.

    Attributes:
        order: Its number.
        on: Its date.
        effective: The day the edition comes into force.
        summary: What has changed, for the register of changes; None makes it of the changes themselves.
    """

    order: str
    on: date
    effective: date
    summary: str | None


@dataclass(frozen=True, slots=True)
class Approval:
    """An edition ready to be kept.

    Attributes:
        edition: What is kept.
        changes: What differs from the edition approved before; empty for the first.
        file: The source that tells of the edition.
        edits: What to write there.
    """

    edition: Approved
    changes: tuple[Rewording, ...]
    file: str
    edits: tuple[Edit, ...]


def found(book: Handbook, name: str) -> list[tuple[What, Published]]:
    """Papers an identifier or a number names, in any letter case."""
    groups: tuple[tuple[What, dict[str, Published]], ...] = (
        ("document", dict(book.documents)),
        ("process", dict(book.processes)),
        ("position", dict(book.positions)),
    )
    wanted = name.casefold()
    return [
        (what, record)
        for what, records in groups
        for record in records.values()
        if record.publication and wanted in {record.id.casefold(), record.publication.number.casefold()}
    ]


def approval(
    book: Handbook, what: What, record: Published, last: Approved | None, decision: Decision
) -> Approval | None:
    """The next edition of a paper; None when it says what the approved one says.

    The first approval keeps the edition the source names, unless that was approved by another order. Later ones take
    the next number, or a greater one that the source names already.

    Args:
        book: The handbook.
        what: Which kind of paper.
        record: The paper; it has a publication.
        last: The edition approved before.
        decision: What the order says.
    """
    published = record.publication
    if published is None:
        return None
    statements = paper(book, what, record.id)
    if last and digest(last.statements) == digest(statements):
        return None
    # The edition the source names is this one when the order is the same, or when no order has approved it yet.
    same = published.order is None or published.order.number == decision.order
    named = published.edition if same else published.edition + 1
    number = named if last is None else max(last.edition + 1, published.edition)
    changes = rewordings(last.statements, statements) if last else ()
    summary = decision.summary or _told(record, number) or (_summary(changes) if last else _first(number))
    edition = Approved(
        what=what,
        id=record.id,
        title=record.title,
        number=published.number,
        edition=number,
        order=decision.order,
        on=decision.on,
        effective=decision.effective,
        summary=summary,
        statements=statements,
    )
    spot = book.spots[id(record)]
    return Approval(edition, changes, spot.file, tuple(_edits(record, edition, spot.pointer)))


def _told(record: Published, number: int) -> str | None:
    """What the register of changes in the source already says of an edition."""
    known = record.publication.changes if record.publication else ()
    return next((change.summary for change in known if change.edition == number), None)


def _first(number: int) -> str:
    """What is said of an edition when no earlier one was kept."""
    return "Введено впервые" if number == 1 else "Новая редакция"


def _summary(changes: tuple[Rewording, ...]) -> str:
    titles = [change.title for change in changes[:_NAMED]]
    rest = len(changes) - len(titles)
    return "Изменено: " + "; ".join(titles) + (f" и ещё {rest}" if rest else "")


def _edits(record: Published, edition: Approved, pointer: tuple[str | int, ...]) -> list[Edit]:
    published = record.publication
    place = (*pointer, "publication")
    basis = f"Приказ от {edition.on:%d.%m.%Y} № {edition.order}"
    line = {"edition": edition.edition, "date": edition.on, "summary": edition.summary, "basis": basis}
    edits: list[Edit] = [
        Set((*place, "edition"), edition.edition),
        Set((*place, "date"), edition.on),
        Set((*place, "effective"), edition.effective, after="date"),
        Set((*place, "order"), {"number": edition.order, "date": edition.on}, after="effective"),
    ]
    known = published.changes if published else ()
    numbers = [change.edition for change in known]
    if edition.edition in numbers:
        edits += [
            Set((*place, "changes", numbers.index(edition.edition), key), value)
            for key, value in line.items()
            if key != "edition"
        ]
    elif known:
        edits.append(Insert((*place, "changes"), line))
    else:
        edits.append(Set((*place, "changes"), [line]))
    return edits
