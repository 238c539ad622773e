"""Which documents an employee signs, on a sheet of his own."""

from __future__ import annotations

from collections.abc import Mapping

from generator.word.called import called
from generator.word.employee_sheet.record import Bound, EmployeeSheet
from generator.word.front import organisation, paper
from generator.word.people import acquaintance, statement
from generator.word.words import tidy, title_of
from handbook import addressees
from handbook.book import Handbook
from handbook.model.people import Person, Position
from handbook.published import subject
from handbook.russian import date_short


def employee_sheet(
    handbook: Handbook, person: Person | None, position: Position, digests: Mapping[addressees.Paper, str]
) -> EmployeeSheet:
    """Everything the sheet says.

    Args:
        handbook: The company.
        person: The employee; None leaves a blank for the name.
        position: The post.
        digests: The documents that bind the post, in their order, each with the beginning of its digest.
    """
    name = tidy(person.name) if person else None
    return EmployeeSheet(
        heading=f"Лист ознакомления: {name or tidy(position.title)}",
        organisation=organisation(handbook),
        paper=paper(None),
        name=name,
        position=title_of(position.title, position.forms),
        department=next((tidy(d.title) for d in handbook.company.departments if d.id == position.department), None),
        statement=statement(person) if person else acquaintance(handbook)[0].statement,
        documents=tuple(_bound(handbook, one, digest) for one, digest in digests.items()),
    )


def _bound(handbook: Handbook, one: addressees.Paper, digest: str) -> Bound:
    published = subject(handbook, one).publication
    title = called(handbook, one).title
    if published is None:
        return Bound("", title, "", digest)
    edition = f"{published.edition} от {date_short(published.on)}"
    return Bound(tidy(published.number), title, tidy(edition), digest)
