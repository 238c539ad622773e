"""Questions about steps: their order, who does them, by when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.site.quiz.chance import number
from generator.site.quiz.draft import Draft
from generator.site.quiz.ground import Ground
from generator.site.quiz.question import Question
from generator.site.quiz.words import overlap, quoted
from handbook.model.operation import Operation, Step

_ORDERED = 4
#: Deadlines of so many neighbours are of the same work; farther ones would look strange.
_NEAR = 16
#: How a step begins that is done in every case: with its act. «Номер не отвечает — найдите…» begins otherwise.
_ACT = re.compile(r"\w+(?:те|тесь|ть|ти|чь|ться|тись)\b")


def _draft(ground: Ground, operation: Operation, index: int, kind: str, text: str) -> Draft:
    step = operation.steps[index]
    role = step.role or operation.owner
    who = ground.title("role", role) if role else ""
    due = f" Срок: {ground.plain(step.deadline)}." if step.deadline else ""
    said = f"Шаг {index + 1}{f', {who}' if who else ''}: {quoted(ground.plain(step.text))}{due}"
    link = ground.url("operation", operation.id, f"shag-{index + 1}")
    seed = f"{operation.id}/{index}"
    return Draft(kind, seed, text, said, link, f"«{operation.title}», шаг {index + 1}", (role,) if role else ())


def says_act(words: str) -> bool:
    """Whether a text begins with what is to be done."""
    return _ACT.match(words) is not None


def _always(step: Step) -> bool:
    return says_act(step.text)


def order(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Steps to be put in order: the longest run of those that always follow one another."""
    runs: list[list[int]] = [[]]
    for index, step in enumerate(operation.steps):
        if _always(step):
            runs[-1].append(index)
        else:
            runs.append([])
    run = max(runs, key=len)[: _ORDERED + 1]
    if len(run) < _ORDERED:
        return
    said = [f"{index + 1}. {ground.action(operation.steps[index])}" for index in run]
    draft = Draft(
        "order",
        operation.id,
        f"Расставьте шаги операции «{operation.title}» по порядку.",
        "На странице операции эти шаги идут так: " + " ".join(said),
        ground.url("operation", operation.id, "shagi"),
        f"«{operation.title}», шаги",
        tuple(dict.fromkeys(role for index in run if (role := operation.steps[index].role))),
    )
    yield draft.order([ground.action(operation.steps[index]) for index in run])


def following(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """What comes right after a step."""
    pairs = [
        index
        for index in range(len(operation.steps) - 1)
        if _always(operation.steps[index]) and _always(operation.steps[index + 1])
    ]
    for index in sorted(pairs, key=lambda one: number(operation.id, "following", str(one))):
        before, after = operation.steps[index], operation.steps[index + 1]
        text = f"Операция «{operation.title}». Что делают сразу после этого шага: {quoted(_asked(ground, before))}?"
        draft = _draft(ground, operation, index + 1, "following", text)
        others = [ground.action(one) for place, one in enumerate(operation.steps) if place not in {index, index + 1}]
        yield draft.one(ground.action(after), ground.mixed(others, operation.id, str(index)))


def performers(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Whose duty a step is."""
    names = [name for name in ground.roles(operation) if not ground.book.roles[name].external]
    for index, step in enumerate(operation.steps):
        role = step.role or operation.owner
        duty = ground.duty(step)
        if role not in names or not duty:
            continue
        shared = {one.role or operation.owner for one in operation.steps if ground.duty(one) == duty}
        text = f"Чья это обязанность в операции «{operation.title}»: {duty}?"
        draft = _draft(ground, operation, index, "performer", text)
        others = [ground.title("role", name) for name in names if name not in shared]
        # What somebody else does in an operation is worth more than that its owner works in it.
        if step.role not in {None, operation.owner} or number(draft.seed, "owner") % 3 == 0:
            yield draft.one(ground.title("role", role), ground.mixed(others, draft.seed))


def approvers(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Without whose consent a step is not passed."""
    names = ground.readers(operation)
    for index, step in enumerate(operation.steps):
        role = step.role or operation.owner
        if step.approves is None or step.approves not in names or step.approves == role:
            continue
        text = f"Операция «{operation.title}». Без чьего согласия не пройти шаг {quoted(_asked(ground, step))}?"
        draft = _draft(ground, operation, index, "approver", text)
        said = f"{draft.explanation} Утверждает: {ground.title('role', step.approves)}."
        told = Draft(draft.kind, draft.seed, text, said, draft.link, draft.source, (step.approves,))
        yield told.one(
            ground.title("role", step.approves), [ground.title("role", one) for one in names if one != step.approves]
        )


def _asked(ground: Ground, step: Step) -> str:
    """A step inside a question: without its full stop."""
    return ground.action(step).rstrip(".")


#: Ways of saying one and the same moment: options of one family may both be true, «в тот же день» and «в течение часа».
_MOMENTS = (
    ("tomorrow", re.compile(r"следующ\w+ (?:\w+ )?д|назавтра")),
    ("daily", re.compile(r"ежедневно|каждый день|каждое утро|дважды в день|со вторника")),
    ("weekly", re.compile(r"еженедельн|недел|понедельник|вторник|среду|четверг|пятниц")),
    ("monthly", re.compile(r"ежемесячн|ежеквартальн|месяц|квартал|числа")),
    ("today", re.compile(r"час|минут|\bв (?:\w+ )?день\b|конца (?:\w+ )?дня|сразу|немедленно")),
    ("eve", re.compile(r"накануне|\bза\b|\bдо\b|перед")),
)
#: Words that tell a moment when the question has them too: «Отчитаться за месяц».
_TELLING = ("месяц", "месяч", "недел", "кварт", "ежедн", "утр")


@lru_cache(maxsize=16384)
def moment(words: str) -> str:
    """The family of a deadline: two of one family may be the same moment said in other words."""
    return next((name for name, shape in _MOMENTS if shape.search(words)), "other")


def deadlines(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """By when a step is done."""
    near = [
        ground.plain(step.deadline)
        for other in (operation, *ground.around(operation)[:_NEAR])
        for step in other.steps
        if step.deadline and "[[" not in step.deadline
    ]
    for index, step in enumerate(operation.steps):
        duty = ground.duty(step)
        if not step.deadline or "[[" in step.deadline or not duty or not _is_moment(step.deadline):
            continue
        right = ground.plain(step.deadline)
        asked = f"Операция «{operation.title}». В какой срок положено {duty}?"
        draft = _draft(ground, operation, index, "deadline", asked)
        mine = moment(right)
        others = [one for one in near if moment(one) not in {mine, "other"} and _is_moment(one)]
        spread = _spread(ground.mixed(others, draft.seed))
        yield None if tells(draft.text, right) or overlap(duty, right) else draft.one(right, spread)


def tells(asked: str, words: str) -> bool:
    """Whether a question names the period its answer names."""
    question, answer = asked.casefold(), words.casefold()
    periods = {root[:4] for root in _TELLING if root in answer}
    return any(root in question and root[:4] in periods for root in _TELLING)


def _is_moment(words: str) -> bool:
    return moment(words) != "other" and " — " not in words


def _spread(deadlines: Iterator[str]) -> Iterator[str]:
    """Deadlines of different families: one of each."""
    seen: set[str] = set()
    for one in deadlines:
        family = moment(one)
        if family not in seen:
            seen.add(family)
            yield one
