"""The rhythm of a role: what it does every day, every week, and what it never leaves for tomorrow.

Some of it is told by how often an operation is done, more by the words of deadlines and of rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from generator import links
from generator.site.role.pace import OFTEN, PACES, Often, Pace, pace_of
from generator.site.role.work import Regular, owned_by, regular
from handbook.book import Handbook, PlacedNorm
from handbook.memo import once
from handbook.model.operation import Operation
from handbook.model.people import Role
from handbook.norms.activity_rate import ActivityRate
from handbook.russian.text import sentences
from handbook.work import operations_in_force

#: Working days, roughly: done five times a week, it is done every day.
_DAYS: Final = {"day": 1, "week": 5, "month": 21, "quarter": 63}
#: Marks that part thoughts within what is a sentence by its full stop.
_PARTS = re.compile(r"(?<=[!?;])\s+")
#: Between the days of a rule and whom it names stand no signs that begin another thought.
_THOUGHT = r"[^,:;—.]*"


@dataclass(frozen=True, slots=True)
class Beat:
    """Something a role does at a pace: a whole operation, a step of it, what a norm asks for or a rule says.

    Attributes:
        words: What is done; empty when the title of the operation or of the norm says it.
        when: When or how often; empty when the words say it.
        step: The number of the step; 0 for none.
    """

    words: str = ""
    when: str = ""
    operation: Operation | None = None
    step: int = 0
    norm: PlacedNorm | None = None
    document: str = ""
    clause: str = ""


def rhythm_of(book: Handbook, role: Role) -> dict[Pace, tuple[Beat, ...]]:
    """What the role does every day, every week, and at once; of those outside nothing, nobody keeps their days."""
    if role.external:
        return dict.fromkeys(PACES, ())
    own = owned_by(book, role)
    often = [row for pace in OFTEN for row in regular(own, pace)]
    daily = [row for row in often if row.operation.load and _per_day(row.operation) >= 1]
    weekly = [row for row in often if row not in daily]
    steps = _steps(book).get(role.id, {})

    def all_of(pace: Often, rows: Iterable[Regular]) -> Iterator[Beat]:
        told = steps.get(pace, ())
        yield from (Beat(when=row.often, operation=row.operation) for row in rows)
        yield from told
        yield from _asked(book, role, pace)
        yield from _ruled(book, role, pace, told)

    return {"day": tuple(all_of("day", daily)), "week": tuple(all_of("week", weekly)), "now": steps.get("now", ())}


def _per_day(operation: Operation) -> float:
    load = operation.load
    return load.count / _DAYS[load.per] if load else 0.0


@once
def _steps(book: Handbook) -> dict[str, dict[Pace, tuple[Beat, ...]]]:
    """Steps that have a pace, by who does them: first those of his own operations, the most frequent before others."""
    found: dict[str, dict[Pace, list[Beat]]] = {}
    for operation in operations_in_force(book):
        for number, step in enumerate(operation.steps, 1):
            who = step.role or operation.owner
            if who and step.deadline and (pace := pace_of(book, step.deadline)):
                said = step.duty or step.text
                words = next(_sentences(said), said)
                beats = found.setdefault(who, {}).setdefault(pace, [])
                beats.append(Beat(words.rstrip(";"), step.deadline, operation, number))
    return {
        who: {pace: tuple(sorted(beats, key=partial(_turn, who))) for pace, beats in paces.items()}
        for who, paces in found.items()
    }


def _turn(who: str, beat: Beat) -> tuple[bool, float]:
    own = beat.operation is not None and beat.operation.owner == who
    return not own, -_per_day(beat.operation) if beat.operation and own else 0.0


def _sentences(text: str) -> Iterator[str]:
    for said in sentences(text):
        yield from _PARTS.split(said)


def _asked(book: Handbook, role: Role, pace: Often) -> Iterator[Beat]:
    """Norms that count what the role does in a day or a week."""
    for placed in links.norms_of_role(book, role):
        if isinstance(placed.norm, ActivityRate) and placed.norm.per == pace and not placed.norm.draft:
            yield Beat(norm=placed)


def _ruled(book: Handbook, role: Role, pace: Often, told: Iterable[Beat]) -> Iterator[Beat]:
    """Sentences of acts that name the role and the days; not those a step already told says."""
    who, days = _called(_names(role)), PACES[pace].pattern
    said = re.compile(rf"(?:{days}){_THOUGHT}{who}|{who}{_THOUGHT}(?:{days})", re.IGNORECASE)
    # «Старший менеджер» is no «менеджер».
    others = {name for one in book.roles.values() for name in _names(one) if _is_within(who, name)}
    stranger = re.compile(_called(others), re.IGNORECASE) if others else None
    known = {(rule.document, rule.clause) for beat in told if beat.operation for rule in beat.operation.governed_by}
    for document, clause, sentence in _rules(book)[pace]:
        if (document, clause) not in known and said.search(stranger.sub("", sentence) if stranger else sentence):
            yield Beat(sentence.rstrip(";"), document=document, clause=clause)


def _names(role: Role) -> tuple[str, ...]:
    return tuple(dict.fromkeys((role.title, role.short or role.title)))


def _is_within(who: str, name: str) -> bool:
    return re.search(who, name, re.IGNORECASE) is not None and re.fullmatch(who, name, re.IGNORECASE) is None


def _called(names: Iterable[str]) -> str:
    """A pattern of any of some names as whole words."""
    return rf"(?<![\w-])(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})(?![\w-])"


@once
def _rules(book: Handbook) -> dict[Often, tuple[tuple[str, str, str], ...]]:
    """Sentences of acts that name days, with their document and clause."""
    said = [
        (document.id, clause.number, sentence)
        for document in book.documents.values()
        if document.is_act
        for clause in document.clauses
        for sentence in _sentences(clause.text)
    ]
    return {pace: tuple(one for one in said if PACES[pace].search(one[2])) for pace in OFTEN}
