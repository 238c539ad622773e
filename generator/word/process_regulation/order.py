"""The order of the work: operations with their steps, as clauses."""

from __future__ import annotations

from generator.word.process_regulation.facts import operation_facts
from generator.word.process_regulation.record import OperationClause, StepClause
from generator.word.process_regulation.view import View
from generator.word.words import phrase, tidy
from handbook.model.operation import Operation, Step
from handbook.russian import lower_first, sentence


def clauses(view: View) -> tuple[OperationClause, ...]:
    """Operations in the order of the process."""
    return tuple(
        OperationClause(
            tidy(operation.title),
            sentence(tidy(view.speech.prose(operation.purpose))) if operation.purpose else None,
            operation_facts(view, operation),
            tuple(_step(view, operation, step) for step in operation.steps),
        )
        for operation in view.operations
    )


def _step(view: View, operation: Operation, step: Step) -> StepClause:
    who = step.role or operation.owner or view.process.owner
    text = tidy(view.speech.prose(step.text))
    deadline = phrase(view.speech.prose(step.deadline)) if step.deadline else None
    return StepClause(
        view.lane(who) if who else "Исполнитель",
        lower_first(sentence(text)),
        deadline if deadline and deadline.casefold() not in text.casefold() else None,
        phrase(view.named(step.document)) if step.document else None,
        view.who(step.approves) if step.approves else None,
    )
