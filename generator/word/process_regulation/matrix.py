"""The matrix of responsibility: who performs (R), answers (A), is asked before (C) and told after (I).

Exactly one role answers for a row: whoever approves the step, else the owner of the operation, else of the process.
An outsider, such as the client, answers for nothing while somebody of the company can.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from textwrap import shorten

from generator.word.process_regulation.record import DutyRow, Matrix
from generator.word.process_regulation.view import View
from generator.word.words import phrase, tidy
from handbook.model.operation import Operation, Step
from handbook.russian import sentences, upper_first

#: From so many steps on the rows are operations: a matrix longer than two pages is not read.
MANY = 40
#: Letters of a title written upwards that a line in the head of a column has room for; so many columns are wide enough
#: for two lines.
_LINE, _WIDE = 27, 13


@dataclass(frozen=True, slots=True)
class _Part:
    """Who has a part in one row, by the names of columns: roles of one position stand in one column."""

    title: str
    performs: tuple[str, ...]
    answers: str
    asked: tuple[str, ...]
    told: tuple[str, ...]

    def mark(self, name: str) -> str:
        doing = [letter for letter, holds in (("A", self.answers == name), ("R", name in self.performs)) if holds]
        if doing:
            return "/".join(doing)
        return "C" if name in self.asked else "I" if name in self.told else ""

    @property
    def names(self) -> tuple[str, ...]:
        return (self.answers, *self.performs, *self.asked, *self.told)


def matrix(view: View) -> Matrix | None:
    """The matrix of a process; None when nobody does anything in it."""
    by_steps = sum(len(operation.steps) for operation in view.operations) < MANY
    groups = [
        (operation, [part for part in _parts(view, operation, by_steps=by_steps) if part is not None])
        for operation in view.operations
    ]
    lanes = [view.lane(role) for role in view.process.lanes] if isinstance(view.process.lanes, tuple) else []
    met = dict.fromkeys(name for _, parts in groups for part in parts for name in part.names)
    columns = tuple(dict.fromkeys([*(name for name in lanes if name in met), *met]))
    if not columns:
        return None
    rows: list[DutyRow] = []
    for operation, parts in groups:
        if by_steps and operation.steps and parts:
            rows.append(DutyRow(tidy(operation.title), ("",) * len(columns), is_head=True))
        rows += [DutyRow(part.title, tuple(part.mark(name) for name in columns)) for part in parts]
    letters = _LINE * 2 if len(columns) <= _WIDE else _LINE
    return Matrix(tuple(shorten(name, letters, placeholder="…") for name in columns), tuple(rows), by_steps)


def _parts(view: View, operation: Operation, *, by_steps: bool) -> Iterable[_Part | None]:
    if by_steps and operation.steps:
        return [_of_step(view, operation, step) for step in operation.steps]
    return [_of_operation(view, operation)]


def _of_step(view: View, operation: Operation, step: Step) -> _Part | None:
    performer = step.role or operation.owner or view.process.owner
    answers = _answers(view, step.approves, operation.owner, view.process.owner, performer)
    if answers is None:
        return None
    text = view.speech.prose(step.duty) if step.duty else sentences(view.speech.prose(step.text))[0]
    asked = _known(*step.consulted, step.approves)
    return _part(view, upper_first(phrase(text)), answers, (_known(performer), asked, step.informed))


def _of_operation(view: View, operation: Operation) -> _Part | None:
    performs = _known(*(step.role or operation.owner for step in operation.steps)) or _known(operation.owner)
    approvers = _known(*(step.approves for step in operation.steps))
    answers = _answers(view, operation.owner, view.process.owner, *approvers, *performs)
    if answers is None:
        return None
    asked = (*approvers, *(role for step in operation.steps for role in step.consulted))
    told = tuple(role for step in operation.steps for role in step.informed)
    return _part(view, tidy(operation.title), answers, (performs or (answers,), asked, told))


def _part(view: View, title: str, answers: str, others: Iterable[tuple[str, ...]]) -> _Part:
    performs, asked, told = (tuple(view.lane(role) for role in roles) for roles in others)
    return _Part(title, performs, view.lane(answers), asked, told)


def _answers(view: View, *candidates: str | None) -> str | None:
    known = _known(*candidates)
    own = [role for role in known if not (role in view.handbook.roles and view.handbook.roles[role].external)]
    return next(iter([*own, *known]), None)


def _known(*roles: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role for role in roles if role))
