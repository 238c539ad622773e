"""Who signs documents that have a new edition."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from handbook.addressees import Paper, addressees
from handbook.book import Handbook
from handbook.model.people import Position


@dataclass(frozen=True, slots=True)
class Signer:
    """A post whose people sign documents.

    Attributes:
        position: The post.
        people: Who holds it and has not been dismissed.
        papers: What they sign.
    """

    position: Position
    people: tuple[str, ...]
    papers: tuple[Paper, ...]


def signers(book: Handbook, papers: Iterable[Paper]) -> tuple[Signer, ...]:
    """Posts that documents bind, in the order of the handbook.

    Args:
        book: The handbook.
        papers: The documents; each is there.
    """
    bound: dict[str, list[Paper]] = {}
    for paper in papers:
        for position in addressees(book, paper):
            bound.setdefault(position.id, []).append(paper)
    return tuple(
        Signer(position, _people(book, position), tuple(bound[position.id]))
        for position in book.positions.values()
        if position.id in bound
    )


def _people(book: Handbook, position: Position) -> tuple[str, ...]:
    return tuple(person.name for person in book.staff if person.position == position.id and person.dismissed is None)
