"""Questions about the way of a process: what comes after an operation, and under which condition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.site.process import route
from generator.site.quiz.draft import Draft
from generator.site.quiz.ground import Ground
from generator.site.quiz.question import Question
from handbook.model.operation import Operation
from handbook.model.process import GatewayNode, Process
from handbook.titles import title_text
from handbook.work import operations_of


def ways(ground: Ground, operation: Operation) -> Iterator[Question | None]:
    """What follows an operation in its process."""
    process = ground.process(operation)
    if process is None:
        return
    # Where several ways are gone at once, no single one is the right answer.
    if any(isinstance(node, GatewayNode) and node.type != "exclusive" for node in process.flow):
        return
    stops = route.after(ground.book, process, operation.id)
    conditions = Counter(stop.condition for stop in stops)
    inside = [one.title for one in operations_of(ground.book, process) if one.id != operation.id]
    ends = [stop.title for stop in stops if stop.kind == "end"]
    for stop in stops:
        if stop.kind not in {"operation", "process"} or conditions[stop.condition] > 1:
            continue
        if not stop.condition and len(stops) > 1:
            continue
        when = _condition(ground, process, stop.condition)
        draft = Draft(
            "next",
            f"{operation.id}/{stop.name}/{stop.condition}",
            f"Процесс «{process.title}». Операция «{operation.title}» позади{when}. Что дальше?",
            f"После операции «{operation.title}»{when} — «{stop.title}».",
            ground.url("operation", operation.id, "hod"),
            f"«{operation.title}», что до и что после",
        )
        other = [one.title for one in stops if one.kind == "operation" and one.title != stop.title and one.condition]
        wrong = [title for title in (*other, *inside, *ends) if title != stop.title]
        yield draft.one(stop.title, ground.mixed(wrong, draft.seed))


def _condition(ground: Ground, process: Process, condition: str) -> str:
    """A condition with the question it answers: «Решение клиента? — отказался»."""
    if not condition:
        return ""
    asked = {
        title_text(
            ground.book, branch.when
        ): f"{title_text(ground.book, node.title)} — {title_text(ground.book, branch.when)}"
        for node in process.flow
        if isinstance(node, GatewayNode) and node.title
        for branch in node.branches
        if branch.when
    }
    parts = [condition] if condition in asked else condition.split(", ")
    return "; " + "; ".join(f"«{asked.get(part, part)}»" for part in parts)
