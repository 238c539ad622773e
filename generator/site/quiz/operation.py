"""The self-test of an operation: its good questions, of as many kinds as there are."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from generator.site.quiz.answers import answers, clauses, places
from generator.site.quiz.chance import number
from generator.site.quiz.crm import fields, stage
from generator.site.quiz.gate import asked_once
from generator.site.quiz.ground import Ground
from generator.site.quiz.limits import breaches, limits, reasons, watched
from generator.site.quiz.papers import governing, inputs, receivers, results, sources
from generator.site.quiz.points import deviations, moments, recipients
from generator.site.quiz.question import Question
from generator.site.quiz.route_questions import ways
from generator.site.quiz.steps import approvers, deadlines, following, order, performers
from handbook.model.operation import Operation

#: How many questions one test of an operation asks, and how many it chooses from.
ASKED = 8
POOL = 12
#: Fewer are no test: the page says so.
ENOUGH = 5
_OF_A_KIND = 2

#: What can be asked, each by its own maker.
_MAKERS = (
    limits,
    breaches,
    reasons,
    watched,
    order,
    following,
    performers,
    approvers,
    deadlines,
    deviations,
    recipients,
    moments,
    ways,
    inputs,
    sources,
    receivers,
    results,
    governing,
    fields,
    stage,
    answers,
    places,
    clauses,
)


def operation_questions(ground: Ground, operation: Operation) -> tuple[Question, ...]:
    """Questions about an operation: one of each kind, then second ones, until there are enough."""
    makers = sorted(_MAKERS, key=lambda make: number(operation.id, make.__name__))
    return tuple(islice(asked_once(_in_turn([make(ground, operation) for make in makers])), POOL))


def _in_turn(kinds: list[Iterator[Question | None]]) -> Iterator[Question]:
    for _ in range(_OF_A_KIND):
        for kind in kinds:
            question = next((one for one in kind if one is not None), None)
            if question is not None:
                yield question
