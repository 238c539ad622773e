"""A calibration that may be shown to those who must not know whose values they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from audit.privacy.codes import Codes
from audit.privacy.groups import OTHERS, sharing
from handbook.calibration import Calibration

_HIDDEN = "Сотрудники, у которых мало значений, отдельно не показаны: числа выдали бы человека"
Lines = Iterable[tuple[str, int, int]]


def pseudonymised(found: Calibration, codes: Codes) -> Calibration:
    """The calibration with codes in place of people; those with few values have no line of their own.

    Args:
        found: As it was measured.
        codes: The company's.
    """
    judged = Counter[str]()
    for norm in found.norms:
        judged.update({person.owner: max(person.number, person.population) for person in norm.owners})
        judged.update({owner: 0 for owner, _, _ in norm.trial.owners} if norm.trial else {})
    hidden = sharing(judged)
    norms = []
    for norm in found.norms:
        shown = (person for person in norm.owners if person.owner not in hidden)
        owners = tuple(replace(person, owner=codes.person(person.owner)) for person in shown)
        trial = norm.trial
        if trial is not None:
            trial = replace(trial, owners=_together(trial.owners, hidden, codes))
        norms.append(replace(norm, owners=owners, trial=trial))
    return replace(found, norms=tuple(norms), notes=(*found.notes, *([_HIDDEN] if hidden else [])))


def _together(lines: Lines, hidden: frozenset[str], codes: Codes) -> tuple[tuple[str, int, int], ...]:
    """Numbers of people, those who are hidden added up, the worst first and the others last."""
    known, rest = [], [0, 0]
    for owner, before, after in lines:
        if owner in hidden:
            rest = [rest[0] + before, rest[1] + after]
        else:
            known.append((codes.person(owner), before, after))
    return (*known, *([(OTHERS, rest[0], rest[1])] if any(rest) else []))
