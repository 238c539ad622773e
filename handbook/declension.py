"""Every title that documents decline, in every case: for the check of doubtful forms and for a person to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from handbook.book import Handbook
from handbook.model.base import CaseForms
from handbook.russian.cases import Case
from handbook.source.locate import Spot

What = Literal["role", "position", "department", "document", "person"]
OBLIQUE = tuple(case for case in Case if case is not Case.NOMINATIVE)


@dataclass(frozen=True, slots=True)
class Form:
    """A title in a case.

    Attributes:
        case: The case.
        text: The form, with the capital letter of the title.
        source: Who says so: a person in the sources, the dictionary for certain, or the dictionary in doubt.
    """

    case: Case
    text: str
    source: Literal["written", "sure", "doubtful"]


@dataclass(frozen=True, slots=True)
class Declined:
    """A title of the sources with its forms.

    Attributes:
        what: What kind of record it belongs to.
        title: The title in the nominative.
        spot: Where it is written.
        forms: All cases but the nominative, in the order of grammars.
    """

    what: What
    title: str
    spot: Spot
    forms: tuple[Form, ...]

    @property
    def doubtful(self) -> tuple[Form, ...]:
        """Forms that a person has to check."""
        return tuple(form for form in self.forms if form.source == "doubtful")


def titles(handbook: Handbook) -> Iterator[Declined]:
    """Titles of roles, positions, departments and documents, in the order of the sources."""
    for role in handbook.roles.values():
        yield Declined("role", role.title, handbook.spot(role, "title"), _of_post(role.title, role.forms))
    for post in handbook.positions.values():
        yield Declined("position", post.title, handbook.spot(post, "title"), _of_post(post.title, post.forms))
    for index, department in enumerate(handbook.company.departments):
        spot = handbook.spot(handbook.company, "departments", index, "title")
        yield Declined("department", department.title, spot, _of_title(department.title, department.forms))
    for document in handbook.documents.values():
        spot = handbook.spot(document, "title")
        yield Declined("document", document.title, spot, _of_title(document.title, document.forms))


def people(handbook: Handbook) -> Iterator[Declined]:
    """Names of employees, in the order of the staff list."""
    from handbook.russian import inflect_name

    for person in handbook.staff:
        found = ((case, inflect_name(person.name, case, person.gender)) for case in OBLIQUE)
        forms = tuple(Form(case, form.text, "sure" if form.confident else "doubtful") for case, form in found)
        yield Declined("person", person.name, handbook.spot(person, "name"), forms)


def _of_title(title: str, written: CaseForms | None) -> tuple[Form, ...]:
    # The dictionary is loaded only when there is something to ask it.
    from handbook.russian import inflect

    forms = []
    for case in OBLIQUE:
        by_hand = None if written is None else getattr(written, case.value)
        if by_hand is not None:
            forms.append(Form(case, by_hand, "written"))
            continue
        found = inflect(title, case)
        forms.append(Form(case, found.text, "sure" if found.confident else "doubtful"))
    return tuple(forms)


def _of_post(title: str, written: CaseForms | None) -> tuple[Form, ...]:
    """Forms of a title of people: an accusative like that of a thing is in doubt («вижу тестер», not «тестера»)."""
    forms = _of_title(title, written)
    by_case = {form.case: form.text for form in forms}
    like_a_thing = by_case[Case.ACCUSATIVE] == title != by_case[Case.GENITIVE]
    if not like_a_thing or title.partition(" ")[0].endswith(("о", "е")):
        return forms
    return tuple(
        Form(form.case, form.text, "doubtful") if form.case is Case.ACCUSATIVE and form.source == "sure" else form
        for form in forms
    )
