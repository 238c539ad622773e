"""Who a department works with: inputs and outputs of operations that cross its border."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from generator.links import positions_of
from generator.word.department_regulation.record import Partner
from generator.word.department_regulation.unit import Unit
from generator.word.words import distinct, phrase, tidy
from handbook.model.operation import Operation
from handbook.russian import upper_first

_Way = Literal["receives", "gives"]
_NOTHING = "—"


def partners(unit: Unit) -> tuple[Partner, ...]:
    """Rows of the table: departments of the company in its order, then others in the order they are met."""
    rows: dict[str, dict[_Way, list[str]]] = {}
    for operation in unit.operations:
        for other, way, what in _crossings(unit, operation):
            if other in unit.handbook.roles:
                rows.setdefault(_called(unit, other), {"receives": [], "gives": []})[way].append(what)
    order = [tidy(one.title) for one in unit.handbook.company.departments]
    known = [title for title in order if title in rows]
    return tuple(
        Partner(upper_first(title), _cell(rows[title]["receives"]), _cell(rows[title]["gives"]))
        for title in dict.fromkeys([*known, *rows])
    )


def _crossings(unit: Unit, operation: Operation) -> Iterator[tuple[str, _Way, str]]:
    owner = operation.owner
    if owner is None:
        return
    for entry in operation.inputs:
        if entry.source:
            yield from _handed(unit, entry.source, owner, entry.document)
    for output in operation.outputs:
        for role in output.to:
            yield from _handed(unit, owner, role, output.document)


def _handed(unit: Unit, giver: str, taker: str, document: str) -> Iterator[tuple[str, _Way, str]]:
    inside = (giver in unit.roles, taker in unit.roles)
    found = unit.handbook.documents.get(document)
    what = found.title if found else document
    if inside == (True, False):
        yield taker, "gives", what
    elif inside == (False, True):
        yield giver, "receives", what


def _called(unit: Unit, role: str) -> str:
    """The department that holds a role when one alone does; else the role itself, as an outsider has it."""
    homes = {position.department for position in positions_of(unit.handbook, role)}
    home = homes.pop() if len(homes) == 1 else None
    found = next((one.title for one in unit.handbook.company.departments if one.id == home), None)
    return tidy(found or unit.handbook.roles[role].title)


def _cell(texts: list[str]) -> str:
    return "; ".join(phrase(text) for text in distinct(texts)) or _NOTHING
