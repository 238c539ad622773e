"""Who brings which document to a meeting, and who writes what is left of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from handbook.book import Handbook
from handbook.memo import once
from handbook.model.meeting import Meeting
from handbook.model.operation import Operation
from handbook.work import operations_in_force

#: Operations named beside a document.
_NAMED = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a meeting.

    Attributes:
        document: Which one.
        roles: Who of those present brings it or writes it.
        operations: Where these roles make it; the first ones.
        keeper: Whose document it is, when nobody present makes or keeps it: then the leader asks for it beforehand.
    """

    document: str
    roles: tuple[str, ...]
    operations: tuple[Operation, ...]
    keeper: str | None = None


def brought(book: Handbook, meeting: Meeting) -> tuple[Paper, ...]:
    """What is brought to a meeting and by whom."""
    return tuple(_papers(book, meeting, meeting.inputs))


def left(book: Handbook, meeting: Meeting) -> tuple[Paper, ...]:
    """What is left of a meeting and who writes it."""
    return tuple(_papers(book, meeting, meeting.outputs))


def without(meeting: Meeting, papers: tuple[Paper, ...]) -> tuple[str, ...]:
    """Participants who bring nothing."""
    bringing = {role for paper in papers for role in paper.roles}
    return tuple(role for role in meeting.participants if role not in bringing)


def _papers(book: Handbook, meeting: Meeting, documents: tuple[str, ...]) -> Iterator[Paper]:
    present = tuple(dict.fromkeys((meeting.leader, *meeting.participants)))
    for name in documents:
        document = book.documents.get(name)
        made = [one for one in _makers(book).get(name, ()) if one.owner in present]
        roles = {one.owner for one in made} or {
            step.role or one.owner
            for one in operations_in_force(book)
            for step in one.steps
            if step.document == name and (step.role or one.owner) in present
        }
        owner = document.owner if document else None
        if not roles and owner in present:
            roles = {owner}
        # What nobody present makes is the leader's care.
        bringing = tuple(role for role in present if role in roles) or (meeting.leader,)
        yield Paper(name, bringing, tuple(made[:_NAMED]), None if roles else owner)


@once
def _makers(book: Handbook) -> dict[str, tuple[Operation, ...]]:
    """Operations in force that make or change each document."""
    found: dict[str, list[Operation]] = {}
    for operation in operations_in_force(book):
        for name in dict.fromkeys(one.document for one in operation.outputs):
            found.setdefault(name, []).append(operation)
    return {name: tuple(operations) for name, operations in found.items()}
