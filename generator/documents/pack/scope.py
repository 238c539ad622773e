"""Whom a pack is for and which documents are in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.word.people import holders, post_title
from generator.word.words import nominative, quoted, tidy
from handbook.addressees import Paper, addressees, papers, papers_for
from handbook.book import Handbook
from handbook.model.company import Department
from handbook.model.operation import Operation
from handbook.model.people import Person, Position

#: More posts than this are counted, not listed.
_LISTED = 4


@dataclass(frozen=True, slots=True)
class Scope:
    """What a pack is to hold.

    Attributes:
        positions: Whose people sign.
        papers: The documents they sign.
        words: For whom the pack is: «менеджер по продажам».
        checklists: Operations whose checklists are wanted as well; nobody signs these.
        people: Only these employees sign; all who hold the positions when none is named.
    """

    positions: tuple[Position, ...]
    papers: tuple[Paper, ...]
    words: str
    checklists: tuple[Operation, ...] = ()
    people: tuple[Person, ...] = ()

    def holders(self, handbook: Handbook, position: Position) -> list[Person]:
        """People of the pack who hold a position."""
        found = holders(handbook, position.id)
        return [person for person in found if person in self.people] if self.people else found

    def readers(self, handbook: Handbook, paper: Paper) -> tuple[Position, ...]:
        """Positions of the scope a document binds."""
        bound = {position.id for position in addressees(handbook, paper)}
        return tuple(position for position in self.positions if position.id in bound)


def everyone(handbook: Handbook) -> Scope:
    """All documents for all people."""
    return Scope(tuple(handbook.positions.values()), papers(handbook), "все работники")


def of_positions(handbook: Handbook, positions: Sequence[Position], words: str | None = None) -> Scope:
    """What the people of some positions sign.

    Args:
        handbook: The company.
        positions: The positions.
        words: What to call them all; by default their titles.
    """
    bound = {paper for position in positions for paper in papers_for(handbook, position)}
    kept = tuple(paper for paper in papers(handbook) if paper in bound)
    if words is None and len(positions) <= _LISTED:
        words = ", ".join(nominative(post_title(handbook, position.id)) for position in positions)
    return Scope(tuple(positions), kept, words or f"должности: {len(positions)}")


def of_people(handbook: Handbook, people: Sequence[Person]) -> Scope:
    """What some employees sign, and nobody else.

    Args:
        handbook: The company.
        people: The employees, each on the staff.
    """
    held = {person.position for person in people}
    positions = [one for one in handbook.positions.values() if one.id in held]
    found = of_positions(handbook, positions, ", ".join(tidy(person.name) for person in people))
    return replace(found, people=tuple(people))


def staff_of(handbook: Handbook, department: Department) -> tuple[Position, ...]:
    """Positions of a department and of those under it, with its head, wherever the head is on the list."""
    inside = {department.id}
    for _ in handbook.company.departments:
        inside |= {one.id for one in handbook.company.departments if one.parent in inside}
    return tuple(
        position
        for position in handbook.positions.values()
        if position.department in inside or position.id == department.head
    )


def name_of(department: Department) -> str:
    """«подразделение „Отдел продаж“»."""
    return f"подразделение {quoted(tidy(department.title))}"


def counted(handbook: Handbook, scope: Scope, positions: Sequence[Position]) -> tuple[int, str]:
    """How many copies a document needs, and for whom: one each, and one to keep.

    A pack of named employees has none to keep: that copy is in the file since the document was approved.

    Args:
        handbook: The company.
        scope: Whom the pack is for.
        positions: Whose people get a copy.
    """
    if scope.people:
        each = [(tidy(person.name), 1) for position in positions for person in scope.holders(handbook, position)]
    else:
        each = [(nominative(post_title(handbook, position.id)), _heads(handbook, position)) for position in positions]
        each.append(("в дело", 1))
    words = "; ".join(f"{whom}\u00a0—\u00a0{number}" for whom, number in each if number)
    return sum(number for _, number in each), words


def _heads(handbook: Handbook, position: Position) -> int:
    """How many people sign for a position: those who hold it; without a list of staff, as many as it is to have."""
    if handbook.staff:
        return len(holders(handbook, position.id))
    return position.headcount or 1
