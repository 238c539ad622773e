"""Who stands above and below a position, and the only places of a document that name people."""

from __future__ import annotations

from generator.word.records import Acquaintance, Signature
from generator.word.words import Title, tidy, title_of
from handbook.book import Handbook
from handbook.model.people import Person, Position
from handbook.russian import Gender, initials, parse_name

#: Rows of the sheet: never fewer than these, and some to spare after the names.
ROWS, SPARE = 15, 3

_GENDERS = {"m": Gender.MASCULINE, "f": Gender.FEMININE}
_STATEMENTS = {
    Gender.MASCULINE: "ознакомлен",
    Gender.FEMININE: "ознакомлена",
}
_EITHER = "ознакомлен(а)"


def holders(handbook: Handbook, position: str) -> list[Person]:
    """People who hold a position; those whose last day is known have nothing more to sign."""
    return [person for person in handbook.staff if person.position == position and person.dismissed is None]


def incumbent(handbook: Handbook, position: str) -> str | None:
    """«И. О. Фамилия» of the one person who holds a position; None when nobody or several do."""
    people = holders(handbook, position)
    return initials(parse_name(tidy(people[0].name))) if len(people) == 1 else None


def post_title(handbook: Handbook, position: str) -> Title:
    """The title of a position; an identifier nobody has described stands for itself."""
    found = handbook.positions.get(position)
    return title_of(found.title, found.forms) if found else Title(position)


def bearer(handbook: Handbook, role: str) -> Title:
    """A role by the one position that carries it, else by its own title: what is signed names posts."""
    carrying = [position for position in handbook.positions.values() if role in position.roles]
    if len(carrying) == 1:
        return title_of(carrying[0].title, carrying[0].forms)
    found = handbook.roles.get(role)
    return title_of(found.title, found.forms) if found else Title(role)


def superior_of(handbook: Handbook, position: Position) -> str | None:
    """Whom a position reports to: as written, else the head of its department, else the head of the company.

    Returns:
        The identifier of the position; None for the head of the company, who reports to no employee.
    """
    if position.id == handbook.company.head:
        return None
    department = next((d for d in handbook.company.departments if d.id == position.department), None)
    above = [position.reports_to, department.head if department else None, handbook.company.head]
    return next(item for item in above if item and item != position.id)


def subordinates(handbook: Handbook, position: Position) -> list[Position]:
    """Positions that report to this one."""
    return [item for item in handbook.positions.values() if superior_of(handbook, item) == position.id]


def signature(handbook: Handbook, position: str) -> Signature:
    """A line for a position to sign."""
    return Signature(post_title(handbook, position), incumbent(handbook, position))


def acquaintance(handbook: Handbook, *positions: str) -> tuple[Acquaintance, ...]:
    """Rows of the acquaintance sheet: everybody who holds the positions, then empty ones."""
    people = [person for position in positions for person in holders(handbook, position)]
    names = [(tidy(person.name), statement(person)) for person in people]
    empty = max(ROWS - len(names), SPARE)
    rows = names + [("", _EITHER)] * empty
    return tuple(Acquaintance(number, name, said) for number, (name, said) in enumerate(rows, 1))


def statement(person: Person) -> str:
    """What a person states by signing, in the person's gender when it is known."""
    return statement_in(gender_of(person))


def statement_in(gender: Gender | None) -> str:
    """What is stated by signing, in a gender; in both when it is not known."""
    return _STATEMENTS.get(gender, _EITHER) if gender else _EITHER


def gender_of(person: Person) -> Gender | None:
    """The gender of a person: as written, else as the name shows it."""
    return _GENDERS.get(person.gender or "") or parse_name(person.name).gender
