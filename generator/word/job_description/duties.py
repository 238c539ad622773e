"""Duties of a position: the steps its roles perform, operation by operation, and the decisions it must take."""

from __future__ import annotations

from generator.word.job_description.post import Post
from generator.word.job_description.record import DutyGroup
from generator.word.words import listed, tidy
from handbook.model.operation import Operation, Step
from handbook.russian import lower_first, sentences, to_duty
from handbook.work import operations_in


def duties(post: Post) -> tuple[DutyGroup, ...]:
    """Groups of duties in the order of processes; an operation without steps of the position gives none."""
    groups = []
    for operation in post.work:
        texts = [duty(post, step) for step in operation.steps if (step.role or operation.owner) in post.roles]
        if texts:
            groups.append(_group(operation.title, _number(post, operation), texts))
    return tuple(groups)


def decisions(post: Post) -> tuple[DutyGroup, ...]:
    """What the owner of a process must decide, process by process."""
    return tuple(
        _group(
            process.title,
            process.publication.number if process.publication else None,
            [post.speech.prose(text) for text in process.decisions],
        )
        for process in post.processes
        if process.owner in post.roles and process.decisions
    )


def _group(title: str, number: str | None, texts: list[str]) -> DutyGroup:
    items = listed(texts)
    return DutyGroup(tidy(title), number, items, items[0] if len(items) == 1 else None)


def duty(post: Post, step: Step) -> str:
    """A step as a duty: an imperfective infinitive, then the deadline, in one phrase without inner full stops."""
    text = post.speech.prose(step.duty) if step.duty else to_duty(post.speech.prose(step.text)).text
    first, *rest = sentences(tidy(text))
    phrase = "; ".join([first, *(lower_first(part) for part in rest)]).rstrip(" .;,")
    if step.deadline:
        deadline = lower_first(tidy(post.speech.prose(step.deadline))).rstrip(" .;,")
        if deadline.casefold() not in phrase.casefold():
            phrase = f"{phrase} ({deadline})"
    return phrase


def uncertain(post: Post) -> tuple[tuple[Operation, int], ...]:
    """Steps of the position whose duty was derived without certainty: a person should write ``duty`` for them.

    Returns:
        The operation and the index of the step in it.
    """
    return tuple(
        (operation, index)
        for operation in post.work
        for index, step in enumerate(operation.steps)
        if (step.role or operation.owner) in post.roles
        and not step.duty
        and not to_duty(post.speech.prose(step.text)).confident
    )


def tools(post: Post) -> list[str]:
    """Programs and means of the operations the position is responsible for; those of others stay with their owners."""
    return [tool for operation in post.work if operation.owner in post.roles for tool in operation.tools]


def _number(post: Post, operation: Operation) -> str | None:
    """The number of the regulation an operation belongs to: of its folder's process, else of one that uses it."""
    home = post.home(operation)
    users = [home] if home else []
    users += [p for p in post.processes if operation in operations_in(post.handbook, p)]
    return next((process.publication.number for process in users if process.publication), None)
