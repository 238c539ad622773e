"""Questions about control points: what is done on a deviation, who is told, when."""

from __future__ import annotations

from collections.abc import Iterator

from generator.site.quiz.draft import Draft
from generator.site.quiz.ground import Ground
from generator.site.quiz.question import Question
from generator.site.quiz.steps import moment, tells
from generator.site.quiz.words import quoted
from handbook.model.operation import ControlPoint, Operation
from handbook.russian.letters import upper_first
from handbook.russian.text import sentence


def _others(ground: Ground, operation: Operation, point: ControlPoint) -> Iterator[ControlPoint]:
    """Other control points, the nearest first."""
    for near in (operation, *ground.around(operation)):
        yield from (one for one in near.control_points if one is not point)


def _draft(ground: Ground, operation: Operation, point: ControlPoint, kind: str, asked: str) -> Draft:
    information = ground.plain(point.information)
    said = (
        f"Контрольная точка {quoted(information)}. Кому: {ground.title('role', point.to) or point.to}. "
        f"Когда: {ground.plain(point.when)}. При отклонении: {sentence(ground.plain(point.on_deviation))}"
    )
    return Draft(
        kind,
        f"{operation.id}/{point.id}",
        f"Операция «{operation.title}», сведения для руководства: {quoted(information)}. {asked}",
        said,
        ground.url("operation", operation.id, f"kt-{point.id}"),
        f"«{operation.title}», контрольная точка",
        (point.to,),
        information,
    )


def deviations(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """What is done on a deviation."""
    for point in operation.control_points:
        draft = _draft(ground, operation, point, "deviation", "Что делают при отклонении?")
        # What is done about the same norm elsewhere would be right here too.
        strange = (one for one in _others(ground, operation, point) if not set(one.norms) & set(point.norms))
        wrong = (_act(ground, other) for other in strange)
        yield draft.one(_act(ground, point), ground.mixed(wrong, draft.seed))


def _act(ground: Ground, point: ControlPoint) -> str:
    return sentence(ground.plain(point.on_deviation))


def recipients(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """Who is told."""
    names = ground.readers(operation)
    for point in operation.control_points:
        draft = _draft(ground, operation, point, "recipient", "Кому они уходят?")
        same = {other.to for other in operation.control_points if other.information == point.information}
        if point.to in names:
            wrong = [ground.title("role", name) for name in names if name not in same]
            yield draft.one(ground.title("role", point.to), wrong)


def moments(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """When it is told."""
    for point in operation.control_points:
        right = ground.plain(point.when)
        draft = _draft(ground, operation, point, "when", "Когда они уходят?")
        near = [ground.plain(other.when) for other in _others(ground, operation, point)]
        wrong = (upper_first(one) for one in ground.mixed(near, draft.seed) if _differs(one, right))
        known = moment(right) != "other" and not tells(draft.text, right)
        yield draft.one(upper_first(right), wrong) if known else None


def _differs(one: str, right: str) -> bool:
    """Whether two moments cannot be the same: those of one family only when their figures tell them apart."""
    family = moment(one)
    return family != "other" and (family != moment(right) or _figures(one, right))


def _figures(one: str, other: str) -> bool:
    mine, theirs = ({part for part in words.split() if any(map(str.isdigit, part))} for words in (one, other))
    return bool(mine) and bool(theirs) and mine.isdisjoint(theirs)
