"""Approving a document: its next edition, the file that keeps it, and the lines of the source that tell of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from handbook.book import Handbook
from handbook.editions.amended import amended
from handbook.editions.approved import Approved, Clause, digest
from handbook.editions.clauses import What, paper
from handbook.editions.keyed import keyed
from handbook.editions.rewordings import Rewording, rewordings
from handbook.model.publication import Order, Publication
from handbook.published import Published, marks, names, publishable, same, spot
from handbook.source.edit import Edit, Insert, Set

#: What a document says once it has a publication: its clauses as they are printed.
Printed = Callable[[Publication], tuple[Clause, ...]]
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
        before: The edition approved before; None for the first.
        changes: What differs from the edition approved before; empty for the first.
        published: What the source will tell of the edition.
        file: The source that tells of the edition.
        edits: What to write there.
    """

    edition: Approved
    before: Approved | None
    changes: tuple[Rewording, ...]
    published: Publication
    file: str
    edits: tuple[Edit, ...]


def found(book: Handbook, name: str) -> list[tuple[What, Published]]:
    """Published documents an identifier or a number names, or else a title; the way it was before needs no approval."""
    known = [(what, record) for what, record in publishable(book) if record.publication]
    exact = [one for one in known if any(same(name, own) for own in marks(one[1]))]
    return exact or [one for one in known if any(same(name, own) for own in names(one[1]))]


def approval(
    book: Handbook,
    named: tuple[What, Published],
    last: Approved | None,
    decision: Decision,
    *,
    printed: Printed = lambda _: (),
) -> Approval | None:
    """The next edition of a document; None when it says what the approved one says.

    The first approval keeps the edition the source names, unless that was approved by another order. Later ones take
    the next number, or a greater one that the source names already.

    Args:
        book: The handbook.
        named: Which kind of document, and what it is about; that has a publication.
        last: The edition approved before.
        decision: What the order says.
        printed: What the document says in print once it is published so; nothing when it has no printed form.
    """
    what, record = named
    published = record.publication
    if published is None:
        return None
    statements = paper(book, what, record.id)
    # The edition the source names is this one when the order is the same, or when no order has approved it yet.
    same = published.order is None or published.order.number == decision.order
    own = published.edition if same else published.edition + 1
    number = own if last is None else max(last.edition + 1, published.edition)
    edition = Approved(
        what=what,
        id=record.id,
        title=record.title,
        number=published.number,
        edition=number,
        order=decision.order,
        on=decision.on,
        effective=decision.effective,
        summary="",
        statements=statements,
    )
    edition = replace(edition, clauses=keyed(printed(_published(published, edition)), statements))
    changes = _changes(last, edition) if last else ()
    if last and not changes:
        return None
    summary = decision.summary or _told(record, number) or (_summary(changes) if last else _first(number))
    edition = replace(edition, summary=summary)
    place = spot(book, record)
    edits = tuple(_edits(record, edition, place.pointer))
    return Approval(edition, last, changes, _published(published, edition), place.file, edits)


def _changes(last: Approved, edition: Approved) -> tuple[Rewording, ...]:
    """What is said otherwise: in print when both editions keep it, else in the sources."""
    if last.clauses and edition.clauses:
        return tuple(
            Rewording(
                ", ".join(one.number for one in pair.after or pair.before),
                " ".join(one.text for one in pair.before) or None,
                " ".join(one.text for one in pair.after) or None,
            )
            for pair in amended(last, edition)
        )
    same = digest(last.statements) == digest(edition.statements)
    return () if same else rewordings(last.statements, edition.statements)


def _published(published: Publication, edition: Approved) -> Publication:
    """What the source says of a document once the edition is kept."""
    told = {
        "edition": edition.edition,
        "on": edition.on,
        "effective": edition.effective,
        "order": Order(number=edition.order, on=edition.on),
    }
    return published.model_copy(update=told)


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
        Set((*place, "edition"), edition.edition, after="number"),
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
